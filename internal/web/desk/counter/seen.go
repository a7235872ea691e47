package counter

import "simpanbudi/internal/web/visit"

// Seen answers POST /desk/members/:id/loans/:loan/seen: somebody has the book in hand.
func (p *Pages) Seen(v *visit.Visit) {
	if f, loan, ok := p.posted(v, "seen"); ok {
		p.finish(v, f, p.Library.MarkSeen(v.Ctx(), clerk(v), loan.ID), doneSeen)
	}
}
