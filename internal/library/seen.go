package library

import "context"

// MarkSeen says that somebody at the desk has seen the book, so that it can be
// renewed online again, without renewing it. fault.NotFound where there is no
// such loan, fault.Conflict where it has ended.
func (l *Library) MarkSeen(ctx context.Context, c Clerk, loan int64) error { return errNotBuilt }
