package view

import "simpanbudi/internal/web/page"

// Loan is the page of one loan of a member: whatever can be done with it.
type Loan struct {
	page.Desk
	Place    Place
	Head     MemberHead
	Loan     WorkLoan
	Facts    []Fact
	Renew    string // where renewing it is posted; "" where refused
	Return   *Button
	DueForm  *LoanForm
	Lost     *LoanForm
	Damaged  *LoanForm // it is back, but damaged
	Claim    *LoanForm // the member says it is back
	Settle   *LoanForm // a claim is settled
	Found    *LoanForm
	Seen     string // where it is posted that the book was seen; "" where there is nothing to reset
	Undo     string // where undoing the last renewal is posted
	Date     string // where the date slip is printed
	Back     string
	Mirrored bool
}

// LoanForm is a form about the loan.
type LoanForm struct {
	Action string
	Value  string // the loan as shown
	Hidden []Hidden
	Fields []Field
	Open   bool // something is wrong with what was posted
}

// Template names the page's file.
func (*Loan) Template() string { return "desk/loan" }
