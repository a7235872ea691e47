package library

import (
	"strconv"
	"strings"

	"simpanbudi/internal/fault"
)

// LoanRef is a loan with the state it was shown in: "417.0" is loan 417,
// renewed 0 times. A page posts it back, so that a repeated form is noticed.
type LoanRef struct {
	ID       int64
	Renewals int
}

// ParseLoanRef reads what String writes; anything else is fault.Invalid.
func ParseLoanRef(s string) (LoanRef, error) {
	id, renewals, ok := strings.Cut(s, ".")
	n, errID := strconv.ParseInt(id, 10, 64)
	shown, errShown := strconv.ParseInt(renewals, 10, 32)
	ref := LoanRef{ID: n, Renewals: int(shown)}
	// Comparing with what would be written refuses signs and leading zeros.
	if !ok || errID != nil || errShown != nil || n <= 0 || shown < 0 || ref.String() != s {
		return LoanRef{}, fault.New(fault.Invalid, "a loan is given as on the page, such as 417.0").With("field", "loan")
	}
	return ref, nil
}

// String returns the value a form carries.
func (r LoanRef) String() string {
	return strconv.FormatInt(r.ID, 10) + "." + strconv.Itoa(r.Renewals)
}
