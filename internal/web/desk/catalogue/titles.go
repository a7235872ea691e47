package catalogue

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Titles answers GET /desk/titles. What is asked for are books, so it may stand in the address.
func (p *Pages) Titles(v *visit.Visit) {
	text := v.Query(fieldText)
	found, err := p.Library.SearchTitles(v.Ctx(), text, v.Query(fieldAfter), titlesShown)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	v.Show(http.StatusOK, view.NewTitles(l, frame(v, l.Text("desk.nav.titles"), view.TitlesPath), text, carried(v.Query(fieldBarcode)), found))
}
