package member

import (
	"net/http"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// PINForm answers GET /pin.
func (p *Pages) PINForm(v *visit.Visit) {
	next := page.SafeNext(page.ReceiptPath(v.Query("receipt")))
	v.Show(http.StatusOK, page.NewPIN(v.Language(), v.MustSetPIN, next, ""))
}
