package view

import (
	"net/url"
	"slices"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// What a form does to the rules.
const (
	RulePut    = "put"
	RuleRemove = "remove"
	RuleLoad   = "preset"
)

// RulesEffect shows what a change of the rules would do, before it is made.
type RulesEffect struct {
	page.Desk
	Stale   string // why it is shown anew; "" for the first time
	Changes []RuleChangeLines
	Sums    []string // in one sentence each
	Groups  []EffectLines
	Nothing bool // no rule changes
	Edit    bool // the form can be gone back to
	Hidden  []Hidden
}

// RuleChangeLines is what becomes of one rule.
type RuleChangeLines struct {
	Place string
	What  string // added, removed; "" where it changes
	Lines []string
}

// EffectLines is the loans to which the same happens, by examples.
type EffectLines struct {
	Heading  string
	Examples []EffectLine
	More     string
}

// EffectLine is one of them.
type EffectLine struct {
	Title, Barcode, Due string
	Lines               []string
}

// Template names the page's file.
func (*RulesEffect) Template() string { return "desk/rules_effect" }

// NewRulesEffect compares the rules of a book with others, and tells what they do.
func NewRulesEffect(l *i18n.Language, b *library.RuleBook, entries []circulation.RuleEntry, e *library.RulesEffect, fields url.Values) *RulesEffect {
	p := &RulesEffect{Changes: ruleChanges(l, b, entries), Hidden: carry(fields, "version", b.Version), Edit: fields.Get("kind") == RulePut}
	p.Nothing = len(p.Changes) == 0
	total := l.Number(int64(e.Renewable))
	if e.Lost.Count == 0 && e.Gained.Count == 0 && e.Moved.Count == 0 {
		p.Sums = append(p.Sums, l.Count("desk_house.effect_none", e.Open))
		return p
	}
	p.Sums = append(p.Sums, l.Count("desk_house.effect_lost", e.Lost.Count, "total", total))
	p.Sums = append(p.Sums, l.Count("desk_house.effect_gained", e.Gained.Count))
	p.Sums = append(p.Sums, l.Count("desk_house.effect_moved", e.Moved.Count))
	p.Sums = append(p.Sums, l.Count("desk_house.effect_open", e.Open))
	p.addGroup(l, l.Text("desk_house.effect_lost_heading"), &e.Lost)
	p.addGroup(l, l.Text("desk_house.effect_gained_heading"), &e.Gained)
	p.addGroup(l, l.Text("desk_house.effect_moved_heading"), &e.Moved)
	return p
}

func (p *RulesEffect) addGroup(l *i18n.Language, heading string, g *library.EffectGroup) {
	if g.Count == 0 {
		return
	}
	lines := EffectLines{Heading: heading}
	for i := range g.Examples {
		e := &g.Examples[i]
		line := EffectLine{Title: e.Title, Barcode: e.Barcode, Due: dueWords(l, e.DueAt)}
		if !e.Before.IsZero() {
			line.Lines = append(line.Lines, l.Text("desk_house.effect_before", "date", dueWords(l, e.Before)))
		}
		if !e.After.IsZero() {
			line.Lines = append(line.Lines, l.Text("desk_house.effect_after", "date", dueWords(l, e.After)))
		}
		for _, r := range page.Reasons(l, &e.Refusal, e.Rule) {
			line.Lines = append(line.Lines, r.Text)
		}
		lines.Examples = append(lines.Examples, line)
	}
	if more := g.Count - len(g.Examples); more > 0 {
		lines.More = l.Count("desk_house.effect_more", more)
	}
	p.Groups = append(p.Groups, lines)
}

// ChangesRules reports whether rules differ from those of a book.
func ChangesRules(l *i18n.Language, b *library.RuleBook, entries []circulation.RuleEntry) bool {
	return len(ruleChanges(l, b, entries)) > 0
}

// ruleChanges says of each rule what becomes of it.
func ruleChanges(l *i18n.Language, b *library.RuleBook, entries []circulation.RuleEntry) (list []RuleChangeLines) {
	place := func(e *circulation.RuleEntry) library.Place {
		return library.Place{Branch: e.Branch, Category: e.Category, ItemType: e.ItemType}
	}
	for i := range entries {
		e := &entries[i]
		change := RuleChangeLines{Place: RulePlaceName(l, b, place(e))}
		if old := b.Find(place(e)); old == nil {
			change.What = l.Text("desk_house.rule_added")
			for _, t := range ruleTopics(l, e, b.Today) {
				change.Lines = append(change.Lines, t.Sentences...)
			}
		} else if change.Lines = RuleDifferences(l, &old.RuleEntry, e); len(change.Lines) == 0 {
			continue
		}
		list = append(list, change)
	}
	for i := range b.Rules {
		at := place(&b.Rules[i].RuleEntry)
		if !slices.ContainsFunc(entries, func(e circulation.RuleEntry) bool { return place(&e) == at }) {
			list = append(list, RuleChangeLines{Place: page.RulePlace(l, &b.Rules[i]), What: l.Text("desk_house.rule_removed"),
				Lines: []string{l.Text("desk_house.rule_removed_then")}})
		}
	}
	return list
}
