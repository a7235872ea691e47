package link

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Show answers GET /r/{token}. With ?done=REF it tells what a post came to, also
// when it is loaded again.
func (p *Pages) Show(v *visit.Visit) {
	opens, err := p.open(v)
	if err != nil {
		v.Fail(err)
		return
	}
	done := v.Query(queryDone)
	if !page.IsRef(done) {
		done = ""
	}
	my, err := p.Library.LinkLoans(v.Ctx(), opens.Member, opens.Loans, done)
	if fault.CodeOf(err) == fault.NotFound { // the member was erased just now
		v.Refuse(fault.LinkEnded)
		return
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Found(my.Site)
	v.Show(http.StatusOK, page.NewLink(v.Language(), my, page.LinkOpened{Token: v.Param(paramToken), Until: opens.Expires}))
}
