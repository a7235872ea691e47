package member

import (
	"net/http"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Poster answers GET /poster. Without the site's address there is no poster, and the
// page says what is missing.
func (p *Pages) Poster(v *visit.Visit) {
	base, status := v.BaseURL(), http.StatusOK
	if base == "" {
		status = http.StatusNotFound
	}
	v.Show(status, page.NewPoster(v.Language(), base))
}
