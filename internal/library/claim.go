package library

import "context"

// ClaimReturned notes that the member says the book is back. It can then
// neither be renewed nor become later, until somebody has looked for it.
//
// Errors: fault.NotFound, fault.Conflict (WhyLoanChanged, WhyNotInThisWay),
// fault.Mirrored, fault.ClockWrong.
func (l *Library) ClaimReturned(ctx context.Context, c Clerk, loan LoanRef, reason string) error {
	return errNotBuilt
}

// SettleClaim ends a claim. Found on the shelf, the loan is returned as of the
// claim and the answer is that of Return; not found, it is open again and the
// answer is nil.
func (l *Library) SettleClaim(ctx context.Context, c Clerk, loan LoanRef, found bool, reason string) (*Returned, error) {
	return nil, errNotBuilt
}
