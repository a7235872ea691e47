package member

import (
	"net/http"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// RenewAll answers GET /loans/renew-all: what would happen, before anything does.
func (p *Pages) RenewAll(v *visit.Visit) {
	my, err := p.Library.MyLoans(v.Ctx(), v.Member)
	if err != nil {
		v.Fail(err)
		return
	}
	v.Found(my.Site)
	plan := page.NewRenewAll(v.Language(), my)
	if plan == nil { // in the meantime there is nothing left to renew
		v.GoTo("/loans")
		return
	}
	v.Show(http.StatusOK, plan)
}
