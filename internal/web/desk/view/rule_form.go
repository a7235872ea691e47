package view

import (
	"net/url"
	"strconv"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/wording"
)

// RuleForm is the form of one rule, with the rule in plain sentences beside it.
type RuleForm struct {
	page.Desk
	Stale   string // what another desk has done meanwhile; "" for nothing
	Fresh   []string
	Heading string
	Alert   string  // how many fields are wrong; "" for none
	Place   []Field // to choose, of a new rule; empty for one that is there
	Topics  []RuleFormTopic
	Source  Field
	Hidden  []Hidden
	Words   []wording.Topic // empty where a field is wrong
}

// RuleFormTopic is the fields about one thing.
type RuleFormTopic struct {
	Heading string
	Name    string
	Fields  []Field
	Terms   *RuleFormTerms // nil but for the topic with the schedule
}

// RuleFormTerms is the schedule.
type RuleFormTerms struct {
	Label, Hint, Error string
	Rows               []RuleFormTerm
}

// RuleFormTerm is one term of it; Number counts from 1.
type RuleFormTerm struct {
	Number        string
	From, To, Due Field
}

// Template names the page's file.
func (*RuleForm) Template() string { return "desk/rule_form" }

// TypedRule is what a form of a rule holds: what was typed, and by field's path
// what is wrong with it, a text of "desk_house.bad.".
type TypedRule struct {
	Values url.Values
	Wrong  map[string]string
	Entry  *circulation.RuleEntry // nil where a field is wrong
	Fresh  bool                   // for a place that has no rule yet
}

// TypedOf is a rule as its form shows it at first.
func TypedOf(l *i18n.Language, e circulation.RuleEntry, fresh bool) TypedRule {
	t := TypedRule{Values: url.Values{"branch": {e.Branch}, "category": {e.Category}, "item_type": {e.ItemType}}, Entry: &e, Fresh: fresh}
	values := valuesOf(&e)
	for _, topic := range RuleTopics() {
		for _, f := range topic.Fields {
			t.Values.Set(f.Path, typed(l, f, values.at(f.Path)))
		}
	}
	t.Values.Set(sourceField.Path, e.Source)
	for i, term := range e.Rule.Schedule {
		t.Values.Set(termName("from", i), term.From.String())
		t.Values.Set(termName("to", i), term.To.String())
		t.Values.Set(termName("due", i), term.Due.String())
	}
	return t
}

// Terms returns the terms that were typed: those of which any day is given.
func (t *TypedRule) Terms() (list [][3]string) {
	for i := range MaxTerms {
		term := [3]string{t.Values.Get(termName("from", i)), t.Values.Get(termName("to", i)), t.Values.Get(termName("due", i))}
		if term != [3]string{} {
			list = append(list, term)
		}
	}
	return list
}

// MaxTerms is how many terms a schedule has at most.
const MaxTerms = 24

// NewRuleForm shows a rule as it is typed.
func NewRuleForm(l *i18n.Language, b *library.RuleBook, t TypedRule, version string) *RuleForm {
	p := &RuleForm{Heading: l.Text("desk_house.rule_new")}
	at := library.Place{Branch: t.Values.Get("branch"), Category: t.Values.Get("category"), ItemType: t.Values.Get("item_type")}
	p.Hidden = []Hidden{{"version", version}}
	if t.Fresh {
		p.Hidden = append(p.Hidden, Hidden{"fresh", "on"})
		p.Place = placeFields(l, b, at, t.Wrong)
	} else {
		p.Hidden = append(p.Hidden, Hidden{"branch", at.Branch}, Hidden{"category", at.Category}, Hidden{"item_type", at.ItemType})
		p.Heading = RulePlaceName(l, b, at)
	}
	if len(t.Wrong) > 0 {
		p.Alert = l.Count("desk_house.rule_wrong", len(t.Wrong))
	}
	for _, topic := range RuleTopics() {
		group := RuleFormTopic{Heading: l.Text("rule.topic_" + topic.Name), Name: topic.Name}
		for _, f := range topic.Fields {
			if f.Kind == RuleTerms {
				group.Terms = termFields(l, f, &t)
				continue
			}
			group.Fields = append(group.Fields, ruleField(l, f, &t))
		}
		p.Topics = append(p.Topics, group)
	}
	p.Source = ruleField(l, sourceField, &t)
	if t.Entry != nil {
		p.Words = ruleTopics(l, t.Entry, b.Today)
	}
	return p
}

func ruleField(l *i18n.Language, f RuleField, t *TypedRule) Field {
	field := Field{Name: f.Path, Label: l.Text("desk_house.label." + f.Key()), Hint: l.Text("desk_house.hint." + f.Key()),
		Value: t.Values.Get(f.Path), Required: !f.Optional && f.Kind != RuleText}
	if wrong := t.Wrong[f.Path]; wrong != "" {
		field.Error = l.Text("desk_house.bad." + wrong)
	}
	switch f.Kind {
	case RuleCount, RuleMoney:
		field.Kind = "number"
	case RuleDay:
		field.Kind = "date"
	case RuleTick:
		field.Kind, field.Ticked, field.Required = "tick", field.Value == "on", false
	case RuleText:
		field.Kind = "area"
	case RuleChoice:
		field.Kind = "choice"
		for _, c := range f.Choices {
			field.Options = append(field.Options, Option{Value: c, Label: l.Text("desk_house.option." + f.Key() + "." + c)})
		}
		field.Options = Choose(field.Options, field.Value)
	}
	return field
}

// termFields shows the terms there are and two empty rows.
func termFields(l *i18n.Language, f RuleField, t *TypedRule) *RuleFormTerms {
	group := &RuleFormTerms{Label: l.Text("desk_house.label." + f.Key()), Hint: l.Text("desk_house.hint." + f.Key())}
	if wrong := t.Wrong[f.Path]; wrong != "" {
		group.Error = l.Text("desk_house.bad." + wrong)
	}
	rows := t.Terms()
	for i := range min(len(rows)+2, MaxTerms) {
		term := [3]string{}
		if i < len(rows) {
			term = rows[i]
		}
		day := func(part, value string) Field {
			return Field{Name: termName(part, i), Label: l.Text("desk_house.term_part." + part), Kind: "date", Value: value}
		}
		group.Rows = append(group.Rows, RuleFormTerm{strconv.Itoa(i + 1), day("from", term[0]), day("to", term[1]), day("due", term[2])})
	}
	return group
}

func placeFields(l *i18n.Language, b *library.RuleBook, at library.Place, wrong map[string]string) []Field {
	choice := func(name, value string, list []library.Coded) Field {
		f := Field{Name: name, Label: l.Text("desk_house.label." + name), Kind: "choice", Required: true,
			Options: []Option{{Value: circulation.Anywhere, Label: l.Text("desk_house.any." + name)}}}
		for _, c := range list {
			f.Options = append(f.Options, Option{Value: c.Code, Label: c.Name})
		}
		f.Options = Choose(f.Options, value)
		return f
	}
	fields := []Field{choice("branch", at.Branch, b.Branches), choice("category", at.Category, b.Categories), choice("item_type", at.ItemType, b.ItemTypes)}
	if why := wrong["place"]; why != "" {
		fields[0].Error = l.Text("desk_house.bad." + why)
	}
	return fields
}

// RulePlaceName names a place by the names its codes have now.
func RulePlaceName(l *i18n.Language, b *library.RuleBook, at library.Place) string {
	r := library.PlacedRule{BranchName: b.NameOf(b.Branches, at.Branch), CategoryName: b.NameOf(b.Categories, at.Category),
		ItemTypeName: b.NameOf(b.ItemTypes, at.ItemType)}
	return page.RulePlace(l, &r)
}
