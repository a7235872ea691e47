package info

import (
	"net/http"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Privacy answers GET /privacy.
func (p *Pages) Privacy(v *visit.Visit) {
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return
	}
	view := page.NewPrivacy(v.Language(), site, page.Kept{
		Retention: identity.Keeps(), Language: visit.LanguageMemory, Refusals: library.RefusalsKept,
	})
	frame(v, &view.Frame)
	v.Show(http.StatusOK, view)
}
