package member

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Loans answers GET /loans.
func (p *Pages) Loans(v *visit.Visit) {
	my, err := p.Library.MyLoans(v.Ctx(), v.Member)
	if fault.CodeOf(err) == fault.NotFound { // the member was erased while signed in
		p.SignOut(v)
		return
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Found(my.Site)
	v.Show(http.StatusOK, page.NewLoans(v.Language(), my, my.Site.Zone))
}
