package view

import (
	"strconv"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// RulesHistory is who changed which rule when.
type RulesHistory struct {
	page.Desk
	Changes []RuleChangeEntry
	Older   string // where to read on; "" where this is all
}

// RuleChangeEntry is one change.
type RuleChangeEntry struct {
	When  string
	Who   string
	Place string // "" for all rules at once
	What  string
	Lines []string
}

// Template names the page's file.
func (*RulesHistory) Template() string { return "desk/rules_history" }

// NewRulesHistory puts changes in words.
func NewRulesHistory(l *i18n.Language, list []library.RuleChange, more bool) *RulesHistory {
	p := &RulesHistory{}
	for i := range list {
		p.Changes = append(p.Changes, ruleChangeEntry(l, &list[i]))
	}
	if more {
		p.Older = "/desk/rules/history?before=" + strconv.FormatInt(list[len(list)-1].ID, 10)
	}
	return p
}

func ruleChangeEntry(l *i18n.Language, c *library.RuleChange) RuleChangeEntry {
	e := RuleChangeEntry{When: l.DateTime(c.At), Who: c.Who}
	if e.Who == "" {
		e.Who = l.Text("desk_house.by_command")
	}
	switch {
	case c.Before != nil && c.After != nil:
		e.Place, e.What = page.RulePlace(l, c.After), l.Text("desk_house.rule_changed")
		e.Lines = RuleDifferences(l, &c.Before.RuleEntry, &c.After.RuleEntry)
	case c.After != nil:
		e.Place, e.What = page.RulePlace(l, c.After), l.Text("desk_house.rule_added")
		e.Lines = sentences(l, &c.After.RuleEntry)
	case c.Before != nil:
		e.Place, e.What = page.RulePlace(l, c.Before), l.Text("desk_house.rule_removed")
		e.Lines = sentences(l, &c.Before.RuleEntry)
	default:
		e.What = l.Count("desk_house.rules_loaded", c.Rules)
	}
	return e
}

// sentences are all of a rule, of whatever day.
func sentences(l *i18n.Language, r *circulation.RuleEntry) (list []string) {
	for _, t := range ruleTopics(l, r, 0) {
		list = append(list, t.Sentences...)
	}
	return list
}
