package kiosk

import (
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// longestCard is more than any card number; longestScan more than the QR code of any
// card. What is longer was read from something else.
const (
	longestCard = 64
	longestScan = 192
)

// Card answers POST /kiosk/card: a visit begins. Where a PIN is asked for,
// whether there is such a card is not told.
func (p *Pages) Card(v *visit.Visit) {
	k := p.device(v)
	if k == nil {
		return
	}
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	card := strings.TrimSpace(fields.Get(fieldCard))
	if len(card) <= longestScan {
		if card, err = p.Library.CardScanned(v.Ctx(), card); err != nil {
			v.Fail(err)
			return
		}
	}
	if card == "" || len(card) > longestCard {
		v.Tell(visit.KioskUnknown)
		v.GoTo(page.KioskPath)
		return
	}
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return
	}
	if site.Settings["kiosk_pin"] != "off" {
		if err := p.Kiosks.Begin(v.Ctx(), v.Writer, k, card); err != nil {
			v.Fail(err)
			return
		}
		v.GoTo(pathOf(atPIN))
		return
	}
	err = p.Kiosks.BeginByCard(v.Ctx(), v.Writer, k, card)
	switch {
	case fault.CodeOf(err) == fault.SignInNo:
		v.Tell(visit.KioskUnknown)
		v.GoTo(page.KioskPath)
	case err != nil:
		v.Fail(err)
	default:
		v.GoTo(pathOf(atLoans))
	}
}
