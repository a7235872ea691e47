package library

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// RulesEffect is what other rules would do to the loans that are open now, if
// every member asked to renew at this moment.
type RulesEffect struct {
	Open      int         // open loans
	Renewable int         // those that can be renewed now, by the rules in force
	Lost      EffectGroup // could be renewed and no longer can
	Gained    EffectGroup // could not be renewed and now can
	Moved     EffectGroup // can be renewed as before, but to another due date
}

// EffectGroup is the loans to which the same happens.
type EffectGroup struct {
	Count    int
	Examples []EffectExample // the first ones
}

// EffectExample is one of them. Times are in the zone of the item's branch.
type EffectExample struct {
	Loan           int64
	Title, Barcode string
	DueAt          time.Time              // now
	Before, After  time.Time              // to when it would be renewed; zero where it cannot be
	Refusal        circulation.Decision   // of the one that refuses
	Rule           *circulation.RuleEntry // by which
}

// EffectExamples is how many examples of each are given.
const EffectExamples = 10

// PreviewRules decides every open loan as its member would get it now, by the rules
// in force and by others, on one state of the library. Nothing is written. Rules
// that cannot be are fault.Invalid as for LoadRules.
func (l *Library) PreviewRules(ctx context.Context, entries []circulation.RuleEntry) (*RulesEffect, error) {
	set, err := newRules(entries)
	if err != nil {
		return nil, err
	}
	w := rulePreview{set: set, now: l.moment(), effect: &RulesEffect{}}
	err = l.db.Snapshot(ctx, func(q store.Queryer) error {
		pulse, err := store.ReadPulse(q)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		return w.run(ctx, q, p)
	})
	if err != nil {
		return nil, err
	}
	return w.effect, nil
}

// rulePreview is one comparison on its way.
type rulePreview struct {
	set       *circulation.RuleSet
	now       time.Time
	effect    *RulesEffect
	borrowers map[int64]store.MemberRow
	awaited   map[int64]store.AwaitedLoan
	before    question // by the rules in force
	after     question
	same      map[rulePair]bool
	member    int64 // whose loans are being gathered
	open      []store.LoanRow
}

// rulePair is the rule of a place before and after.
type rulePair struct{ before, after *circulation.RuleEntry }

func (w *rulePreview) run(ctx context.Context, q store.Queryer, p *policy) (err error) {
	if w.borrowers, err = store.Borrowers(q); err != nil {
		return err
	}
	if w.awaited, err = store.AwaitedLoans(q, w.now); err != nil {
		return err
	}
	other := *p
	other.rules = w.set
	// That a calendar never opens is the log's business where somebody renews, not here.
	quiet := slog.New(slog.DiscardHandler)
	w.before = question{log: quiet, policy: p, actor: circulation.ActorMember, now: w.now}
	w.after = question{log: quiet, policy: &other, actor: circulation.ActorMember, now: w.now}
	w.same = map[rulePair]bool{}
	err = store.EachLoanOut(q, func(member int64, r *store.LoanRow) error {
		if member != w.member {
			if err := w.decide(); err != nil {
				return err
			}
			w.member = member
		}
		if c, ok := w.awaited[r.ID]; ok {
			r.OnCopy, r.OnTitle, r.FreeCopies = c.OnCopy, c.OnTitle, c.FreeCopies
		} else {
			r.OnCopy, r.OnTitle, r.FreeCopies = 0, 0, 0
		}
		w.open = append(w.open, *r)
		return ctx.Err()
	})
	if err == nil {
		err = w.decide()
	}
	if err != nil {
		return err
	}
	return w.name(q)
}

// decide compares the loans gathered of a member, and starts anew.
func (w *rulePreview) decide() error {
	row, known := w.borrowers[w.member]
	if !known { // erased, so nobody can ask
		w.open = w.open[:0]
		return nil
	}
	m, err := memberOf(&row)
	if err != nil {
		return err
	}
	for _, q := range []*question{&w.before, &w.after} {
		q.member, q.group, q.open = m.facts(), m.Category, w.open
	}
	for i := range w.open {
		w.compare(&w.open[i])
	}
	w.open = w.open[:0]
	return nil
}

func (w *rulePreview) compare(r *store.LoanRow) {
	w.effect.Open++
	a := w.before.decide(r)
	if a.decision.Allowed {
		w.effect.Renewable++
	}
	b := answer{branch: a.branch}
	if _, b.rule = w.after.place(r); w.equal(a.rule, b.rule) {
		return
	}
	b = w.after.decide(r)
	switch before, after := &a.decision, &b.decision; {
	case before.Allowed && !after.Allowed:
		w.effect.Lost.add(r, &a, &b)
	case !before.Allowed && after.Allowed:
		w.effect.Gained.add(r, &a, &b)
	case before.Allowed && !before.DueAt.Equal(after.DueAt):
		w.effect.Moved.add(r, &a, &b)
	}
}

// equal reports whether two rules decide alike.
func (w *rulePreview) equal(before, after *circulation.RuleEntry) bool {
	pair := rulePair{before, after}
	same, asked := w.same[pair]
	if !asked {
		a, errA := json.Marshal(before.Rule)
		b, errB := json.Marshal(after.Rule)
		same = errA == nil && errB == nil && bytes.Equal(a, b)
		w.same[pair] = same
	}
	return same
}

func (g *EffectGroup) add(r *store.LoanRow, before, after *answer) {
	g.Count++
	if len(g.Examples) == EffectExamples {
		return
	}
	zone := before.branch.zone
	e := EffectExample{Loan: r.ID, DueAt: r.DueAt.In(zone)}
	for _, side := range []struct {
		answer *answer
		until  *time.Time
	}{{before, &e.Before}, {after, &e.After}} {
		if side.answer.decision.Allowed {
			*side.until = side.answer.decision.DueAt.In(zone)
		} else {
			e.Refusal, e.Rule = side.answer.decision, side.answer.rule
		}
	}
	g.Examples = append(g.Examples, e)
}

// name gives the examples their titles.
func (w *rulePreview) name(q store.Queryer) error {
	groups := []*EffectGroup{&w.effect.Lost, &w.effect.Gained, &w.effect.Moved}
	var ids []int64
	for _, g := range groups {
		for i := range g.Examples {
			ids = append(ids, g.Examples[i].Loan)
		}
	}
	names, err := store.LoanNames(q, store.IDList(ids))
	for _, g := range groups {
		for i := range g.Examples {
			e := &g.Examples[i]
			e.Title, e.Barcode = names[e.Loan].Title, names[e.Loan].Barcode
		}
	}
	return err
}
