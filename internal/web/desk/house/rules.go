package house

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// changesRules is the role that may change them; routes.go holds others off.
const changesRules = "admin"

// Rules answers GET /desk/rules.
func (p *Pages) Rules(v *visit.Visit) { p.showRules(v, http.StatusOK, "") }

func (p *Pages) showRules(v *visit.Visit, status int, stale string) {
	book, err := p.Library.RuleBook(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	page := view.NewRules(v.Language(), book, v.Staff.AtLeast(changesRules))
	page.Desk = v.Desk(atRules, v.Language().Text("desk_house.rules_title"))
	page.Stale = stale
	v.Show(status, page)
}
