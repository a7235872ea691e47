package page

import (
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Loans is the page of a member's loans.
type Loans struct {
	Frame    Frame
	Name     string
	Card     string // masked: the page may be seen over a shoulder
	Banners  []Banner
	RenewAll *RenewAll // nil where there are not several to renew
	Count    string    // how many loans, and how many of them late; "" for one
	Loans    []Loan
	Result   *Receipt // what a post from this very page came to; nil for none
}

// RenewAll is the way to renew every loan of the page at once.
type RenewAll struct {
	Label string
	Hint  string
}

// Loan is one loan in words.
type Loan struct {
	ID      string // names its place on the page, such as 417
	Value   string // what the form posts, such as 417.0
	Posted  bool   // the post that Result tells of asked for it
	Done    string // that it has just been renewed; "" where it has not
	Title   string
	Author  string
	When    When
	Late    bool
	Soon    bool   // due today or tomorrow
	Used    string // renewals used and left; "" where the rule gives none
	Bar     int    // renewals the rule gives; 0 where there is nothing to draw
	BarUsed int    // of them used, at most Bar
	Renew   string // the button, with the new date; "" where refused
	Notes   []string
	Reasons []Reason
}

// mostAtOnce bounds renewing all: the library takes no more in one request.
const mostAtOnce = 200

// NewLoans puts a member's loans in words. zone is the library's.
func NewLoans(l *i18n.Language, my *library.MyLoans, zone *time.Location) *Loans {
	p := &Loans{
		Frame:   Frame{Title: l.Text("loans.title"), Here: "/loans", Live: true, AtLoans: true, SignedIn: true},
		Name:    my.Member.Name,
		Card:    l.Text("loans.card", "card", maskCard(my.Member.Card)),
		Banners: banners(l, my, zone),
		Count:   countLoans(l, my.Loans),
		Loans:   make([]Loan, len(my.Loans)),
	}
	for i := range my.Loans {
		p.Loans[i] = newLoan(l, &my.Loans[i], my.ClockWrong)
	}
	p.RenewAll = renewAll(l, my)
	return p
}

func newLoan(l *i18n.Language, loan *library.Loan, clockWrong bool) Loan {
	v := Loan{
		ID: strconv.FormatInt(loan.Ref.ID, 10), Value: loan.Ref.String(), Title: loan.Title, Author: loan.Author, Late: loan.Overdue,
		When: newWhen(l, loan), Soon: !loan.Overdue && (loan.DaysLeft == 0 || loan.DaysLeft == 1),
		Used:    renewalsUsed(l, loan.Rule, &loan.Decision),
		Reasons: reasons(l, &loan.Decision, loan.Rule),
	}
	if allowed := renewalsAllowed(loan.Rule); v.Used != "" && allowed > 0 {
		v.Bar, v.BarUsed = allowed, min(loan.Decision.RenewalsUsed, allowed)
	}
	if loan.Decision.Allowed && !clockWrong {
		v.Renew = l.Text("loans.renew", "date", dueDate(l, loan.Decision.DueAt, loan.ByHours))
		v.Notes = append(notes(l, loan.Decision.Notes), sanctionAhead(l, &loan.Sanction)...)
	}
	return v
}

// renewAll leads to the page that says what renewing all would do, where that
// saves clicks.
func renewAll(l *i18n.Language, my *library.MyLoans) *RenewAll {
	n, same := renewable(my)
	switch {
	case n < 2:
		return nil
	case same != nil:
		return &RenewAll{
			Label: l.Count("loans.renew_all_same", n, "date", dueDate(l, same.Decision.DueAt, same.ByHours)),
			Hint:  l.Text("loans.renew_all_look"),
		}
	}
	return &RenewAll{Label: l.Count("loans.renew_all", n), Hint: l.Text("loans.renew_all_look")}
}

// renewable counts the loans that can be renewed together now; same is one of
// them where all would get the same date, else nil.
func renewable(my *library.MyLoans) (n int, same *library.Loan) {
	if my.ClockWrong || len(my.Loans) > mostAtOnce {
		return 0, nil
	}
	alike := true
	for i := range my.Loans {
		loan := &my.Loans[i]
		if !loan.Decision.Allowed {
			continue
		}
		if same == nil {
			same = loan
		}
		alike = alike && loan.ByHours == same.ByHours && loan.Decision.DueAt.Equal(same.Decision.DueAt)
		n++
	}
	if !alike {
		same = nil
	}
	return n, same
}

// countLoans says how many loans there are, where that is worth saying.
func countLoans(l *i18n.Language, loans []library.Loan) string {
	if len(loans) < 2 {
		return ""
	}
	late := 0
	for i := range loans {
		if loans[i].Overdue {
			late++
		}
	}
	if late == 0 {
		return l.Count("loans.count", len(loans))
	}
	return l.Count("loans.count", len(loans)) + ", " + l.Count("loans.count_late", late)
}

// maskCard leaves enough of a card number to tell one's own cards apart.
func maskCard(card string) string {
	digits := []rune(card)
	shown := min(4, len(digits)/2)
	return strings.Repeat("•", len(digits)-shown) + string(digits[len(digits)-shown:])
}

// Template names the page's file.
func (*Loans) Template() string { return "member/loans" }

// Around returns the page's frame.
func (p *Loans) Around() *Frame { return &p.Frame }
