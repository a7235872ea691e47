package library

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// newRules checks rules as they are to be in force.
func newRules(entries []circulation.RuleEntry) (*circulation.RuleSet, error) {
	set, err := circulation.NewRuleSet(entries)
	return set, fault.Wrap(err, fault.Invalid, "correct the rules")
}

// SaveRules puts entries in the place of all rules, provided that they are still
// those of a version ([RuleBook]); else it is fault.Conflict and nothing is written.
// Rules that cannot be are fault.Invalid. Each rule that becomes another one gets
// its own audit row, with what it was and what it is.
func (l *Library) SaveRules(ctx context.Context, c Clerk, version string, entries []circulation.RuleEntry) error {
	set, err := newRules(entries)
	if err != nil {
		return err
	}
	return l.db.Write(ctx, func(tx *store.Tx) error {
		now, err := rulesVersion(tx)
		if err != nil {
			return err
		}
		if now != version {
			return conflict(WhyRulesChanged)
		}
		return l.saveRules(tx, hand{circulation.ActorLibrarian, c.Staff, c.Door}, set)
	})
}

func (l *Library) saveRules(tx *store.Tx, by hand, set *circulation.RuleSet) error {
	pulse, err := store.ReadPulse(tx)
	if err != nil {
		return err
	}
	p, err := l.inForce(tx, pulse.Config)
	if err != nil {
		return err
	}
	before, err := ruleRows(p.rules.Entries())
	if err != nil {
		return err
	}
	after, err := ruleRows(set.Entries())
	if err != nil {
		return err
	}
	if err := makePlaces(tx, after); err != nil {
		return err
	}
	now := l.moment()
	for i := range before {
		old := &before[i]
		if slices.ContainsFunc(after, func(r store.RuleRow) bool { return samePlace(&r, old) }) {
			continue
		}
		id, err := store.DeleteRule(tx, old.Branch, old.Category, old.ItemType)
		if err != nil {
			return err
		}
		if err := auditRule(tx, by, now, "rule.removed", id, old, nil); err != nil {
			return err
		}
	}
	for i := range after {
		if err := writeRule(tx, by, now, before, &after[i]); err != nil {
			return err
		}
	}
	return nil
}

// writeRule writes a rule unless it is there already.
func writeRule(tx *store.Tx, by hand, now time.Time, before []store.RuleRow, r *store.RuleRow) error {
	action, old := "rule.added", (*store.RuleRow)(nil)
	if i := slices.IndexFunc(before, func(o store.RuleRow) bool { return samePlace(&o, r) }); i >= 0 {
		action, old = "rule.changed", &before[i]
		a, err := json.Marshal(rulePartsOf(old))
		if err != nil {
			return err
		}
		b, err := json.Marshal(rulePartsOf(r))
		if err != nil || string(a) == string(b) {
			return err
		}
	}
	id, err := store.PutRule(tx, r)
	if err != nil {
		return err
	}
	return auditRule(tx, by, now, action, id, old, r)
}

func samePlace(a, b *store.RuleRow) bool {
	return a.Branch == b.Branch && a.Category == b.Category && a.ItemType == b.ItemType
}

// ruleDetail is what the audit trail keeps of a change of a rule: elements of a
// rules file.
type ruleDetail struct {
	Before *ruleParts `json:"before,omitempty"` // missing: there was none
	After  *ruleParts `json:"after,omitempty"`  // missing: there is none any more
}

func auditRule(tx *store.Tx, by hand, now time.Time, action string, id int64, before, after *store.RuleRow) error {
	return auditBy(tx, by, now, action, "rule", id, ruleDetail{rulePartsOf(before), rulePartsOf(after)})
}

func rulePartsOf(r *store.RuleRow) *ruleParts {
	if r == nil {
		return nil
	}
	return &ruleParts{
		Branch: r.Branch, Category: r.Category, ItemType: r.ItemType, Source: r.Source,
		Rule: json.RawMessage(r.Rule), LoanLimit: r.LoanLimit,
		Fine: json.RawMessage(r.Fine), Suspension: json.RawMessage(r.Suspension),
	}
}
