package info

import (
	"net/http"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Rules answers GET /rules.
func (p *Pages) Rules(v *visit.Visit) {
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return
	}
	rules, err := p.Library.RulesInForce(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	view := page.NewRules(v.Language(), rules, site.LibraryName)
	if v.BaseURL() != "" {
		view.Poster = page.PosterPath
	}
	frame(v, &view.Frame)
	v.Show(http.StatusOK, view)
}
