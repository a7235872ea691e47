package counter

import "simpanbudi/internal/web/visit"

// Claim answers POST /desk/members/:id/loans/:loan/claim: the member says that the book is back.
func (p *Pages) Claim(v *visit.Visit) {
	if f, loan, ok := p.posted(v, "claim"); ok {
		p.finish(v, f, p.Library.ClaimReturned(v.Ctx(), clerk(v), loan, f.fields.Get(fieldReason)), doneClaimed)
	}
}
