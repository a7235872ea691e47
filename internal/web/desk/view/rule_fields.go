package view

import (
	"encoding/json"
	"strconv"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/wording"
)

// What a field of a rule holds.
const (
	RulePeriod = "period"
	RuleWindow = "window" // a period that may be of no length
	RuleCount  = "count"
	RuleMoney  = "money"
	RuleDay    = "day"
	RuleChoice = "choice"
	RuleTick   = "tick"
	RuleText   = "text"
	RuleTerms  = "terms" // the schedule: three fields for each term
)

// RuleField is a field of a rule's form, named by its path in a rules file.
type RuleField struct {
	Path     string
	Kind     string
	Optional bool     // empty is null: no limit
	Choices  []string // of a choice
}

// Key is the path as texts name it.
func (f RuleField) Key() string { return strings.ReplaceAll(f.Path, ".", "_") }

// RuleTopic is the fields about one thing.
type RuleTopic struct {
	Name   string // its heading is the text "rule.topic_<name>"
	Fields []RuleField
}

// RuleTopics are all fields of a rules file but for the place, in the order of the form.
func RuleTopics() []RuleTopic {
	return []RuleTopic{
		{"borrow", []RuleField{
			{Path: "rule.loan", Kind: RulePeriod},
			{Path: "loan_limit", Kind: RuleCount, Optional: true},
		}},
		{"renew", []RuleField{
			{Path: "rule.renewable", Kind: RuleTick},
			{Path: "rule.renewals_allowed", Kind: RuleCount, Optional: true},
			{Path: "rule.renewal", Kind: RulePeriod},
			{Path: "rule.max_total", Kind: RulePeriod, Optional: true},
			{Path: "rule.renew_from", Kind: RuleChoice, Choices: []string{"later", "due_date", "today"}},
			{Path: "rule.window", Kind: RuleWindow, Optional: true},
			{Path: "rule.window_precision", Kind: RuleChoice, Choices: []string{"day", "instant"}},
			{Path: "rule.once_per_day", Kind: RuleTick},
			{Path: "rule.unseen_renewals_allowed", Kind: RuleCount, Optional: true},
			{Path: "rule.auto_renew", Kind: RuleTick},
		}},
		{"due", []RuleField{
			{Path: "rule.closed_days", Kind: RuleChoice, Choices: []string{"next_open_day", "next_same_weekday", "previous_open_day", "count_open_days", "ignore"}},
			{Path: "rule.latest_due", Kind: RuleDay, Optional: true},
			{Path: "rule.cap_at_card_expiry", Kind: RuleTick},
			{Path: "rule.schedule", Kind: RuleTerms},
		}},
		{"holds", []RuleField{
			{Path: "rule.holds_block", Kind: RuleChoice, Choices: []string{"title_if_short", "title", "copy", "never"}},
		}},
		{"late", []RuleField{
			{Path: "rule.overdue", Kind: RuleChoice, Choices: []string{"allow", "block_loan", "block_member"}},
			{Path: "rule.overdue_grace_days", Kind: RuleCount},
			{Path: "fine.per_day", Kind: RuleMoney},
			{Path: "fine.max", Kind: RuleMoney, Optional: true},
			{Path: "fine.grace_days", Kind: RuleCount},
			{Path: "fine.count", Kind: RuleChoice, Choices: []string{"all_days", "open_days"}},
			{Path: "fine.legal_basis", Kind: RuleText},
			{Path: "rule.fines_limit", Kind: RuleMoney, Optional: true},
			{Path: "suspension.days_per_late_day", Kind: RuleCount},
			{Path: "suspension.max_days", Kind: RuleCount, Optional: true},
			{Path: "suspension.grace_days", Kind: RuleCount},
		}},
	}
}

// sourceField says where a rule is published; it decides nothing.
var sourceField = RuleField{Path: "source", Kind: RuleText}

// ruleValues is a rule as a rules file has it.
type ruleValues map[string]any

func valuesOf(e *circulation.RuleEntry) ruleValues {
	var list []ruleValues
	text, err := circulation.MarshalRules([]circulation.RuleEntry{*e})
	if err == nil {
		decoder := json.NewDecoder(strings.NewReader(string(text)))
		decoder.UseNumber()
		err = decoder.Decode(&list)
	}
	if err != nil || len(list) != 1 {
		return ruleValues{} // a rule can always be written
	}
	return list[0]
}

// at is the value of a path; nil for null and for nothing.
func (v ruleValues) at(path string) any {
	part, rest, nested := strings.Cut(path, ".")
	if !nested {
		return v[part]
	}
	inner, _ := v[part].(map[string]any)
	return inner[rest]
}

// typed is a value as it stands in the form.
func typed(l *i18n.Language, f RuleField, value any) string {
	switch value := value.(type) {
	case json.Number:
		return value.String()
	case bool:
		if value {
			return "on"
		}
	case string:
		if f.Kind == RulePeriod || f.Kind == RuleWindow {
			return PeriodTyped(l, value)
		}
		return value
	}
	return ""
}

// told is a value in words.
func (f RuleField) told(l *i18n.Language, value any) string {
	switch value := value.(type) {
	case nil:
		if f.Kind == RuleDay || !f.Optional {
			return l.Text("desk_house.none")
		}
		return l.Text("desk_house.unlimited")
	case bool:
		if value {
			return l.Text("desk_house.yes")
		}
		return l.Text("desk_house.no")
	case json.Number:
		n, err := value.Int64()
		if err != nil {
			return value.String()
		}
		if f.Kind == RuleMoney {
			return l.Rupiah(n)
		}
		return l.Number(n)
	case string:
		return f.toldText(l, value)
	case []any:
		return toldTerms(l, value)
	}
	return ""
}

func (f RuleField) toldText(l *i18n.Language, value string) string {
	switch {
	case value == "":
		return l.Text("desk_house.none")
	case f.Kind == RulePeriod || f.Kind == RuleWindow:
		return PeriodTyped(l, value)
	case f.Kind == RuleChoice:
		return l.Text("desk_house.option." + f.Key() + "." + value)
	case f.Kind == RuleDay:
		if day, err := circulation.ParseDay(value); err == nil {
			return l.Day(day)
		}
	}
	return value
}

func toldTerms(l *i18n.Language, terms []any) string {
	var list []string
	for _, t := range terms {
		term, _ := t.(map[string]any)
		var days [3]string
		for i, name := range [...]string{"from", "to", "due"} {
			text, _ := term[name].(string)
			day, err := circulation.ParseDay(text)
			if err != nil {
				return ""
			}
			days[i] = l.Day(day)
		}
		list = append(list, l.Text("desk_house.term", "from", days[0], "to", days[1], "due", days[2]))
	}
	if len(list) == 0 {
		return l.Text("desk_house.none")
	}
	return strings.Join(list, "; ")
}

// RuleDifferences says field by field what has become of a rule.
func RuleDifferences(l *i18n.Language, before, after *circulation.RuleEntry) []string {
	a, b := valuesOf(before), valuesOf(after)
	var list []string
	fields := []RuleField{}
	for _, t := range RuleTopics() {
		fields = append(fields, t.Fields...)
	}
	for _, f := range append(fields, sourceField) {
		old, fresh := f.told(l, a.at(f.Path)), f.told(l, b.at(f.Path))
		if old != fresh {
			list = append(list, l.Text("desk_house.difference", "field", l.Text("desk_house.label."+f.Key()), "before", old, "after", fresh))
		}
	}
	return list
}

// ruleTopics puts a rule in plain sentences.
func ruleTopics(l *i18n.Language, e *circulation.RuleEntry, today circulation.Day) []wording.Topic {
	return wording.Rule(l, e, today)
}

func termName(part string, i int) string { return "rule.schedule." + part + "." + strconv.Itoa(i) }
