package counter

import "simpanbudi/internal/web/visit"

// UndoRenewal answers POST /desk/members/:id/loans/:loan/undo: takes back today's last renewal.
func (p *Pages) UndoRenewal(v *visit.Visit) {
	if f, loan, ok := p.posted(v, "undo"); ok {
		_, err := p.Library.UndoRenewal(v.Ctx(), clerk(v), loan)
		p.finish(v, f, err, doneUndoneRenew)
	}
}
