package view

import (
	"net/url"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/wording"
)

// Rules is the page of all rules.
type Rules struct {
	page.Desk
	Stale string // what another desk has done meanwhile; "" for nothing
	Edits bool   // whoever looks may change them
	Rules []RuleSection
}

// RuleSection is a rule in plain sentences.
type RuleSection struct {
	Place   string
	Topics  []wording.Topic
	Source  string
	Edit    string // where to change it
	Remove  []Hidden
	General bool
}

// Template names the page's file.
func (*Rules) Template() string { return "desk/rules" }

// NewRules puts the rules in words.
func NewRules(l *i18n.Language, b *library.RuleBook, edits bool) *Rules {
	p := &Rules{Edits: edits}
	for i := range b.Rules {
		r := &b.Rules[i]
		at := url.Values{"branch": {r.Branch}, "category": {r.Category}, "item_type": {r.ItemType}}
		p.Rules = append(p.Rules, RuleSection{
			Place: page.RulePlace(l, r), Topics: ruleTopics(l, &r.RuleEntry, b.Today), Source: r.Source,
			Edit:    "/desk/rules/edit?" + at.Encode(),
			Remove:  append([]Hidden{{"kind", RuleRemove}}, carry(at, "version", b.Version)...),
			General: r.BranchName == "" && r.CategoryName == "" && r.ItemTypeName == "",
		})
	}
	return p
}

// RulePresets is the page of rules of real libraries to load.
type RulePresets struct {
	page.Desk
	Version string
	Presets []RulePreset
}

// RulePreset is one of them.
type RulePreset struct {
	Name, Label, Short, Source string
	Rules                      string // how many
}

// Template names the page's file.
func (*RulePresets) Template() string { return "desk/rule_presets" }
