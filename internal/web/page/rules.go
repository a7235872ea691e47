package page

import (
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/wording"
)

// Rules is the page of the rules in force, in plain sentences.
type Rules struct {
	Frame    Frame
	Lead     string
	Paused   *Banner    // nil where members renew by themselves
	Several  bool       // there is more than one rule: begin with a list of them
	Rules    []RuleText // the general one first
	Branches []BranchText
	Poster   string // the path of the poster, for librarians; "" where there is none
}

// RuleText is one rule.
type RuleText struct {
	Anchor string
	Place  string // whom and what it is for
	Hint   string // "" where the place says it all
	Topics []wording.Topic
}

// BranchText says when a branch is open.
type BranchText struct {
	Name    string // "" where there is one branch only
	Open    string
	Heading string // of Special, or that there are none
	Special []string
}

// NewRules puts the rules of a library in words.
func NewRules(l *i18n.Language, r *library.RulesInForce, libraryName string) *Rules {
	p := &Rules{
		Frame:   Frame{Title: l.Text("rules.title"), Here: "/rules"},
		Lead:    l.Text("rules.lead", "library", libraryName),
		Several: len(r.Rules) > 1,
	}
	if r.Paused {
		p.Paused = &Banner{Stop: true, Icon: "pause", Text: l.Text("rules.paused")}
	}
	for i := range r.Rules {
		rule := &r.Rules[i]
		text := RuleText{Anchor: "rule-" + strconv.Itoa(i+1), Place: placeOf(l, rule),
			Topics: wording.Rule(l, &rule.RuleEntry, r.Branches[0].Today)}
		if text.Place == "" {
			text.Place = l.Text("rules.everybody")
			if p.Several {
				text.Place, text.Hint = l.Text("rules.general"), l.Text("rules.general_hint")
			}
		}
		p.Rules = append(p.Rules, text)
	}
	for i := range r.Branches {
		p.Branches = append(p.Branches, branchText(l, &r.Branches[i], len(r.Branches) > 1))
	}
	return p
}

// RulePlace names whom and what a rule is for, the general one too.
func RulePlace(l *i18n.Language, r *library.PlacedRule) string {
	if place := placeOf(l, r); place != "" {
		return place
	}
	return l.Text("rules.general")
}

// placeOf names whom and what a rule is for; "" for the general one.
func placeOf(l *i18n.Language, r *library.PlacedRule) string {
	place := ""
	add := func(part string) {
		if place != "" {
			part = l.Text("rules.part", "before", place, "next", part)
		}
		place = part
	}
	if r.BranchName != "" {
		add(l.Text("rules.branch", "name", r.BranchName))
	}
	if r.CategoryName != "" {
		add(l.Text("rules.category", "name", r.CategoryName))
	}
	if r.ItemTypeName != "" {
		add(l.Text("rules.item_type", "name", r.ItemTypeName))
	}
	return place
}

func branchText(l *i18n.Language, b *library.BranchDays, named bool) BranchText {
	t := BranchText{Open: wording.OpenDays(l, b.Calendar)}
	if named {
		t.Name = b.Name
	}
	for _, s := range b.Special {
		t.Special = append(t.Special, specialDay(l, s))
	}
	if len(t.Special) > 0 {
		t.Heading = l.Count("rules.opening_next", library.SpecialAhead)
	} else {
		t.Heading = l.Count("rules.opening_none", library.SpecialAhead)
	}
	return t
}

func specialDay(l *i18n.Language, s library.SpecialDays) string {
	days := wording.Days(l, s.From, s.To)
	switch {
	case s.Open && s.Name == "":
		return l.Text("rules.open_day", "days", days)
	case s.Open:
		return l.Text("rules.open_day_named", "days", days, "name", s.Name)
	case s.Name == "":
		return l.Text("rules.closed_day", "days", days)
	}
	return l.Text("rules.closed_day_named", "days", days, "name", s.Name)
}

// Template names the page's file.
func (*Rules) Template() string { return "info/rules" }

// Around returns the page's frame.
func (p *Rules) Around() *Frame { return &p.Frame }
