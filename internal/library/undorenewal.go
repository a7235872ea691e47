package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
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
func (l *Library) UndoRenewal(ctx context.Context, c Clerk, ref LoanRef) (*UndoneRenewal, error) {
	var done *UndoneRenewal
	err := l.atDesk(ctx, c, !ownRecord, func(w *deskwork) error {
		loan, err := w.loanShown(ref)
		if err != nil {
			return err
		}
		renewal, found, err := store.ReadLastRenewal(w.tx, loan.ID, loan.Renewals)
		if err != nil {
			return err
		}
		zone := w.policy.branch(loan.BranchID).zone
		switch {
		case !found:
			return conflict(WhyNotRenewed)
		case !sameDay(renewal.RenewedAt, w.now, zone):
			return conflict(WhyNotToday)
		case renewal.Entered:
			return conflict(WhyEntered)
		case !loan.DueAt.Equal(renewal.NewDueAt):
			return conflict(WhyDueDateMoved)
		}
		done = &UndoneRenewal{
			Loan: LoanRef{ID: loan.ID, Renewals: loan.Renewals - 1}, Member: loan.MemberID, DueAt: renewal.OldDueAt.In(zone),
		}
		done.Fine, err = w.undoRenewal(&loan, &renewal)
		return err
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// undoRenewal gives the loan back what it was and returns the fine that is no
// longer owed.
func (w *deskwork) undoRenewal(loan *store.LoanState, r *store.LastRenewal) (fine int64, err error) {
	if ok, err := store.UndoRenewal(w.tx, r.ID, w.now); err != nil || !ok {
		return 0, orConflict(err, WhyUndone)
	}
	before := r.RenewedBefore
	if before.IsZero() && !r.UnseenBefore.Valid { // of an earlier version, which did not keep it
		if before, err = store.RenewedBefore(w.tx, loan.ID, loan.Renewals); err != nil {
			return 0, err
		}
	}
	if ok, err := store.UnrenewLoan(w.tx, loan, r.OldDueAt, before, unseenBefore(loan, r)); err != nil || !ok {
		return 0, orConflict(err, WhyLoanChanged)
	}
	sanction, found, err := store.SanctionOfRenewal(w.tx, loan.ID, r.ID)
	if err != nil {
		return 0, err
	}
	if found {
		if err := w.undoSanction(&sanction, loan.ID); err != nil {
			return 0, err
		}
	}
	if !r.ReceiptHasOtherOnes {
		if err := store.DropNotice(w.tx, renewedKey(r.ReceiptID), w.now); err != nil {
			return 0, err
		}
	}
	return sanction.Fine, w.audit("loan.renewal_undone", "loan", loan.ID, struct {
		Renewal  int64 `json:"renewal"`
		OldDueAt int64 `json:"old_due_at"`
		NewDueAt int64 `json:"new_due_at"`
	}{r.ID, loan.DueAt.Unix(), r.OldDueAt.Unix()})
}

// unseenBefore is how often the loan had been renewed unseen. Where the book was
// seen after the renewal, it still has been.
func unseenBefore(loan *store.LoanState, r *store.LastRenewal) int {
	switch {
	case r.Actor != string(circulation.ActorLibrarian) && loan.Unseen == 0:
		return 0
	case r.UnseenBefore.Valid:
		return r.UnseenBefore.V
	}
	return max(0, loan.Unseen-1)
}
