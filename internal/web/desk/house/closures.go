package house

import (
	"net/http"
	"strconv"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Closures answers GET /desk/closures. A year and a branch of the calendar can be
// asked for.
func (p *Pages) Closures(v *visit.Visit) {
	p.showClosures(v, http.StatusOK, view.ClosureForms{}, "")
}

// showClosures shows the page, with what was typed and what is wrong with it.
func (p *Pages) showClosures(v *visit.Visit, status int, forms view.ClosureForms, stale string) {
	book, err := p.Library.ClosureBook(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	asked := v.Request.URL.Query()
	year, _ := strconv.Atoi(asked.Get("year"))
	branch, _ := strconv.ParseInt(asked.Get("branch"), 10, 64)
	page, err := view.NewClosures(v.Language(), book, forms, year, branch)
	if err != nil {
		v.Fail(err)
		return
	}
	page.Desk = v.Desk(atClosures, v.Language().Text("desk_house.closures_title"))
	page.Stale = stale
	v.Show(status, page)
}
