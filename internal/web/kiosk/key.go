package kiosk

import (
	"strings"

	"simpanbudi/internal/web/visit"
)

// pinDigits is the length of every PIN.
const pinDigits = 6

// Key answers POST /kiosk/key: one key of the number pad, where no script takes
// it. The digits wait sealed beside the visit, never in a page.
func (p *Pages) Key(v *visit.Visit) {
	k, fields := p.posted(v)
	if k == nil {
		return
	}
	switch key := fields.Get(fieldKey); {
	case key == "erase":
		k.PIN = k.PIN[:max(0, len(k.PIN)-1)]
	case len(key) == 1 && strings.Contains("0123456789", key) && len(k.PIN) < pinDigits:
		k.PIN += key
	}
	still, err := p.Kiosks.Note(v.Ctx(), k)
	switch {
	case err != nil:
		v.Fail(err)
	case !still:
		p.lost(v)
	default:
		v.GoTo(pathOf(atPIN))
	}
}
