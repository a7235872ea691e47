package library

import (
	"log/slog"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// checkout asks whether a copy may be lent to a member, on facts that were all
// read at one moment.
type checkout struct {
	*question
	member Member
	copy   store.CopyRow
	branch *branch
	rule   *circulation.RuleEntry
}

// askCheckout reads the facts. The errors are those of readMember and findCopy.
func (l *Library) askCheckout(q store.Queryer, p *policy, member int64, barcode string) (*checkout, error) {
	now := l.moment()
	m, _, err := readMember(q, member)
	if err != nil {
		return nil, err
	}
	c := &checkout{member: m}
	if c.copy, err = findCopy(q, barcode); err != nil {
		return nil, err
	}
	open, err := store.OpenLoans(q, member, now)
	if err != nil {
		return nil, err
	}
	c.question = l.question(p, &m, open, circulation.ActorLibrarian, now)
	c.branch = p.branch(c.copy.BranchID)
	c.rule = p.rules.Match(c.branch.code, m.Category, c.copy.ItemType)
	return c, nil
}

// decide answers before anything is passed over.
func (c *checkout) decide() circulation.CheckoutDecision {
	f := circulation.CheckoutFacts{
		Zone: c.branch.zone, Rule: &c.rule.Rule, LoanLimit: c.rule.LoanLimit, Calendar: c.branch.calendar,
		Member: c.question.member, OpenLoans: c.counted(), ItemStatus: circulation.ItemStatus(c.copy.Status),
		Lent:         c.copy.LoanID != 0,
		HeldForOther: c.copy.HoldID != 0 && c.copy.HoldMember != c.member.ID,
	}
	f.Member.OverdueLoans = c.otherOverdue(&store.LoanRow{}, &c.rule.Rule)
	d, err := circulation.DecideCheckout(&f, c.now)
	if err == nil {
		return d
	}
	// A calendar that never opens is the library's mistake: the clerk gives the day.
	c.log.Warn("no due date can be found", slog.Int64("item", c.copy.ID), slog.Any("error", err))
	f.Calendar = nil
	if d, err = circulation.DecideCheckout(&f, c.now); err != nil {
		d = circulation.CheckoutDecision{LoansLeft: circulation.NoLimit}
	}
	return d.WithoutDueDate()
}

// counted is how many of the member's loans a limit counts: those under the same
// rule where it is one for an item type, else all.
func (c *checkout) counted() int {
	if c.rule.ItemType == circulation.Anywhere {
		return len(c.open)
	}
	n := 0
	for i := range c.open {
		if _, rule := c.place(&c.open[i]); rule == c.rule {
			n++
		}
	}
	return n
}

// show is the answer as the desk sees it, before anything is changed.
func (c *checkout) show(q store.Queryer) (*Lending, error) {
	p, zone := c.policy, c.branch.zone
	r := &Lending{
		Member: c.member, Item: p.deskItem(&c.copy), Now: c.now.In(zone), Rule: c.rule, Decision: c.decide(),
		ByHours: c.rule.Rule.Loan.IsElapsed() && len(c.rule.Rule.Schedule) == 0,
	}
	r.DueAt = inZone(r.Decision.DueAt, zone)
	var err error
	if r.To, err = p.lentTo(q, &c.copy, c.now); err != nil {
		return nil, err
	}
	r.ToMember = r.To != nil && r.To.ID == c.member.ID
	if c.copy.HoldID != 0 && c.copy.HoldMember != c.member.ID {
		if r.Held, err = p.heldFor(q, &c.copy); err != nil {
			return nil, err
		}
	}
	if c.copy.Awaited {
		r.Waiting, err = store.CountWaiting(q, c.copy.TitleID, c.copy.ID, c.member.ID, c.now)
	}
	return r, err
}
