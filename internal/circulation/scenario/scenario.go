// Package scenario reads renewal scenarios as JSON, decides them and writes the
// decisions: the format of "simpanbudi explain renewal". A scenario holds every
// fact a decision depends on, so that a rule can be tried out, and a decision
// explained, without a database.
package scenario

import (
	"errors"
	"time"

	"simpanbudi/internal/circulation"
)

// Scenario is one question: may this loan be renewed at Now?
type Scenario struct {
	ID       string // any text; comes back with the decision
	Now      time.Time
	TimeZone string // an IANA name, such as Asia/Jakarta
	Facts    circulation.RenewalFacts
}

// Parse reads one scenario. What is left out has the value that contract.md
// shows; now and loan must be given. The error is an
// [*circulation.InvalidError]; the ID is set even then, where it can be read.
func Parse(data []byte) (Scenario, error) { return newParser().parse(data) }

// parser reads one scenario after another and remembers the time zones, since a
// million scenarios name the same few.
type parser struct{ zones map[string]*time.Location }

func newParser() *parser { return &parser{zones: make(map[string]*time.Location)} }

func (p *parser) parse(data []byte) (Scenario, error) {
	d := newDraft()
	err := circulation.ReadDocument(data, d, scenarioFields)
	if err == nil {
		err = d.complete(p)
	}
	if err != nil {
		return Scenario{ID: readID(data)}, err
	}
	return d.Scenario, nil
}

// Decide answers the scenario. The error is an [*circulation.InvalidError].
func (s *Scenario) Decide() (circulation.Decision, error) {
	return circulation.DecideRenewal(&s.Facts, s.Now)
}

// draft is a scenario being read. Rule and calendar lie inside it, so that one
// allocation holds them all.
type draft struct {
	Scenario
	rule      circulation.Rule
	calendar  circulation.Calendar
	loanGiven bool
}

// newDraft returns the values of contract.md for what a scenario leaves out.
func newDraft() *draft {
	d := &draft{rule: circulation.DefaultRule()}
	d.TimeZone = "Asia/Jakarta"
	d.Facts = circulation.RenewalFacts{
		Member:        circulation.MemberFacts{Status: circulation.MemberActive},
		Loan:          circulation.LoanFacts{Status: circulation.LoanOpen, Own: true},
		ItemRenewable: true,
		Actor:         circulation.ActorMember,
	}
	return d
}

// complete checks what must be given and puts the parts together.
func (d *draft) complete(p *parser) error {
	for _, must := range []struct {
		given bool
		field string
	}{
		{!d.Now.IsZero(), "now"},
		{d.loanGiven, "loan"},
		{!d.Facts.Loan.BorrowedAt.IsZero(), "loan.borrowed_at"},
		{!d.Facts.Loan.DueAt.IsZero(), "loan.due_at"},
	} {
		if !must.given {
			return invalid(must.field, "must be given")
		}
	}
	zone, err := p.zone(d.TimeZone)
	if err != nil {
		return invalid("timezone", err.Error())
	}
	d.Facts.Zone = zone
	d.Facts.Rule = &d.rule
	d.Facts.Calendar = &d.calendar
	return nil
}

func invalid(field, message string) error {
	return &circulation.InvalidError{Code: "invalid", Field: field, Message: message}
}

// asInvalid returns err as the error line needs it.
func asInvalid(err error) *circulation.InvalidError {
	if bad, ok := errors.AsType[*circulation.InvalidError](err); ok {
		return bad
	}
	return &circulation.InvalidError{Code: "invalid", Message: err.Error()}
}
