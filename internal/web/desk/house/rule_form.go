package house

import (
	"net/http"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// NewRule answers GET /desk/rules/new: the form begins as the general rule.
func (p *Pages) NewRule(v *visit.Visit) {
	book, err := p.Library.RuleBook(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	entry := book.Rules[0].RuleEntry
	entry.Branch, entry.Category, entry.ItemType, entry.Source = circulation.Anywhere, circulation.Anywhere, circulation.Anywhere, ""
	p.showForm(v, http.StatusOK, book, view.TypedOf(v.Language(), entry, true), "")
}

// EditRule answers GET /desk/rules/edit, whose query names the place by its codes.
func (p *Pages) EditRule(v *visit.Visit) {
	book, err := p.Library.RuleBook(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	rule := book.Find(placeIn(v.Request.URL.Query()))
	if rule == nil {
		v.Refuse(fault.NotFound)
		return
	}
	p.showForm(v, http.StatusOK, book, view.TypedOf(v.Language(), rule.RuleEntry, false), "")
}

// RuleInWords answers POST /desk/rules/form: the form as it is typed, with the rule
// in plain sentences; to the script of the page, the sentences alone.
func (p *Pages) RuleInWords(v *visit.Visit) {
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
	page := view.NewRuleForm(v.Language(), book, readRule(v.Language(), fields), fields.Get("version"))
	page.Desk = v.Desk(atRules, v.Language().Text("desk_house.rule_title"))
	page.Frame.Live = true
	v.Show(http.StatusOK, page)
}

// showForm shows a rule as it is typed, made on the rules of a book. Stale says what
// another desk has done; then what saving would change comes with it.
func (p *Pages) showForm(v *visit.Visit, status int, book *library.RuleBook, t view.TypedRule, stale string) {
	page := view.NewRuleForm(v.Language(), book, t, book.Version)
	page.Desk = v.Desk(atRules, v.Language().Text("desk_house.rule_title"))
	page.Frame.Live = true
	if page.Stale = stale; stale != "" && t.Entry != nil {
		if now := book.Find(placeIn(t.Values)); now != nil {
			page.Fresh = view.RuleDifferences(v.Language(), &now.RuleEntry, t.Entry)
		}
	}
	v.Show(status, page)
}
