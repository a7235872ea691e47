package counter

import "simpanbudi/internal/web/visit"

// Damaged answers POST /desk/members/:id/loans/:loan/damaged: the book is back, but damaged.
func (p *Pages) Damaged(v *visit.Visit) {
	if f, loss, ok := p.loss(v, "damaged"); ok {
		_, err := p.Library.ReturnDamaged(v.Ctx(), loss)
		p.finish(v, f, err, doneDamaged)
	}
}
