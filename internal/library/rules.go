package library

import (
	"bytes"
	"context"
	"encoding/json"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Who changes settings and rules from the command line.
const (
	actorSystem = "system"
	doorCommand = "cli"
)

// Rules returns the rules in force, most special first.
func (l *Library) Rules(ctx context.Context) ([]circulation.RuleEntry, error) {
	var entries []circulation.RuleEntry
	err := l.withPolicy(ctx, func(p *policy) { entries = p.rules.Entries() })
	return entries, err
}

// withPolicy runs fn with the policy in force.
func (l *Library) withPolicy(ctx context.Context, fn func(*policy)) error {
	return l.db.Read(ctx, func(q store.Queryer) error {
		pulse, err := store.ReadPulse(q)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err == nil {
			fn(p)
		}
		return err
	})
}

// LoadRules puts entries in the place of all rules; they are in force at the
// next request. Two rules for one place or none for (*, *, *) are fault.Invalid.
// A branch, member category or item type that does not exist yet is made, named
// by its code, as an import makes it: a library may load its rules before its
// members and items or after them.
func (l *Library) LoadRules(ctx context.Context, entries []circulation.RuleEntry) error {
	set, err := circulation.NewRuleSet(entries)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "correct the rules file and load it again")
	}
	return l.db.Write(ctx, func(tx *store.Tx) error {
		return l.loadRules(tx, hand{actor: actorSystem, door: doorCommand}, set, map[string]any{"rules": len(entries)})
	})
}

// loadRules puts rules in the place of all rules. Each rule that becomes another
// one gets its own audit row, as where the desk saves rules, and detail is what is
// said of all of them.
func (l *Library) loadRules(tx *store.Tx, by hand, set *circulation.RuleSet, detail map[string]any) error {
	if err := l.saveRules(tx, by, set); err != nil {
		return err
	}
	return auditBy(tx, by, l.moment(), "rules.loaded", "rule", 0, detail)
}

// NewBranches returns the branches that entries name and the library does not
// have yet, in their order: new ones, or mistyped.
func (l *Library) NewBranches(ctx context.Context, entries []circulation.RuleEntry) ([]string, error) {
	var list []string
	err := l.db.Read(ctx, func(q store.Queryer) error {
		known, err := branchCodes(q)
		for _, e := range entries {
			if err == nil && !known[e.Branch] {
				known[e.Branch] = true
				list = append(list, e.Branch)
			}
		}
		return err
	})
	return list, err
}

// branchCodes has every branch, and "*".
func branchCodes(q store.Queryer) (map[string]bool, error) {
	branches, err := store.Branches(q)
	known := map[string]bool{circulation.Anywhere: true}
	for _, b := range branches {
		known[b.Code] = true
	}
	return known, err
}

// makePlaces makes what the rules name and is not there yet.
func makePlaces(tx *store.Tx, rows []store.RuleRow) error {
	known, err := branchCodes(tx)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if !known[r.Branch] {
			if _, err := store.InsertBranch(tx, r.Branch); err != nil {
				return err
			}
			known[r.Branch] = true
		}
		if r.Category != circulation.Anywhere {
			if err := store.AddCategory(tx, r.Category); err != nil {
				return err
			}
		}
		if r.ItemType != circulation.Anywhere {
			if err := store.AddItemType(tx, r.ItemType); err != nil {
				return err
			}
		}
	}
	return nil
}

// ruleParts is an element of a rules file, its parts as they are stored.
type ruleParts struct {
	Branch     string          `json:"branch"`
	Category   string          `json:"category"`
	ItemType   string          `json:"item_type"`
	Source     string          `json:"source,omitempty"`
	Rule       json.RawMessage `json:"rule"`
	LoanLimit  *int            `json:"loan_limit"`
	Fine       json.RawMessage `json:"fine,omitempty"`
	Suspension json.RawMessage `json:"suspension,omitempty"`
}

// ruleRows takes the text of a rules file apart.
func ruleRows(entries []circulation.RuleEntry) ([]store.RuleRow, error) {
	text, err := circulation.MarshalRules(entries)
	if err != nil {
		return nil, err
	}
	var parts []ruleParts
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(compact.Bytes(), &parts); err != nil {
		return nil, err
	}
	rows := make([]store.RuleRow, 0, len(parts))
	for _, p := range parts {
		rows = append(rows, store.RuleRow{
			Branch: p.Branch, Category: p.Category, ItemType: p.ItemType, Source: p.Source,
			Rule: string(p.Rule), LoanLimit: p.LoanLimit, Fine: string(p.Fine), Suspension: string(p.Suspension),
		})
	}
	return rows, nil
}

// readRules puts the text together again and reads it as a rules file.
func readRules(q store.Queryer, p *policy) error {
	rows, err := store.Rules(q)
	if err != nil {
		return err
	}
	parts := make([]ruleParts, 0, len(rows))
	for _, r := range rows {
		parts = append(parts, ruleParts{
			Branch: r.Branch, Category: r.Category, ItemType: r.ItemType, Source: r.Source,
			Rule: json.RawMessage(r.Rule), LoanLimit: r.LoanLimit,
			Fine: json.RawMessage(r.Fine), Suspension: json.RawMessage(r.Suspension),
		})
	}
	text, err := json.Marshal(parts)
	if err != nil {
		return err
	}
	entries, err := circulation.ParseRules(text)
	if err != nil {
		return err
	}
	if p.rules, err = circulation.NewRuleSet(entries); err != nil {
		return err
	}
	p.ruleJSON, err = receiptRules(p.rules)
	return err
}
