package library

import (
	"context"
	"time"
)

// UndoneRenewal is a loan whose last renewal was undone.
type UndoneRenewal struct {
	Loan   LoanRef // as it is now
	Member int64
	DueAt  time.Time // the old due date, which holds again; in the item's zone
	Fine   int64     // rupiah that are no longer owed
}

// UndoRenewal takes back the last renewal of a loan, where it was made on this
// day of its branch: due date, count and what its lateness cost are as before.
// The renewal is marked undone and its receipt stays. The loan is given as it
// was shown, with the renewal counted.
//
// Errors: fault.NotFound, fault.Conflict (WhyLoanChanged, WhyNotRenewed,
// WhyNotToday, WhyDueDateMoved, WhyFinePaid, WhyEntered), fault.ClockWrong.
func (l *Library) UndoRenewal(ctx context.Context, c Clerk, loan LoanRef) (*UndoneRenewal, error) {
	return nil, errNotBuilt
}
