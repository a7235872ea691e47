package library

import (
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Places is where and when the library lends, as of one state of its settings.
type Places struct {
	Site   Site
	policy *policy
}

// Places returns them inside a read or a write of the caller's, for those who
// plan over many loans at once.
func (l *Library) Places(q store.Queryer) (*Places, error) {
	pulse, err := store.ReadPulse(q)
	if err != nil {
		return nil, err
	}
	p, err := l.inForce(q, pulse.Config)
	if err != nil {
		return nil, err
	}
	return &Places{Site: p.site, policy: p}, nil
}

// Branch returns when a branch is open, and its zone.
func (p *Places) Branch(id int64) (*time.Location, *circulation.Calendar) {
	b := p.policy.branch(id)
	return b.zone, b.calendar
}

// At is where one goes to fetch a book at a branch: its name where there are
// several, else the library's.
func (p *Places) At(branch int64) string {
	if len(p.policy.branches) > 1 {
		if name := p.policy.branch(branch).name; name != "" {
			return name
		}
	}
	return p.Site.LibraryName
}

// Calendars returns those of all branches.
func (p *Places) Calendars() []*circulation.Calendar {
	list := make([]*circulation.Calendar, 0, len(p.policy.branches))
	for _, b := range p.policy.branches {
		list = append(list, b.calendar)
	}
	return list
}

// Windowed reports whether a loan like this can be renewed only within a window
// before it is due, by the rule in force.
func (p *Places) Windowed(branch int64, category, itemType string) bool {
	rule := p.policy.rules.Match(p.policy.branch(branch).code, category, itemType)
	return rule.Rule.Window != nil
}

// LoansIn is [Library.MyLoans] as of now inside a read or a write of the caller's:
// what a message says of a loan must be true in the transaction that sends it.
// fault.NotFound for nobody.
func (l *Library) LoansIn(q store.Queryer, member int64, now time.Time) (*MyLoans, error) {
	m, pulse, err := readMember(q, member)
	if err != nil {
		return nil, err
	}
	p, err := l.inForce(q, pulse.Config)
	if err != nil {
		return nil, err
	}
	open, err := store.OpenLoans(q, member, now)
	if err != nil {
		return nil, err
	}
	site := p.site
	return &MyLoans{Member: m, Now: now, Paused: p.paused, Site: &site,
		Loans: l.question(p, &m, open, circulation.ActorMember, now).loans()}, nil
}
