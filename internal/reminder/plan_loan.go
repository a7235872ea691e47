package reminder

import (
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// decide adds the notice that a loan needs, where it needs one.
func (p *planning) decide(q store.Queryer, r *store.CandidateRow, said map[int64]map[string]bool) error {
	p.looked++
	zone, calendar := p.places.Branch(r.BranchID)
	steps, channels := p.steps.of(r.Category)
	f := circulation.NoticeFacts{Zone: zone, Calendar: calendar, DueAt: r.DueAt, BorrowedAt: r.BorrowedAt, RenewedAt: r.RenewedAt,
		Status: circulation.LoanStatus(r.Status), Steps: steps}
	if r.Made != "" {
		f.Made = strings.Split(r.Made, ",")
	}
	n := circulation.DecideNotice(&f, p.o.At)
	// Only then it matters whether renewing is open, and a decision takes longer than all the rest.
	if n.Needed && n.Step.Days < 0 && p.places.Windowed(r.BranchID, r.Category, r.ItemType) {
		renewal, err := p.renewal(q, r)
		if err != nil {
			return err
		}
		f.Renewal = renewal
		n = circulation.DecideNotice(&f, p.o.At)
	}
	switch {
	case !n.OpensAt.IsZero():
		p.waiting++
	case n.Needed:
		p.wish(r, n.Step, addressee(r, said), channels[n.Step.Key()])
	}
	return nil
}

// renewal is the decision on renewing a loan as its member.
func (p *planning) renewal(q store.Queryer, r *store.CandidateRow) (*circulation.Decision, error) {
	my, ok := p.asked[r.MemberID]
	if !ok {
		var err error
		if my, err = p.s.o.Library.LoansIn(q, r.MemberID, p.o.At); err != nil {
			return nil, err
		}
		p.asked[r.MemberID] = my
	}
	for i := range my.Loans {
		if my.Loans[i].Ref.ID == r.LoanID {
			return &my.Loans[i].Decision, nil
		}
	}
	return nil, nil
}

// wish adds a notice, with the message for the address.
func (p *planning) wish(r *store.CandidateRow, step circulation.Step, to person, order string) {
	w, ok := p.reach.choose(to, order)
	kind := KindReminder
	if step.Letter {
		kind, w = KindLetter, way{Hand, to.address(Hand), nil}
		ok = mayLetter(to)
	}
	n := wish{told: ok, notice: store.LoanNoticeRow{LoanID: r.LoanID, DueAt: r.DueAt, Step: step.Key(), MemberID: r.MemberID, State: "waiting"}}
	if ok {
		n.message = store.MessageRow{Kind: kind, Run: p.run, MemberID: to.id, Channel: w.channel, Others: strings.Join(w.others, ","),
			Address: w.address, Language: to.language, CreatedAt: p.o.At, NotBefore: p.notBefore(w.channel)}
	} else {
		n.notice.State = "withdrawn" // made all the same, so that it is not looked for again every day
	}
	p.wishes = append(p.wishes, n)
}

// lastWords are what those to be told have agreed to or declined, by channel.
func lastWords(q store.Queryer, rows []store.CandidateRow) (map[int64]map[string]bool, error) {
	ids := make([]int64, 0, 2*len(rows))
	for i := range rows {
		ids = append(ids, rows[i].Contact.ID)
		if g := rows[i].Guardian.ID; g != 0 {
			ids = append(ids, g)
		}
	}
	consents, err := store.ConsentsOf(q, ids)
	if err != nil {
		return nil, err
	}
	said := map[int64]map[string]bool{}
	for _, c := range consents {
		if said[c.MemberID] == nil {
			said[c.MemberID] = map[string]bool{}
		}
		said[c.MemberID][c.Channel] = c.Given
	}
	return said, nil
}
