package library

import (
	"context"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// ClaimReturned notes that the member says the book is back. It can then
// neither be renewed nor become later, until somebody has looked for it.
//
// Errors: fault.NotFound, fault.Conflict (WhyLoanChanged, WhyNotThisState),
// fault.Mirrored, fault.ClockWrong.
func (l *Library) ClaimReturned(ctx context.Context, c Clerk, ref LoanRef, reason string) error {
	return l.atDesk(ctx, c, ownRecord, func(w *deskwork) error {
		reason, err := reasonIfAny(reason)
		if err != nil {
			return err
		}
		loan, err := w.loanShown(ref)
		if err != nil {
			return err
		}
		if !in(&loan, circulation.LoanOpen, circulation.LoanOnSite) {
			return conflict(WhyNotThisState)
		}
		return w.setLoanStatus(&loan, circulation.LoanClaimedReturned, store.ClaimAction, reason)
	})
}

// SettleClaim ends a claim. Found on the shelf, the loan is returned as of the
// claim and the answer is that of Return; not found, it is open again and the
// answer is nil. Errors are those of ClaimReturned.
func (l *Library) SettleClaim(ctx context.Context, c Clerk, ref LoanRef, found bool, reason string) (*Returned, error) {
	var done *Returned
	err := l.atDesk(ctx, c, ownRecord, func(w *deskwork) error {
		reason, err := reasonIfAny(reason)
		if err != nil {
			return err
		}
		loan, err := w.loanShown(ref)
		if err != nil {
			return err
		}
		if !in(&loan, circulation.LoanClaimedReturned) {
			return conflict(WhyNotThisState)
		}
		if !found {
			return w.setLoanStatus(&loan, circulation.LoanOpen, "loan.claim_refused", reason)
		}
		at, known, err := store.ClaimedAt(w.tx, loan.ID)
		if err != nil {
			return err
		}
		if !known || at.After(w.now) || at.Before(loan.BorrowedAt) {
			at = w.now
		}
		copy, err := store.ReadCopy(w.tx, loan.ItemID)
		if err == nil {
			done, err = w.takeBack(&copy, at, reason)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}
