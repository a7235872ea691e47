package kiosk

import (
	"strconv"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Still answers GET /kiosk/still, where pages without script go by themselves
// after a while. It asks who is there, is no sign of anybody, and goes on by itself
// to the end when nobody answers (WCAG 2.2, 2.2.1: a warning, and 20 seconds).
func (p *Pages) Still(v *visit.Visit) {
	k := p.device(v)
	if k == nil {
		return
	}
	if !k.Running() {
		v.GoTo(page.KioskPath)
		return
	}
	still := page.NewKioskStill(v.Language(), k.PageToken(), pageName(v.Query(fieldAt)), v.Sound())
	v.Writer.Header().Set("Refresh", strconv.Itoa(still.After)+";url="+still.Then)
	show(v, still)
}

// pageName returns the name of a page of a visit, the loans' for any other.
func pageName(at string) string {
	switch at {
	case atPIN, atResult:
		return at
	}
	return atLoans
}
