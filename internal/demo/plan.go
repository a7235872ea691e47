package demo

import (
	"fmt"
	"time"

	"simpanbudi/internal/circulation"
)

// openLoans is how many loans the demonstration library has open.
const openLoans = 150

// plan is the whole library before it is written: who has borrowed what.
type plan struct {
	People   []person
	Copies   []copyOf
	Loans    []loanPlan
	Holds    []holdPlan
	Renewals []renewalPlan
}

// loanPlan is one open loan.
type loanPlan struct {
	Card, Barcode string
	BorrowedAt    time.Time
	DueOn         circulation.Day
	Renewals      int
}

// holdPlan is one member waiting for a title.
type holdPlan struct {
	Card, Barcode string
	PlacedAt      time.Time
}

// renewalPlan is a renewal that was made here before.
type renewalPlan struct {
	Card, Barcode string
	At            time.Time
}

// planner fills a plan for the day on which now lies.
type planner struct {
	plan
	now   time.Time
	zone  *time.Location
	today circulation.Day
	rules *circulation.RuleSet
	shelf *shelf
}

// newPlan plans the library as it stands at now.
func newPlan(now time.Time, zone *time.Location, rules *circulation.RuleSet) (*plan, error) {
	p := &planner{now: now, zone: zone, today: circulation.DayOf(now, zone), rules: rules}
	var err error
	if p.People, err = people(); err != nil {
		return nil, err
	}
	if p.shelf, err = newShelf(); err != nil {
		return nil, err
	}
	for i := range p.People {
		if err := p.play(&p.People[i]); err != nil {
			return nil, err
		}
	}
	if err := p.fill(); err != nil {
		return nil, err
	}
	p.Copies = p.shelf.copies
	return &p.plan, nil
}

// play gives a member the loans of their role.
func (p *planner) play(who *person) error {
	for _, part := range who.Role.Loans {
		if err := p.lend(who, part); err != nil {
			return fmt.Errorf("cast.json: %s: %w", who.Name, err)
		}
	}
	for i := range who.Role.Many {
		if err := p.lend(who, part{Due: 3 + i}); err != nil {
			return fmt.Errorf("cast.json: %s: %w", who.Name, err)
		}
	}
	return nil
}

// ordinary are the loans of members without a role, taken in turn.
var ordinary = []part{
	{Due: 6}, {Due: 5}, {Due: 3}, {Due: 4, Branch: smallBranch}, {Due: 2, Renewals: 1}, {Due: 1}, {Due: 6, Renewals: 1},
	{Due: 5}, {Due: 0}, {Due: 4}, {Due: 3, Renewals: 1}, {Due: -1}, {Due: 6}, {Due: 2}, {Due: 5, Branch: smallBranch},
}

// fill gives the other members ordinary loans until there are openLoans. Every
// seventh of them has borrowed nothing.
func (p *planner) fill() error {
	for i := 0; len(p.Loans) < openLoans; i++ {
		who := &p.People[i%len(p.People)]
		if who.hasRole() || i%len(p.People)%7 == 0 {
			continue
		}
		part := ordinary[len(p.Loans)%len(ordinary)]
		if who.Category == "anak" {
			part.ItemType, part.Branch = "children", ""
		}
		if err := p.lend(who, part); err != nil {
			return err
		}
	}
	return nil
}

func (p *person) hasRole() bool { return p.Role.Name != "" }

// lend plans one loan: it was borrowed as long before its due day as the rule
// of its place and the renewals it has had make it.
func (p *planner) lend(who *person, part part) error {
	itemType, branch := orElse(part.ItemType, "book"), orElse(part.Branch, mainBranch)
	c, err := p.shelf.take(itemType, branch, part.Queue > 0)
	if err != nil {
		return err
	}
	due := p.today + circulation.Day(part.Due)
	rule := p.rules.Match(branch, who.Category, itemType).Rule
	borrowed := rule.Loan.Before(due)
	for range part.Renewals {
		borrowed = rule.Renewal.Before(borrowed)
	}
	if borrowed >= p.today {
		return fmt.Errorf("a loan due in %d days would not be borrowed yet", part.Due)
	}
	p.Loans = append(p.Loans, loanPlan{Card: who.Card, Barcode: c.Barcode, BorrowedAt: p.openingHour(borrowed), DueOn: due, Renewals: part.Renewals})
	if part.RenewedAgo != nil {
		p.Renewals = append(p.Renewals, renewalPlan{Card: who.Card, Barcode: c.Barcode, At: p.before(*part.RenewedAgo)})
	}
	return p.queue(who, c, part.Queue)
}

// queue lets n members with nothing else to show wait for the title.
func (p *planner) queue(borrower *person, c *copyOf, n int) error {
	for i := len(p.People) - 1; i >= 0 && n > 0; i-- {
		who := &p.People[i]
		if who == borrower || who.hasRole() || who.Category == "anak" {
			continue
		}
		n--
		p.Holds = append(p.Holds, holdPlan{Card: who.Card, Barcode: c.Barcode, PlacedAt: p.openingHour(p.today - circulation.Day(n+1))})
	}
	if n > 0 {
		return fmt.Errorf("nobody left to wait for %s", c.Title)
	}
	return nil
}

// openingHour is a time of that day at which the library is open; it differs
// from loan to loan.
func (p *planner) openingHour(day circulation.Day) time.Time {
	year, month, date := day.Date()
	return time.Date(year, month, date, 8+len(p.Loans)%8, 7*len(p.Loans)%60, 0, 0, p.zone)
}

// before is a moment so many days ago; 0 is earlier today, whatever the time.
func (p *planner) before(days int) time.Time {
	if days > 0 {
		return p.openingHour(p.today - circulation.Day(days))
	}
	if start := p.today.Start(p.zone); p.now.Sub(start) < 2*time.Minute {
		return start
	}
	return p.now.Add(-2 * time.Minute)
}

func orElse(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
