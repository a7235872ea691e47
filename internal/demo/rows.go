package demo

import (
	"fmt"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library/intake"
)

// rows writes the plan down as an import would read it.
func (p *plan) rows(today circulation.Day) (*intake.Lists, error) {
	lists := &intake.Lists{}
	cards := make(map[string]string, len(p.People))
	for _, who := range p.People {
		cards[who.Name] = who.Card
	}
	for i, who := range p.People {
		m, err := memberRow(i, &who, today, cards)
		if err != nil {
			return nil, err
		}
		if phone := p.phone(i); phone != "" {
			m.Phone = intake.State(phone)
		}
		if email := p.email(i); email != "" {
			m.Email = intake.State(email)
		}
		lists.MemberRows = append(lists.MemberRows, m)
	}
	for _, c := range p.Copies {
		lists.ItemRows = append(lists.ItemRows, itemRow(&c))
	}
	for _, l := range p.Loans {
		lists.LoanRows = append(lists.LoanRows, intake.Loan{
			Card: l.Card, Barcode: l.Barcode, BorrowedAt: intake.Instant(l.BorrowedAt), DueAt: intake.OnDay(l.DueOn),
			Renewals: intake.State(l.Renewals),
		})
	}
	for _, h := range p.Holds {
		lists.HoldRows = append(lists.HoldRows, intake.Hold{Card: h.Card, Barcode: h.Barcode, PlacedAt: intake.Instant(h.PlacedAt)})
	}
	var err error
	lists.ClosureRows, err = closures()
	return lists, err
}

func memberRow(i int, who *person, today circulation.Day, cards map[string]string) (intake.Member, error) {
	r := &who.Role
	expires := today + circulation.Day(365+11*i)
	if r.CardExpires != nil {
		expires = today + circulation.Day(*r.CardExpires)
	}
	m := intake.Member{
		Card: who.Card, Name: who.Name,
		Category:      intake.State(who.Category),
		BirthDate:     intake.State(who.Birth),
		CardExpiresOn: intake.State(expires),
		Status:        intake.State(circulation.MemberStatus(orElse(r.Status, string(circulation.MemberActive)))),
		Fines:         intake.State(r.Fines),
	}
	if who.PIN != "" {
		m.PIN = intake.State(who.PIN)
	}
	if r.Suspended > 0 {
		m.SuspendedUntil = intake.State(today + circulation.Day(r.Suspended))
	}
	if r.Guardian != "" {
		card, ok := cards[r.Guardian]
		if !ok {
			return m, fmt.Errorf("cast.json: the guardian %s is not in demo/members.csv", r.Guardian)
		}
		m.GuardianCard = intake.State(card)
	}
	return m, nil
}

func itemRow(c *copyOf) intake.Item {
	item := intake.Item{
		Barcode: c.Barcode, Title: c.Title,
		Author: intake.State(c.Author), CallNumber: intake.State(c.CallNumber),
		ItemType: intake.State(c.ItemType), Branch: intake.State(c.Branch),
	}
	if c.ISBN != "" {
		item.ISBN = intake.State(c.ISBN)
	}
	if c.ItemType == "reference" {
		item.Status = intake.State("not_for_loan")
	}
	return item
}

// closures are the public holidays everywhere, and the weekdays on which each
// branch is closed.
func closures() ([]intake.Closure, error) {
	rows, err := holidays()
	if err != nil {
		return nil, err
	}
	return append(rows,
		intake.Closure{Weekday: time.Sunday, Branch: mainBranch, Name: "Minggu"},
		intake.Closure{Weekday: time.Saturday, Branch: smallBranch, Name: "Sabtu"},
		intake.Closure{Weekday: time.Sunday, Branch: smallBranch, Name: "Minggu"},
	), nil
}
