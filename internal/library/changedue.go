package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
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
// (WhyLoanChanged; WhyNotThisState where the book is lost or said to be back),
// fault.Mirrored, fault.ClockWrong.
func (l *Library) ChangeDueDate(ctx context.Context, r DueChange) (*ChangedDue, error) {
	var done *ChangedDue
	err := l.atDesk(ctx, r.Clerk, ownRecord, func(w *deskwork) error {
		reason, err := reasonGiven(r.Reason)
		if err != nil {
			return err
		}
		loan, err := w.loanShown(r.Loan)
		if err != nil {
			return err
		}
		if loan.DueAt.Unix() != r.ShownDue {
			return conflict(WhyLoanChanged)
		}
		if !in(&loan, circulation.LoanOpen, circulation.LoanOnSite) {
			return conflict(WhyNotThisState)
		}
		if done, err = w.newDue(&r, &loan); err != nil || done.Closed && !r.Confirmed {
			return err
		}
		done.Done = true
		return w.changeDue(&loan, done.DueAt, reason)
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// newDue looks at the date that was given.
func (w *deskwork) newDue(r *DueChange, loan *store.LoanState) (*ChangedDue, error) {
	b := w.policy.branch(loan.BranchID)
	due, err := dueGiven(r.Due, b.zone, w.now)
	if err != nil {
		return nil, err
	}
	why := ""
	switch {
	case due.IsZero():
		why = "missing"
	case due.Equal(loan.DueAt):
		why = "same"
	}
	if why != "" {
		return nil, fault.New(fault.Invalid, "give another due date").With("field", "due").With("why", why)
	}
	done := &ChangedDue{Member: loan.MemberID, OldDueAt: loan.DueAt.In(b.zone), DueAt: due.In(b.zone)}
	day := circulation.DayOf(due, b.zone)
	if done.Closed = !b.calendar.IsOpen(day); done.Closed {
		if open, err := b.calendar.NextOpenDay(day); err == nil {
			done.OpenDay = open
		}
	}
	return done, nil
}

// changeDue writes another due date. Every change of a due date by whatever hand
// is audited like this, so that "check" can tell it from a damaged one.
func (w *deskwork) changeDue(loan *store.LoanState, due time.Time, reason string) error {
	if ok, err := store.ChangeDue(w.tx, loan, due); err != nil || !ok {
		return orConflict(err, WhyLoanChanged)
	}
	return w.audit("loan.due_changed", "loan", loan.ID, struct {
		OldDueAt int64  `json:"old_due_at"`
		NewDueAt int64  `json:"new_due_at"`
		Reason   string `json:"reason"`
	}{loan.DueAt.Unix(), due.Unix(), reason})
}
