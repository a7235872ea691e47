// Package counter is the desk's one box and what it does: lend, take back, renew.
package counter

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Pages are these pages.
type Pages struct{}

// Show answers GET /desk.
func (p *Pages) Show(v *visit.Visit) {
	v.Show(http.StatusOK, &view.Counter{Desk: v.Desk("counter", v.Language().Text("desk.title"))})
}
