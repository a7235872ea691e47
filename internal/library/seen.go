package library

import (
	"context"

	"simpanbudi/internal/store"
)

// MarkSeen says that somebody at the desk has seen the book, so that it can be
// renewed online again, without renewing it. fault.NotFound where there is no
// such loan, fault.Conflict where it has ended.
func (l *Library) MarkSeen(ctx context.Context, c Clerk, loan int64) error {
	return l.atDesk(ctx, c, !ownRecord, func(w *deskwork) error {
		row, err := w.loan(loan)
		if err != nil {
			return err
		}
		if ok, err := store.MarkSeen(w.tx, row.ID); err != nil || !ok {
			return orConflict(err, WhyLoanChanged)
		}
		return w.audit("loan.seen", "loan", row.ID, struct {
			Unseen int `json:"unseen"`
		}{row.Unseen})
	})
}
