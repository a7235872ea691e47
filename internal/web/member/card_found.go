package member

import (
	"net/http"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// FoundCard answers GET /C/{token}, where a phone gets that scans somebody's card. The
// token is not even looked up.
func (p *Pages) FoundCard(v *visit.Visit) {
	v.Show(http.StatusOK, page.NewFoundCard(v.Language()))
}
