package library

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// RulesInForce is what a library tells everybody about borrowing.
type RulesInForce struct {
	Rules    []PlacedRule // the general one first
	Branches []BranchDays
	Paused   bool // online renewal is switched off by the library
}

// PlacedRule is a rule with the names of its place; "" stands for any.
type PlacedRule struct {
	circulation.RuleEntry
	BranchName, CategoryName, ItemTypeName string
}

// BranchDays says when a branch is open.
type BranchDays struct {
	Name     string
	Today    circulation.Day // there
	Calendar *circulation.Calendar
	Special  []SpecialDays // the next ones
}

// SpecialDays are days in a row on which a branch is closed, or open although
// that weekday is closed, for one occasion.
type SpecialDays struct {
	From, To circulation.Day // both included
	Open     bool
	Name     string // the occasion; "" where none is given
}

// SpecialAhead is how many days from today the special days are told.
const SpecialAhead = 60

// RulesInForce returns the rules as they are at this request.
func (l *Library) RulesInForce(ctx context.Context) (*RulesInForce, error) {
	r := &RulesInForce{}
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		r.Paused = p.paused
		branches, err := store.Branches(q)
		if err != nil {
			return err
		}
		if err := r.placeRules(q, p, branches); err != nil {
			return err
		}
		return r.tellDays(q, p, branches, l.moment())
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (r *RulesInForce) placeRules(q store.Queryer, p *policy, branches []store.Branch) error {
	categories, err := store.CategoryNames(q)
	if err != nil {
		return err
	}
	itemTypes, err := store.ItemTypeNames(q)
	if err != nil {
		return err
	}
	for _, e := range p.rules.Entries() {
		r.Rules = append(r.Rules, PlacedRule{
			RuleEntry: e, BranchName: branchName(branches, e.Branch, p),
			CategoryName: nameOf(categories, e.Category), ItemTypeName: nameOf(itemTypes, e.ItemType),
		})
	}
	slices.SortStableFunc(r.Rules, func(a, b PlacedRule) int {
		return cmp.Or(byName(a.BranchName, b.BranchName), byName(a.CategoryName, b.CategoryName), byName(a.ItemTypeName, b.ItemTypeName))
	})
	return nil
}

// byName orders as people do; "" for any comes first.
func byName(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }

func nameOf(names map[string]string, code string) string {
	if code == circulation.Anywhere {
		return ""
	}
	return cmp.Or(names[code], code)
}

func branchName(branches []store.Branch, code string, p *policy) string {
	if code == circulation.Anywhere {
		return ""
	}
	for _, b := range branches {
		if b.Code == code {
			return nameOfBranch(b, p)
		}
	}
	return code
}

// nameOfBranch: the branch that is there from the start has no name of its own
// until the library gives it one; it is the library.
func nameOfBranch(b store.Branch, p *policy) string {
	if b.Name == "" && b.ID == mainBranch {
		return p.site.LibraryName
	}
	return cmp.Or(b.Name, b.Code)
}

// mainBranch is the branch that the first migration makes.
const mainBranch = 1

// tellDays finds the special days of every branch, from its own today on.
func (r *RulesInForce) tellDays(q store.Queryer, p *policy, branches []store.Branch, now time.Time) error {
	here := circulation.DayOf(now, p.zone) // a branch in another zone may be a day ahead or behind
	occasions, err := store.NamedDays(q, (here - 1).String(), (here + SpecialAhead + 1).String())
	if err != nil {
		return err
	}
	for _, b := range branches {
		names := map[string]string{}
		for _, o := range occasions {
			if o.BranchID == 0 || o.BranchID == b.ID { // the branch's own come later and win
				names[o.Date] = o.Name
			}
		}
		calendar := p.branch(b.ID).calendar
		today := circulation.DayOf(now, p.branch(b.ID).zone)
		r.Branches = append(r.Branches, BranchDays{
			Name: nameOfBranch(b, p), Today: today, Calendar: calendar,
			Special: specialDays(calendar, today, today+SpecialAhead, names),
		})
	}
	return nil
}

// specialDays puts the days in a row that have one occasion together. A weekday
// that is closed every week is none, unless it is named as a day too.
func specialDays(c *circulation.Calendar, from, to circulation.Day, names map[string]string) []SpecialDays {
	var list []SpecialDays
	for d := from; d <= to; d++ {
		_, closed := c.ClosedDates[d]
		_, open := c.OpenDates[d]
		open = open && c.ClosedEveryWeek(d.Weekday())
		if !open && (!closed || c.IsOpen(d)) {
			continue
		}
		name := names[d.String()]
		if n := len(list) - 1; n >= 0 && list[n].To == d-1 && list[n].Open == open && list[n].Name == name {
			list[n].To = d
			continue
		}
		list = append(list, SpecialDays{From: d, To: d, Open: open, Name: name})
	}
	return list
}
