package web

import (
	"net/http"
	"time"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// components answers GET /components, in a demonstration.
func (s *surfaces) components(v *visit.Visit) {
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusOK, page.NewComponents(v.Language(), time.Now().In(site.Zone)))
}
