package work

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Today answers GET /desk/today.
func (p *Pages) Today(v *visit.Visit) {
	branch, err := number(v.Query("branch"))
	if err != nil {
		v.Fail(err)
		return
	}
	today, err := p.Library.Today(v.Ctx(), branch)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	v.Show(http.StatusOK, view.NewToday(l, v.Desk("today", l.Text("desk.nav.today")), today, v.BaseURL() != ""))
}
