package house

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// SaveRules answers POST /desk/rules: it makes the change whose effect was shown,
// provided that the rules are still those it was shown on. Else the form comes
// again with what was typed, beside the rules as they are now.
func (p *Pages) SaveRules(v *visit.Visit) {
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
	entries, ok := p.wanted(v, book, fields)
	if !ok {
		return
	}
	err = p.Library.SaveRules(v.Ctx(), clerk(v), fields.Get("version"), entries)
	switch {
	case err == nil:
		v.Tell(visit.RulesSaved)
		v.GoTo(rulesPath)
	case fault.CodeOf(err) != fault.Conflict:
		v.Fail(err)
	case !view.ChangesRules(v.Language(), book, entries): // posted twice
		v.GoTo(rulesPath)
	default:
		stale := v.Language().Text("desk_house.rules_stale")
		if t := typedIn(v, fields); t != nil {
			p.showForm(v, http.StatusConflict, book, *t, stale)
			return
		}
		p.showEffect(v, http.StatusConflict, book, fields, stale)
	}
}
