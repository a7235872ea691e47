package library

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// RuleChange is one change of the rules, as the audit trail has it.
type RuleChange struct {
	ID            int64
	At            time.Time // in the library's zone
	Who           string    // of the staff; "" for nobody of them
	Door          string
	Action        string      // rule.added, rule.changed, rule.removed; rules.loaded for all at once
	Before, After *PlacedRule // nil: there was or is none, or the trail does not say
	Rules         int         // of rules.loaded: how many there were then
}

// RulesHistory returns the changes of rules before an id (0: all), the latest
// first, and whether there are older ones.
func (l *Library) RulesHistory(ctx context.Context, before int64, limit int) (list []RuleChange, more bool, err error) {
	if before <= 0 {
		before = 1 << 62
	}
	err = l.reading(ctx, func(q store.Queryer, p *policy) error {
		rows, err := store.RuleChanges(q, before, limit+1)
		if err != nil {
			return err
		}
		if more = len(rows) > limit; more {
			rows = rows[:limit]
		}
		names, err := readPlaceNames(q, p)
		if err != nil {
			return err
		}
		for i := range rows {
			change, err := names.change(&rows[i], p.zone)
			if err != nil {
				return fmt.Errorf("audit row %d: %w", rows[i].ID, err)
			}
			list = append(list, change)
		}
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	return list, more, nil
}

// placeNames gives the codes of a rule's place their names as they are now.
type placeNames struct {
	branches              []store.Branch
	categories, itemTypes map[string]string
	policy                *policy
}

func readPlaceNames(q store.Queryer, p *policy) (n placeNames, err error) {
	n.policy = p
	if n.branches, err = store.Branches(q); err != nil {
		return n, err
	}
	if n.categories, err = store.CategoryNames(q); err != nil {
		return n, err
	}
	n.itemTypes, err = store.ItemTypeNames(q)
	return n, err
}

func (n *placeNames) place(e circulation.RuleEntry) PlacedRule {
	return PlacedRule{RuleEntry: e, BranchName: branchName(n.branches, e.Branch, n.policy),
		CategoryName: nameOf(n.categories, e.Category), ItemTypeName: nameOf(n.itemTypes, e.ItemType)}
}

func (n *placeNames) change(r *store.RuleChangeRow, zone *time.Location) (RuleChange, error) {
	c := RuleChange{ID: r.ID, At: r.At.In(zone), Who: r.Name, Door: r.Door, Action: r.Action}
	var detail struct {
		ruleDetail
		Rules int `json:"rules"`
	}
	err := json.Unmarshal([]byte(r.Detail), &detail)
	if err != nil {
		return c, err
	}
	c.Rules = detail.Rules
	if c.Before, err = n.read(detail.Before); err != nil {
		return c, err
	}
	c.After, err = n.read(detail.After)
	return c, err
}

func (n *placeNames) read(parts *ruleParts) (*PlacedRule, error) {
	if parts == nil {
		return nil, nil
	}
	text, err := json.Marshal([]*ruleParts{parts})
	if err != nil {
		return nil, err
	}
	entries, err := circulation.ParseRules(text)
	if err != nil {
		return nil, err
	}
	placed := n.place(entries[0])
	return &placed, nil
}
