package kiosk

import (
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// End answers POST /kiosk/end, and GET, where pages go by themselves when nobody
// is there. It needs no token: to end is always right.
func (p *Pages) End(v *visit.Visit) {
	k := p.device(v)
	if k == nil {
		return
	}
	if err := p.Kiosks.End(v.Ctx(), v.Writer, k); err != nil {
		v.Fail(err)
		return
	}
	v.ForgetLanguage()
	v.GoTo(page.KioskPath)
}
