package circulation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Anywhere stands in a rule's place for any branch, category or item type.
const Anywhere = "*"

// RuleEntry is a rule with the place where it applies: branch × member
// category × item type, any of them "*". It is one element of a rules file.
type RuleEntry struct {
	Branch     string
	Category   string
	ItemType   string
	Source     string // where the rule is published; for people, "" where unknown
	Rule       Rule
	LoanLimit  *int // open loans a member of the category may have; nil: no limit
	Fine       Fine
	Suspension Suspension
}

// RuleSet is all rules of a library, ready to match.
type RuleSet struct {
	entries []RuleEntry
	byPlace map[place]int // into entries
}

type place struct{ branch, category, itemType string }

func (e *RuleEntry) place() place { return place{e.Branch, e.Category, e.ItemType} }

// NewRuleSet checks that no place is given twice and that a rule for
// (*, *, *) exists. The error is an [*InvalidError].
func NewRuleSet(entries []RuleEntry) (*RuleSet, error) {
	s := &RuleSet{entries: slices.Clone(entries), byPlace: make(map[place]int, len(entries))}
	slices.SortStableFunc(s.entries, mostSpecialFirst)
	for i := range s.entries {
		at := s.entries[i].place()
		if _, twice := s.byPlace[at]; twice {
			return nil, invalid("branch", fmt.Sprintf("two rules for branch %q, category %q, item type %q",
				at.branch, at.category, at.itemType))
		}
		s.byPlace[at] = i
	}
	if _, ok := s.byPlace[place{Anywhere, Anywhere, Anywhere}]; !ok {
		return nil, invalid("branch", `a rule for branch "*", category "*", item type "*" must exist`)
	}
	return s, nil
}

// mostSpecialFirst orders by branch, then category, then item type, a named
// value before "*".
func mostSpecialFirst(a, b RuleEntry) int {
	return cmp.Or(
		namedFirst(a.Branch, b.Branch),
		namedFirst(a.Category, b.Category),
		namedFirst(a.ItemType, b.ItemType))
}

func namedFirst(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == Anywhere:
		return +1
	case b == Anywhere:
		return -1
	}
	return strings.Compare(a, b)
}

// Match returns the rule in force for a place. Branch is compared first, then
// category, then item type, and a named value beats "*". It never returns nil
// for a set that [NewRuleSet] made.
func (s *RuleSet) Match(branch, category, itemType string) *RuleEntry {
	for _, b := range [...]string{branch, Anywhere} {
		for _, c := range [...]string{category, Anywhere} {
			for _, t := range [...]string{itemType, Anywhere} {
				if i, ok := s.byPlace[place{b, c, t}]; ok {
					return &s.entries[i]
				}
			}
		}
	}
	return nil
}

// Entries returns the rules, most special first.
func (s *RuleSet) Entries() []RuleEntry { return s.entries }
