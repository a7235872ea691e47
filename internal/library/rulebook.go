package library

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// RuleBook is the rules as the desk keeps them.
type RuleBook struct {
	Version    string          // of the rules; SaveRules wants it
	Today      circulation.Day // in the library's zone
	Rules      []PlacedRule    // the general one first
	Branches   []Coded
	Categories []Coded
	ItemTypes  []Coded
}

// Coded is what a rule's place names by its code.
type Coded struct{ Code, Name string }

// RuleBook returns the rules in force.
func (l *Library) RuleBook(ctx context.Context) (*RuleBook, error) {
	book := &RuleBook{}
	err := l.db.Snapshot(ctx, func(q store.Queryer) error {
		pulse, err := store.ReadPulse(q)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		book.Today = circulation.DayOf(l.moment(), p.zone)
		branches, err := store.Branches(q)
		if err != nil {
			return err
		}
		placed := &RulesInForce{}
		if err := placed.placeRules(q, p, branches); err != nil {
			return err
		}
		book.Rules = placed.Rules
		if book.Version, err = rulesVersion(q); err != nil {
			return err
		}
		return book.choices(q, branches, p)
	})
	if err != nil {
		return nil, err
	}
	return book, nil
}

func (b *RuleBook) choices(q store.Queryer, branches []store.Branch, p *policy) error {
	for _, n := range branches {
		b.Branches = append(b.Branches, Coded{n.Code, nameOfBranch(n, p)})
	}
	categories, err := store.CategoryNames(q)
	if err != nil {
		return err
	}
	itemTypes, err := store.ItemTypeNames(q)
	b.Categories, b.ItemTypes = coded(categories), coded(itemTypes)
	return err
}

func coded(names map[string]string) []Coded {
	var list []Coded
	for _, code := range slices.Sorted(maps.Keys(names)) {
		list = append(list, Coded{code, cmp.Or(names[code], code)})
	}
	slices.SortStableFunc(list, func(a, b Coded) int { return byName(a.Name, b.Name) })
	return list
}

// rulesVersion is the same as long as every rule is.
func rulesVersion(q store.Queryer) (string, error) {
	rows, err := store.Rules(q)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(rows)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8]), err
}

// Entries are the rules without the names of their places.
func (b *RuleBook) Entries() []circulation.RuleEntry {
	list := make([]circulation.RuleEntry, len(b.Rules))
	for i := range b.Rules {
		list[i] = b.Rules[i].RuleEntry
	}
	return list
}

// Find returns the rule of a place; nil where it has none of its own.
func (b *RuleBook) Find(at Place) *PlacedRule {
	for i := range b.Rules {
		if placeOf(&b.Rules[i].RuleEntry) == at {
			return &b.Rules[i]
		}
	}
	return nil
}

// With returns the rules with one written: fresh for a place that has none yet, else
// for one that has. fault.Invalid (field place, why exists) and fault.Conflict say
// that it is the other way round.
func (b *RuleBook) With(e circulation.RuleEntry, fresh bool) ([]circulation.RuleEntry, error) {
	at := placeOf(&e)
	if exists := b.Find(at) != nil; fresh && exists {
		return nil, fault.New(fault.Invalid, "the place has a rule already").With("field", "place").With("why", "exists")
	} else if !fresh && !exists {
		return nil, conflict(WhyRulesChanged)
	}
	list := slices.DeleteFunc(b.Entries(), func(o circulation.RuleEntry) bool { return placeOf(&o) == at })
	return append(list, e), nil
}

// Without returns the rules without that of a place. The general rule stays:
// fault.Invalid; fault.Conflict where there is none.
func (b *RuleBook) Without(at Place) ([]circulation.RuleEntry, error) {
	if at == generalPlace {
		return nil, fault.New(fault.Invalid, "the rule for everything stays").With("field", "place").With("why", "general")
	}
	if b.Find(at) == nil {
		return nil, conflict(WhyRulesChanged)
	}
	return slices.DeleteFunc(b.Entries(), func(o circulation.RuleEntry) bool { return placeOf(&o) == at }), nil
}

var generalPlace = Place{circulation.Anywhere, circulation.Anywhere, circulation.Anywhere}

// NameOf is what a code of one of the book's lists is called; "" for any, and a code
// that is not there yet is its own name.
func (b *RuleBook) NameOf(list []Coded, code string) string {
	if code == circulation.Anywhere {
		return ""
	}
	for _, c := range list {
		if c.Code == code {
			return c.Name
		}
	}
	return code
}

// Knows reports whether the library has what a place names.
func (b *RuleBook) Knows(at Place) bool {
	has := func(list []Coded, code string) bool {
		return code == circulation.Anywhere || slices.ContainsFunc(list, func(c Coded) bool { return c.Code == code })
	}
	return has(b.Branches, at.Branch) && has(b.Categories, at.Category) && has(b.ItemTypes, at.ItemType)
}
