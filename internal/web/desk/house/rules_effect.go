package house

import (
	"net/http"
	"net/url"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// RulesEffect answers POST /desk/rules/effect: what a change of the rules would do
// to the loans that are open now. Nothing is written.
func (p *Pages) RulesEffect(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	book, err := p.Library.RuleBook(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	if t := typedIn(v, fields); t != nil && fields.Get("version") != book.Version && len(t.Wrong) == 0 {
		p.showForm(v, http.StatusConflict, book, *t, v.Language().Text("desk_house.rules_stale"))
		return
	}
	p.showEffect(v, http.StatusOK, book, fields, "")
}

// typedIn is the rule that a form has; nil where it is another form.
func typedIn(v *visit.Visit, fields url.Values) *view.TypedRule {
	if fields.Get("kind") != view.RulePut {
		return nil
	}
	t := readRule(v.Language(), fields)
	return &t
}

// wanted is the rules as a form wants them. Where it cannot have them it has
// answered, and ok is false.
func (p *Pages) wanted(v *visit.Visit, book *library.RuleBook, fields url.Values) (entries []circulation.RuleEntry, ok bool) {
	t := typedIn(v, fields)
	var err error
	switch kind := fields.Get("kind"); {
	case t != nil && len(t.Wrong) > 0:
		p.showForm(v, http.StatusUnprocessableEntity, book, *t, "")
		return nil, false
	case t != nil && !book.Knows(placeIn(fields)):
		t.Wrong["place"] = "place"
		p.showForm(v, http.StatusUnprocessableEntity, book, *t, "")
		return nil, false
	case t != nil:
		if entries, err = book.With(*t.Entry, t.Fresh); fault.CodeOf(err) == fault.Invalid {
			t.Wrong["place"] = "place_exists"
			p.showForm(v, http.StatusUnprocessableEntity, book, *t, "")
			return nil, false
		}
		if fault.CodeOf(err) == fault.Conflict { // removed meanwhile: it can be added again
			t.Fresh = true
			p.showForm(v, http.StatusConflict, book, *t, v.Language().Text("desk_house.rule_gone"))
			return nil, false
		}
	case kind == view.RuleRemove:
		if entries, err = book.Without(placeIn(fields)); fault.CodeOf(err) == fault.Conflict {
			p.showRules(v, http.StatusConflict, v.Language().Text("desk_house.rule_gone_already"))
			return nil, false
		}
	case kind == view.RuleLoad:
		entries, err = library.Preset(fields.Get("preset"))
	default:
		err = fault.New(fault.Invalid, "no such change of the rules")
	}
	if err != nil {
		v.Fail(err)
		return nil, false
	}
	return entries, true
}

func (p *Pages) showEffect(v *visit.Visit, status int, book *library.RuleBook, fields url.Values, stale string) {
	entries, ok := p.wanted(v, book, fields)
	if !ok {
		return
	}
	effect, err := p.Library.PreviewRules(v.Ctx(), entries)
	if err != nil {
		v.Fail(err)
		return
	}
	page := view.NewRulesEffect(v.Language(), book, entries, effect, fields)
	page.Desk = v.Desk(atRules, v.Language().Text("desk_house.effect_title"))
	page.Stale = stale
	v.Show(status, page)
}
