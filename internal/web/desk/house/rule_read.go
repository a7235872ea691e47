package house

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/url"
	"regexp"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
)

// placeIn is the place that fields name; a part left out is any.
func placeIn(fields url.Values) library.Place {
	part := func(name string) string {
		return cmp.Or(strings.TrimSpace(fields.Get(name)), circulation.Anywhere)
	}
	return library.Place{Branch: part("branch"), Category: part("category"), ItemType: part("item_type")}
}

// readRule reads the form of a rule. Each field is read as what it is, and then all
// of them as an element of a rules file, so that whatever such a file may say can be
// typed and nothing else.
func readRule(l *i18n.Language, fields url.Values) view.TypedRule {
	t := view.TypedRule{Values: fields, Wrong: map[string]string{}, Fresh: fields.Get("fresh") == "on"}
	at := placeIn(fields)
	element := map[string]any{"branch": at.Branch, "category": at.Category, "item_type": at.ItemType,
		"source": strings.TrimSpace(fields.Get("source"))}
	parts := map[string]map[string]any{"rule": {}, "fine": {}, "suspension": {}}
	kinds := map[string]string{}
	for _, topic := range view.RuleTopics() {
		for _, f := range topic.Fields {
			kinds[f.Path] = f.Kind
			value, wrong := ruleValue(l, f, &t)
			if wrong != "" {
				t.Wrong[f.Path] = wrong
				continue
			}
			if part, name, nested := strings.Cut(f.Path, "."); nested {
				parts[part][name] = value
			} else {
				element[f.Path] = value
			}
		}
	}
	if len(t.Wrong) > 0 {
		return t
	}
	element["rule"], element["fine"], element["suspension"] = parts["rule"], parts["fine"], parts["suspension"]
	text, err := json.Marshal([]any{element})
	if err == nil {
		var entries []circulation.RuleEntry
		if entries, err = circulation.ParseRules(text); err == nil {
			t.Entry = &entries[0]
			return t
		}
	}
	bad, _ := errors.AsType[*circulation.InvalidError](err)
	t.Wrong[fieldOf(bad, kinds)] = whyWrong(bad, kinds)
	return t
}

// fieldOf is the field of the form that an error is about.
func fieldOf(bad *circulation.InvalidError, kinds map[string]string) string {
	field := "rule.loan"
	if bad != nil {
		field = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(bad.Field, ".from"), ".to"), ".due")
	}
	if _, known := kinds[field]; !known {
		return "rule.loan"
	}
	return field
}

// whyWrong is the text for it. Of a period that was read, two things can be wrong:
// it has no length, or its months would be counted in open days.
func whyWrong(bad *circulation.InvalidError, kinds map[string]string) string {
	if bad != nil && (bad.Field == "rule.loan" || bad.Field == "rule.renewal") && strings.Contains(bad.Message, "months") {
		return "months"
	}
	return kinds[fieldOf(bad, kinds)]
}

var digits = regexp.MustCompile(`^\d{1,15}$`)

// ruleValue reads one field: what a rules file would have, or the text for what is
// wrong with it.
func ruleValue(l *i18n.Language, f view.RuleField, t *view.TypedRule) (value any, wrong string) {
	text := strings.TrimSpace(t.Values.Get(f.Path))
	switch f.Kind {
	case view.RuleTick:
		return text == "on", ""
	case view.RuleText:
		if len([]rune(text)) > maxRuleText {
			return nil, f.Kind
		}
		return text, ""
	case view.RuleTerms:
		return readTerms(t)
	}
	if text == "" {
		if f.Optional {
			return nil, ""
		}
		return nil, f.Kind
	}
	switch f.Kind {
	case view.RulePeriod, view.RuleWindow:
		iso, ok := view.PeriodOf(l, text)
		if !ok {
			return nil, f.Kind
		}
		return iso, ""
	case view.RuleCount, view.RuleMoney:
		if text = strings.ReplaceAll(text, ".", ""); !digits.MatchString(text) {
			return nil, f.Kind
		}
		return json.Number(strings.TrimLeft(text[:len(text)-1], "0") + text[len(text)-1:]), ""
	case view.RuleDay:
		if _, err := circulation.ParseDay(text); err != nil {
			return nil, f.Kind
		}
	case view.RuleChoice:
		for _, c := range f.Choices {
			if c == text {
				return text, ""
			}
		}
		return nil, f.Kind
	}
	return text, ""
}

// maxRuleText is how long a legal basis or a source may be.
const maxRuleText = 2000

func readTerms(t *view.TypedRule) (value any, wrong string) {
	list := []map[string]string{}
	for _, term := range t.Terms() {
		for _, day := range term {
			if _, err := circulation.ParseDay(day); err != nil {
				return nil, view.RuleTerms
			}
		}
		if term[1] < term[0] {
			return nil, view.RuleTerms
		}
		list = append(list, map[string]string{"from": term[0], "to": term[1], "due": term[2]})
	}
	return list, ""
}
