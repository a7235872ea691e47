package kiosk

import (
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// PINForm answers GET /kiosk/pin.
func (p *Pages) PINForm(v *visit.Visit) {
	k := p.present(v)
	if k == nil {
		return
	}
	if k.Member != 0 {
		v.GoTo(pathOf(atLoans))
		return
	}
	show(v, page.NewKioskPIN(v.Language(), around(v, atPIN, v.Language().Text("kiosk.pin_title"), k), len(k.PIN)))
}
