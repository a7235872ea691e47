package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
)

// DueChange asks to give an open loan another due date. It is not a renewal and
// is not counted as one.
type DueChange struct {
	Clerk     Clerk
	Loan      LoanRef
	ShownDue  int64 // the due date that was shown, in UTC seconds (DeskLoan.ShownDue)
	Due       DueByHand
	Reason    string // at least two words
	Confirmed bool   // also where the library is closed on that day
}

// ChangedDue is what came of it.
type ChangedDue struct {
	Done     bool // false: only where Closed was not confirmed
	Member   int64
	OldDueAt time.Time // in the item's zone
	DueAt    time.Time
	Closed   bool            // the library is closed on the new day
	OpenDay  circulation.Day // then the next open day, as a proposal
}

// ChangeDueDate changes a due date, earlier or later, but not before today.
//
// Errors: fault.NotFound, fault.Invalid (field due or reason), fault.Conflict
// (WhyLoanChanged; WhyNotInThisWay where the book is lost or said to be back),
// fault.Mirrored, fault.ClockWrong.
func (l *Library) ChangeDueDate(ctx context.Context, r DueChange) (*ChangedDue, error) {
	return nil, errNotBuilt
}
