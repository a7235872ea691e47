package kiosk

import (
	"net/http"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Start answers GET /kiosk. Whoever was there is gone when this page is seen, so
// it ends their visit, however it was come to.
func (p *Pages) Start(v *visit.Visit) {
	k, err := p.Kiosks.Find(v.Ctx(), v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	if k == nil {
		v.Show(http.StatusOK, page.NewKioskRegister(v.Language(), "", 0))
		return
	}
	if k.Running() {
		if err := p.Kiosks.End(v.Ctx(), v.Writer, k); err != nil {
			v.Fail(err)
			return
		}
	}
	p.Kiosks.Keep(v.Writer, k)
	show(v, &page.KioskStart{Kiosk: page.NewKiosk("start", v.Language().Text("kiosk.start_title"), "", v.Sound())})
}
