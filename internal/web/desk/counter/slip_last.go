package counter

import (
	"net/http"
	"strings"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// LastSlip answers GET /desk/slips/last: the paper that this device showed last, once more.
func (p *Pages) LastSlip(v *visit.Visit) {
	path := v.LastSlip()
	if path == "" {
		l := v.Language()
		p.tell(v, http.StatusNotFound, view.ModeLend, view.Warn(l.Text("counter.no_slip"), l.Text("counter.no_slip_next")))
		return
	}
	if strings.Contains(path, "?") {
		v.GoTo(path + "&print=1")
		return
	}
	v.GoTo(path + "?print=1")
}
