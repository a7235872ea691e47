package house

import (
	"net/http"
	"strconv"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// historyPage is how many changes a page of the history has.
const historyPage = 50

// RulesHistory answers GET /desk/rules/history: who changed which rule when.
func (p *Pages) RulesHistory(v *visit.Visit) {
	before, _ := strconv.ParseInt(v.Request.URL.Query().Get("before"), 10, 64)
	list, more, err := p.Library.RulesHistory(v.Ctx(), before, historyPage)
	if err != nil {
		v.Fail(err)
		return
	}
	page := view.NewRulesHistory(v.Language(), list, more)
	page.Desk = v.Desk(atRules, v.Language().Text("desk_house.history_title"))
	v.Show(http.StatusOK, page)
}
