package kiosk

import "simpanbudi/internal/web/visit"

// Stay answers POST /kiosk/stay: somebody is there.
func (p *Pages) Stay(v *visit.Visit) {
	k, fields := p.posted(v)
	if k == nil {
		return
	}
	still, err := p.Kiosks.Note(v.Ctx(), k)
	switch {
	case err != nil:
		v.Fail(err)
	case !still:
		p.lost(v)
	default:
		v.GoTo(pathOf(pageName(fields.Get(fieldAt))))
	}
}
