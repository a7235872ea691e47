package library

import "context"

// UndoReturn takes a return of today back: the loan is open as it was, its
// sanction is undone, and a hold that the copy was set aside for waits again in
// its old place. It returns the loan's member.
//
// Errors: fault.NotFound, fault.Conflict (WhyNotToday, WhyUndone, WhyLentAgain,
// WhyHoldFilled, WhyFinePaid), fault.Mirrored, fault.ClockWrong.
func (l *Library) UndoReturn(ctx context.Context, c Clerk, id int64) (member int64, err error) {
	return 0, errNotBuilt
}
