package library

import (
	"database/sql"
	"errors"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// loanShown returns a loan that is still in the state a page showed, and open;
// else that is a conflict.
func (w *deskwork) loanShown(ref LoanRef) (store.LoanState, error) {
	loan, err := w.loan(ref.ID)
	if err == nil && (loan.Closed || loan.Renewals != ref.Renewals) {
		err = conflict(WhyLoanChanged)
	}
	return loan, err
}

func (w *deskwork) loan(id int64) (store.LoanState, error) {
	loan, err := store.ReadLoanState(w.tx, id)
	if errors.Is(err, sql.ErrNoRows) {
		err = fault.New(fault.NotFound, "there is no such loan").With("field", "loan")
	}
	return loan, err
}

// setLoanStatus puts a loan from the state it was read in into another and says so.
func (w *deskwork) setLoanStatus(loan *store.LoanState, to circulation.LoanStatus, action, reason string) error {
	ok, err := store.SetLoanStatus(w.tx, loan.ID, loan.Status, string(to))
	if err != nil || !ok {
		return orConflict(err, WhyLoanChanged)
	}
	return w.audit(action, "loan", loan.ID, struct {
		Was    string `json:"was"`
		Item   int64  `json:"item"`
		Reason string `json:"reason,omitempty"`
	}{loan.Status, loan.ItemID, reason})
}

// in reports whether the loan is in one of these states.
func in(loan *store.LoanState, states ...circulation.LoanStatus) bool {
	for _, s := range states {
		if loan.Status == string(s) {
			return true
		}
	}
	return false
}
