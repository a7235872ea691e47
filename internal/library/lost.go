package library

import "context"

// Loss says that the book of a loan is lost.
type Loss struct {
	Clerk      Clerk
	Loan       LoanRef
	Reason     string // in the clerk's words; may be empty
	Charge     int64  // rupiah for its replacement; 0: none
	LegalBasis string // of the charge; needed where there is one
	RequestKey string // of the form: posted twice, charged once
}

// DeclareLost marks loan and copy as lost and books the charge. The loan stays
// with the member until the book is found or settled.
//
// Errors: fault.NotFound, fault.Invalid (field charge or legal_basis),
// fault.Conflict (WhyLoanChanged, WhyNotInThisWay), fault.Mirrored,
// fault.ClockWrong.
func (l *Library) DeclareLost(ctx context.Context, r Loss) error { return errNotBuilt }

// DeclareFound says that the book of a lost loan is found with the member, who
// goes on borrowing it. Where it is found in the library, it is returned. A charge
// stays and is settled where money is.
func (l *Library) DeclareFound(ctx context.Context, c Clerk, loan LoanRef, reason string) error {
	return errNotBuilt
}
