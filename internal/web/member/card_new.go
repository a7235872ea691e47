package member

import (
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// NewCard answers POST /card/new: the QR codes of this card that are about, printed or
// photographed, name nobody from now on.
func (p *Pages) NewCard(v *visit.Visit) {
	if err := p.Library.ReplaceCardToken(v.Ctx(), v.Member, door); err != nil {
		v.Fail(err)
		return
	}
	v.Tell(visit.CardNew)
	v.GoTo(page.CardPath)
}
