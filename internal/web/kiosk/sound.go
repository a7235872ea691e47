package kiosk

import (
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Sound answers POST /kiosk/sound: switches the sounds of this device on or off.
func (p *Pages) Sound(v *visit.Visit) {
	k := p.device(v)
	if k == nil {
		return
	}
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	v.ChooseSound(fields.Get(fieldSound) == "on")
	if !k.Running() {
		v.GoTo(page.KioskPath)
		return
	}
	v.GoTo(pathOf(pageName(fields.Get(fieldAt))))
}
