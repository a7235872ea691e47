package kiosk

import (
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Result answers GET /kiosk/result: what the visit's last post came to.
func (p *Pages) Result(v *visit.Visit) {
	k := p.known(v)
	if k == nil {
		return
	}
	if k.Receipt == "" {
		v.GoTo(pathOf(atLoans))
		return
	}
	receipt, err := p.Library.Receipt(v.Ctx(), k.Member, k.Receipt)
	if err != nil {
		v.Fail(err)
		return
	}
	show(v, page.NewKioskResult(v.Language(), around(v, atResult, v.Language().Text("receipt.title"), k), receipt))
}
