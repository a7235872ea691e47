package counter

import "simpanbudi/internal/web/visit"

// Found answers POST /desk/members/:id/loans/:loan/found: the lost book is with the member after all.
func (p *Pages) Found(v *visit.Visit) {
	if f, loan, ok := p.posted(v, "found"); ok {
		p.finish(v, f, p.Library.DeclareFound(v.Ctx(), clerk(v), loan, f.fields.Get(fieldReason)), doneFound)
	}
}
