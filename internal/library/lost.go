package library

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Loss says that the book of a loan is lost, or has come back damaged.
type Loss struct {
	Clerk      Clerk
	Loan       LoanRef
	Reason     string // in the clerk's words; may be empty
	Charge     int64  // rupiah for its replacement or repair; 0: none
	LegalBasis string // of the charge; needed where there is one
	RequestKey string // of the form: posted twice, charged once
}

// DeclareLost marks loan and copy as lost and books the charge. The loan stays
// with the member until the book is found or settled. A second post of the same
// form changes nothing more.
//
// Errors: fault.NotFound, fault.Invalid (field charge or legal_basis),
// fault.Conflict (WhyLoanChanged, WhyNotThisState), fault.Mirrored,
// fault.ClockWrong.
func (l *Library) DeclareLost(ctx context.Context, r Loss) error {
	return l.atDesk(ctx, r.Clerk, ownRecord, func(w *deskwork) error {
		reason, err := r.check()
		if err != nil {
			return err
		}
		if r.RequestKey != "" {
			if done, err := store.LineOfRequest(w.tx, r.RequestKey); err != nil || done {
				return err
			}
		}
		loan, err := w.loanShown(r.Loan)
		if err != nil {
			return err
		}
		if !in(&loan, circulation.LoanOpen, circulation.LoanOnSite, circulation.LoanClaimedReturned) {
			return conflict(WhyNotThisState)
		}
		if err := w.setLoanStatus(&loan, circulation.LoanLost, "loan.declared_lost", reason); err != nil {
			return err
		}
		if err := w.loseCopy(loan.ItemID, reason); err != nil || r.Charge == 0 {
			return err
		}
		return w.charge(&r, &loan, reason)
	})
}

// mostCharged is more than any book costs: above it, a barcode was scanned.
const mostCharged = 100_000_000 // rupiah

// check looks at the form and returns its reason.
func (r *Loss) check() (reason string, err error) {
	r.LegalBasis = strings.Join(strings.Fields(r.LegalBasis), " ")
	switch {
	case r.Charge < 0 || r.Charge > mostCharged:
		return "", fault.New(fault.Invalid, "give a charge in whole rupiah").With("field", "charge")
	case r.Charge > 0 && r.LegalBasis == "" || utf8.RuneCountInString(r.LegalBasis) > longestReason:
		return "", fault.New(fault.Invalid, "say by which rule it is charged").With("field", "legal_basis")
	}
	return reasonIfAny(r.Reason)
}

// loseCopy marks a copy as lost; one that is damaged, or was never for loan, too.
func (w *deskwork) loseCopy(item int64, reason string) error {
	c, err := store.ReadCopy(w.tx, item)
	if err != nil || c.Status == string(circulation.ItemLost) {
		return err
	}
	return w.setCopyStatus(item, circulation.ItemStatus(c.Status), circulation.ItemLost, reason)
}

// charge books what the replacement costs.
func (w *deskwork) charge(r *Loss, loan *store.LoanState, reason string) error {
	row := store.AccountLine{
		MemberID: loan.MemberID, At: w.now, Kind: "charge", Amount: r.Charge, RequestKey: r.RequestKey,
		Reason: reason, LegalBasis: r.LegalBasis, LoanID: loan.ID, StaffID: w.clerk.Staff,
	}
	for range 10 { // among 2^40 references a second try is rare
		var err error
		if row.Ref, err = w.l.newRef(); err != nil {
			return err
		}
		if r.RequestKey == "" {
			row.RequestKey = row.Ref
		}
		id, err := store.ChargeMember(w.tx, &row)
		if err != nil {
			return err
		}
		if id != 0 {
			return w.audit("member.charged", "member", loan.MemberID, struct {
				Line   int64 `json:"line"`
				Loan   int64 `json:"loan"`
				Amount int64 `json:"amount"`
			}{id, loan.ID, r.Charge})
		}
	}
	return fmt.Errorf("no free reference in ten tries")
}

// DeclareFound says that the book of a lost loan is found with the member, who
// goes on borrowing it. Where it is found in the library, it is returned. A charge
// stays and is settled where money is. Errors are those of DeclareLost.
func (l *Library) DeclareFound(ctx context.Context, c Clerk, ref LoanRef, reason string) error {
	return l.atDesk(ctx, c, ownRecord, func(w *deskwork) error {
		reason, err := reasonIfAny(reason)
		if err != nil {
			return err
		}
		loan, err := w.loanShown(ref)
		if err != nil {
			return err
		}
		if !in(&loan, circulation.LoanLost) {
			return conflict(WhyNotThisState)
		}
		if err := w.setLoanStatus(&loan, circulation.LoanOpen, "loan.found", reason); err != nil {
			return err
		}
		copy, err := store.ReadCopy(w.tx, loan.ItemID)
		if err != nil || copy.Status != string(circulation.ItemLost) {
			return err
		}
		return w.setCopyStatus(copy.ID, circulation.ItemLost, circulation.ItemAvailable, reason)
	})
}
