package page

import (
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Components is the page that shows every part of the pages in every state, in
// both themes. It is for those who build and check, so only a demonstration has it.
type Components struct {
	Frame  Frame
	Themes []Specimen
}

// Specimen is all parts in one theme.
type Specimen struct {
	Theme   string // the class that sets the theme, also of ids: light, dark
	Name    string
	Loans   *Loans
	Plan    *RenewAllPlan
	Receipt *Receipt
}

// NewComponents puts made-up loans in words, as of now.
func NewComponents(l *i18n.Language, now time.Time) *Components {
	p := &Components{Frame: Frame{Title: l.Text("components.title"), Here: "/components"}}
	my := sampleLoans(l, now)
	for theme, name := range map[string]string{"light": l.Text("components.light"), "dark": l.Text("components.dark")} {
		p.Themes = append(p.Themes, Specimen{
			Theme: theme, Name: name,
			Loans: NewLoans(l, my, now.Location()), Plan: NewRenewAll(l, my), Receipt: NewReceipt(l, sampleReceipt(my)),
		})
	}
	if p.Themes[0].Theme == "dark" {
		p.Themes[0], p.Themes[1] = p.Themes[1], p.Themes[0]
	}
	return p
}

// sampleLoans are one loan in each state, of a member about whom there is
// everything to say.
func sampleLoans(l *i18n.Language, now time.Time) *library.MyLoans {
	today := circulation.DayOf(now, now.Location())
	allowed, limit := 2, int64(10000)
	rule := &circulation.RuleEntry{Rule: circulation.Rule{RenewalsAllowed: &allowed, FinesLimit: &limit}}
	my := &library.MyLoans{Now: now, Paused: true, Member: library.Member{
		Name: l.Text("components.member"), Card: "22040206", Status: circulation.MemberBlocked,
		SuspendedUntil: today + 6, CardExpiresOn: today + 12, Fines: 15000,
	}}
	add := func(title string, days, used int, allowed bool, notes []circulation.Note, reasons ...circulation.Reason) {
		due := (today + circulation.Day(days)).End(now.Location())
		my.Loans = append(my.Loans, library.Loan{
			Ref: library.LoanRef{ID: int64(len(my.Loans) + 1), Renewals: used}, Title: title, Author: l.Text("components.author"),
			Zone: now.Location(), DueAt: due, Overdue: days < 0, DaysLeft: days, Rule: rule,
			Decision: circulation.Decision{Allowed: allowed, DueAt: due.AddDate(0, 0, 7), RenewalsUsed: used,
				RenewalsLeft: 2 - used, Notes: notes, Reasons: reasons},
		})
	}
	book := l.Text("components.book")
	add(book, -3, 0, true, nil)
	add(book, 0, 1, true, []circulation.Note{circulation.LastRenewal, circulation.MovedForClosure})
	add(book, 1, 0, true, nil)
	add(l.Text("components.right_to_left"), 5, 0, true, nil)
	add(l.Text("components.long"), 6, 0, true, nil)
	add(book, 3, 0, false, nil, circulation.Reason{Code: circulation.OnHold, Queue: 2})
	add(book, 4, 2, false, nil, circulation.Reason{Code: circulation.LimitReached}, circulation.Reason{Code: circulation.FinesOverLimit})
	add(book, 12, 0, false, nil, circulation.Reason{Code: circulation.TooSoon, OpensAt: (today + 9).Start(now.Location())})
	return my
}

// sampleReceipt has a line of each result.
func sampleReceipt(my *library.MyLoans) *library.Receipt {
	r := &library.Receipt{Ref: "7K2M9XQ4", At: my.Now, Zone: my.Now.Location(), Door: "web", Renewed: 1}
	for i, result := range []string{library.ResultRenewed, library.ResultAlreadyRenewed, library.ResultChanged, library.ResultRefused} {
		loan := &my.Loans[i]
		if result == library.ResultRefused {
			loan = &my.Loans[5]
		}
		r.Lines = append(r.Lines, library.ReceiptLine{
			Title: loan.Title, Author: loan.Author, Zone: loan.Zone, Result: result,
			OldDueAt: loan.DueAt, NewDueAt: loan.Decision.DueAt, Decision: loan.Decision, Rule: loan.Rule,
		})
	}
	return r
}

// Template names the page's file.
func (*Components) Template() string { return "components" }

// Around returns the page's frame.
func (p *Components) Around() *Frame { return &p.Frame }
