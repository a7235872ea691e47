package kiosk

import (
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// PIN answers POST /kiosk/pin: whose card it is.
func (p *Pages) PIN(v *visit.Visit) {
	k, fields := p.posted(v)
	if k == nil {
		return
	}
	if k.Member != 0 {
		v.GoTo(pathOf(atLoans))
		return
	}
	pin := fields.Get(fieldPIN)
	if pin == "" {
		pin = k.PIN
	}
	k.PIN = ""
	mustSetPIN, err := p.Kiosks.SignIn(v.Ctx(), v.Writer, k, pin, v.Address())
	switch code := fault.CodeOf(err); {
	case err == nil && mustSetPIN:
		p.turnAway(v, k, visit.KioskNoPIN)
	case err == nil:
		v.GoTo(pathOf(atLoans))
	case code == fault.SignInNo:
		p.again(v, k)
	case code == fault.Conflict: // somebody else has begun meanwhile
		p.lost(v)
	default:
		// Sending the page again must not try once more.
		if end := p.Kiosks.End(v.Ctx(), v.Writer, k); end != nil {
			err = end
		}
		v.Fail(err)
	}
}

// again asks for the PIN once more; the digits typed are forgotten.
func (p *Pages) again(v *visit.Visit, k *identity.KioskVisit) {
	still, err := p.Kiosks.Note(v.Ctx(), k)
	switch {
	case err != nil:
		v.Fail(err)
	case !still:
		p.lost(v)
	default:
		v.Tell(visit.KioskNo)
		v.GoTo(pathOf(atPIN))
	}
}

// turnAway ends a visit and says why.
func (p *Pages) turnAway(v *visit.Visit, k *identity.KioskVisit, why visit.Notice) {
	if err := p.Kiosks.End(v.Ctx(), v.Writer, k); err != nil {
		v.Fail(err)
		return
	}
	v.Tell(why)
	v.GoTo(page.KioskPath)
}
