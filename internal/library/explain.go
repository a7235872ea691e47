package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/circulation/scenario"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Explanation is why a loan may be renewed or not. As JSON, its scenario can be
// given to "simpanbudi explain renewal" and tried with other values.
type Explanation struct {
	Scenario json.RawMessage `json:"scenario"`
	Rule     RuleThatWon     `json:"rule"`
	Decision json.RawMessage `json:"decision"`
}

// RuleThatWon names the rule by its place and says why it is the one.
type RuleThatWon struct {
	Place
	Because string  `json:"because"`
	Beaten  []Place `json:"beaten"` // rules that would fit too, but are less special
}

// Place is where a rule applies, any of it "*".
type Place struct {
	Branch   string `json:"branch"`
	Category string `json:"category"`
	ItemType string `json:"item_type"`
}

// ExplainLoan explains the decision on the open loan of an item, or else on its
// latest, as a member would get it at an instant; zero means now. Holds and
// counts are those of today. fault.NotFound where the item was never lent.
func (l *Library) ExplainLoan(ctx context.Context, barcode string, at time.Time) (*Explanation, error) {
	if at.IsZero() {
		at = l.moment()
	}
	var e *Explanation
	err := l.db.Snapshot(ctx, func(q store.Queryer) error {
		loan, member, err := store.LoanByBarcode(q, strings.TrimSpace(barcode))
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound, "no loan has this barcode; give it as in the database")
		}
		if err != nil {
			return err
		}
		e, err = l.explain(q, loan, member, at)
		return err
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

func (l *Library) explain(q store.Queryer, loan, member int64, at time.Time) (*Explanation, error) {
	m, pulse, err := readMember(q, member)
	if err != nil {
		return nil, err
	}
	p, err := l.inForce(q, pulse.Config)
	if err != nil {
		return nil, err
	}
	open, err := store.OpenLoans(q, member, at)
	if err != nil {
		return nil, err
	}
	row := rowOf(open, loan)
	if row == nil {
		closed, err := store.ClosedLoans(q, member, store.IDList([]int64{loan}), at)
		if err != nil {
			return nil, err
		}
		if row = rowOf(closed, loan); row == nil {
			return nil, fmt.Errorf("loan %d is neither open nor closed", loan)
		}
	}
	if row.FreeCopies, err = store.FreeCopies(q, loan); err != nil {
		return nil, err
	}
	question := l.question(p, &m, open, circulation.ActorMember, at)
	branch, rule := question.place(row)
	facts := question.facts(row, branch, rule)
	text, err := json.Marshal(scenarioOf(row.Barcode, at, &facts))
	if err != nil {
		return nil, err
	}
	e := &Explanation{
		Scenario: text,
		Rule:     whyRule(p.rules, rule, Place{Branch: branch.code, Category: m.Category, ItemType: row.ItemType}),
	}
	decision, err := circulation.DecideRenewal(&facts, at)
	if err != nil {
		e.Decision = scenario.AppendError(nil, row.Barcode, err)
	} else {
		e.Decision = scenario.AppendDecision(nil, row.Barcode, branch.zone, &decision)
	}
	return e, nil
}

// whyRule says in words how the rule fits a loan's place, and which it beat.
func whyRule(rules *circulation.RuleSet, won *circulation.RuleEntry, loan Place) RuleThatWon {
	w := RuleThatWon{Place: placeOf(won), Beaten: []Place{}}
	w.Because = strings.Join([]string{
		fit("branch", won.Branch, loan.Branch),
		fit("category", won.Category, loan.Category),
		fit("item type", won.ItemType, loan.ItemType),
	}, ", ")
	for i := range rules.Entries() {
		other := placeOf(&rules.Entries()[i])
		if other != w.Place && fits(other.Branch, loan.Branch) && fits(other.Category, loan.Category) && fits(other.ItemType, loan.ItemType) {
			w.Beaten = append(w.Beaten, other)
		}
	}
	return w
}

func placeOf(e *circulation.RuleEntry) Place { return Place{e.Branch, e.Category, e.ItemType} }

func fits(rule, loan string) bool { return rule == circulation.Anywhere || rule == loan }

func fit(what, rule, loan string) string {
	if rule == circulation.Anywhere {
		return fmt.Sprintf("any %s (here %q)", what, loan)
	}
	return fmt.Sprintf("%s %q by name", what, loan)
}
