package member

import (
	"net/http"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// History answers GET /history.
func (p *Pages) History(v *visit.Visit) {
	past, err := p.Library.History(v.Ctx(), v.Member, page.HistoryLimit)
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusOK, page.NewHistory(v.Language(), past))
}
