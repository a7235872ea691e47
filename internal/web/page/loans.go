package page

import (
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Loans is the page of a member's loans.
type Loans struct {
	Frame    Frame
	Name     string
	Card     string // masked: the page may be seen over a shoulder
	Banners  []string
	RenewAll *RenewAll // nil where there are not several to renew
	Loans    []Loan
}

// RenewAll is the form that posts every loan of the page at once.
type RenewAll struct {
	Values []string
	Label  string
	Hint   string
}

// Loan is one loan in words.
type Loan struct {
	Value   string // what the form posts, such as 417.0
	Title   string
	Author  string
	Day     string // the due day's number and month, for the eye
	Month   string
	Late    bool
	Due     string // one sentence
	Used    string // renewals used and left; "" where the rule gives none
	Renew   string // the button, with the new date; "" where refused
	Notes   []string
	Reasons []Reason
}

// mostAtOnce bounds the form for all: the library takes no more in one request.
const mostAtOnce = 200

// NewLoans puts a member's loans in words. zone is the library's.
func NewLoans(l *i18n.Language, my *library.MyLoans, zone *time.Location) *Loans {
	p := &Loans{
		Frame:   Frame{Title: l.Text("loans.title"), Here: "/loans", AtLoans: true, SignedIn: true},
		Name:    my.Member.Name,
		Card:    l.Text("loans.card", "card", maskCard(my.Member.Card)),
		Banners: banners(l, my, zone),
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
		Value: loan.Ref.String(), Title: loan.Title, Author: loan.Author, Late: loan.Overdue,
		Day: strconv.Itoa(loan.DueAt.Day()), Month: l.ShortMonth(loan.DueAt.Month()),
		Due: dueSentence(l, loan), Used: renewalsUsed(l, loan.Rule, &loan.Decision),
		Reasons: reasons(l, &loan.Decision, loan.Rule),
	}
	if loan.Decision.Allowed && !clockWrong {
		v.Renew = l.Text("loans.renew", "date", dueDate(l, loan.Decision.DueAt, loan.ByHours))
		v.Notes = notes(l, loan.Decision.Notes)
	}
	return v
}

// renewAll makes the form where it saves clicks. It posts the values of those
// refused as well: they may have become renewable since the page was made.
func renewAll(l *i18n.Language, my *library.MyLoans) *RenewAll {
	if my.ClockWrong || len(my.Loans) > mostAtOnce {
		return nil
	}
	n, same, first := 0, true, (*library.Loan)(nil)
	f := &RenewAll{Values: make([]string, len(my.Loans))}
	for i := range my.Loans {
		loan := &my.Loans[i]
		f.Values[i] = loan.Ref.String()
		if !loan.Decision.Allowed {
			continue
		}
		if first == nil {
			first = loan
		}
		same = same && loan.ByHours == first.ByHours && loan.Decision.DueAt.Equal(first.Decision.DueAt)
		n++
	}
	switch {
	case n < 2:
		return nil
	case same:
		f.Label = l.Count("loans.renew_all_same", n, "date", dueDate(l, first.Decision.DueAt, first.ByHours))
		if n < len(my.Loans) {
			f.Hint = l.Text("loans.renew_all_rest")
		}
	default:
		f.Label, f.Hint = l.Count("loans.renew_all", n), l.Text("loans.renew_all_each")
	}
	return f
}

// Card expiry is announced this many days before.
const expiryNoticeDays = 30

// banners are what concerns the member, not one loan.
func banners(l *i18n.Language, my *library.MyLoans, zone *time.Location) []string {
	var list []string
	m, today := &my.Member, circulation.DayOf(my.Now, zone)
	if my.ClockWrong {
		list = append(list, l.Text("banner.clock_wrong"))
	}
	if my.Paused {
		list = append(list, l.Text("banner.paused"))
	}
	if m.Status == circulation.MemberBlocked {
		list = append(list, l.Text("banner.blocked"))
	}
	if m.SuspendedUntil >= today {
		list = append(list, l.Text("banner.suspended", "date", l.Day(m.SuspendedUntil)))
	}
	switch expires := m.CardExpiresOn; {
	case expires.IsZero() || expires > today+expiryNoticeDays:
	case expires < today:
		list = append(list, l.Text("banner.card_expired", "date", l.Day(expires)))
	default:
		list = append(list, l.Text("banner.card_expiring", "date", l.Day(expires)))
	}
	if m.Fines > 0 {
		list = append(list, l.Text("banner.fines", "amount", l.Rupiah(m.Fines)))
	}
	return list
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
