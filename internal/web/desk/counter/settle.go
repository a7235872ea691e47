package counter

import (
	"net/http"

	"simpanbudi/internal/web/visit"
)

// Settle answers POST /desk/members/:id/loans/:loan/settle: the book that was said
// to be back was found on its shelf, or was not.
func (p *Pages) Settle(v *visit.Visit) {
	f, loan, ok := p.posted(v, "settle")
	if !ok {
		return
	}
	found := f.fields.Get(fieldFound) == "yes"
	returned, err := p.Library.SettleClaim(v.Ctx(), clerk(v), loan, found, f.fields.Get(fieldReason))
	if err != nil || returned == nil {
		p.finish(v, f, err, doneSettled)
		return
	}
	member, ok := idIn(v, "id")
	if !ok {
		return
	}
	told := returnTold(v.Language(), returned, member, v.DeskBranch())
	p.showWorkWith(v, http.StatusOK, member, modeOf("", true, isMirror(v)), &workOptions{told: told})
}
