package page

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// RenewAllPlan is the page before all loans are renewed: what the rules are, and
// what would happen to each.
type RenewAllPlan struct {
	Frame   Frame
	Values  []string // of all loans: those refused may have become renewable meanwhile
	Will    string
	Renewed []PlannedLoan
	WillNot string
	Kept    []PlannedLoan
	Confirm string
}

// PlannedLoan is what would happen to one loan.
type PlannedLoan struct {
	Title   string
	From    string // the due date now
	To      string // the new one; "" where refused
	Left    string // renewals left afterwards; "" where there is no limit
	Notes   []string
	Reasons []Reason
}

// NewRenewAll puts the plan in words; nil where there is nothing to renew.
func NewRenewAll(l *i18n.Language, my *library.MyLoans) *RenewAllPlan {
	n, _ := renewable(my)
	if n == 0 {
		return nil
	}
	p := &RenewAllPlan{
		Frame:   Frame{Title: l.Text("renew_all.title"), Here: "/loans/renew-all", Live: true, AtLoans: true, SignedIn: true},
		Will:    l.Count("renew_all.will", n),
		WillNot: l.Count("renew_all.will_not", len(my.Loans)-n),
		Confirm: l.Count("renew_all.confirm", n),
	}
	for i := range my.Loans {
		loan := &my.Loans[i]
		p.Values = append(p.Values, loan.Ref.String())
		if loan.Decision.Allowed {
			p.Renewed = append(p.Renewed, plannedRenewal(l, loan))
			continue
		}
		p.Kept = append(p.Kept, PlannedLoan{
			Title: loan.Title, From: l.Text("renew_all.stays", "date", dueDate(l, loan.DueAt, loan.ByHours)),
			Reasons: reasons(l, &loan.Decision, loan.Rule),
		})
	}
	return p
}

func plannedRenewal(l *i18n.Language, loan *library.Loan) PlannedLoan {
	v := PlannedLoan{
		Title: loan.Title, Notes: append(notes(l, loan.Decision.Notes), sanctionSentences(l, &loan.Sanction)...),
		From: dueDate(l, loan.DueAt, loan.ByHours), To: dueDate(l, loan.Decision.DueAt, loan.ByHours),
	}
	if left := loan.Decision.RenewalsLeft; left > 0 {
		v.Left = l.Count("renew_all.left", left-1)
	}
	return v
}

// Template names the page's file.
func (*RenewAllPlan) Template() string { return "member/renew_all" }

// Around returns the page's frame.
func (p *RenewAllPlan) Around() *Frame { return &p.Frame }
