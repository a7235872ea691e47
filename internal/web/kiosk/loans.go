package kiosk

import (
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Loans answers GET /kiosk/loans.
func (p *Pages) Loans(v *visit.Visit) {
	k := p.known(v)
	if k == nil {
		return
	}
	my, err := p.Library.MyLoans(v.Ctx(), k.Member)
	if fault.CodeOf(err) == fault.NotFound { // the member was erased meanwhile
		p.End(v)
		return
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Found(my.Site)
	show(v, page.NewKioskLoans(v.Language(), around(v, atLoans, v.Language().Text("kiosk.loans_title"), k), my))
}

// known returns the visit of a member who asks for a page; where the PIN is
// still to come it has led there and returns nil.
func (p *Pages) known(v *visit.Visit) *identity.KioskVisit {
	k := p.present(v)
	if k != nil && k.Member == 0 {
		v.GoTo(pathOf(atPIN))
		return nil
	}
	return k
}
