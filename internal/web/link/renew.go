package link

import (
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Renew answers POST /r/{token}: it renews and leads back to the same page, where
// the result stands. Where one value makes no sense nothing is renewed: the form
// is not ours.
func (p *Pages) Renew(v *visit.Visit) {
	ref, err := p.renew(v)
	if err != nil {
		p.Renewals(string(fault.CodeOf(err)))
		v.Fail(err)
		return
	}
	p.Renewals("receipt")
	v.GoTo(page.LinkPath(v.Param(paramToken)) + "?" + queryDone + "=" + ref)
}

func (p *Pages) renew(v *visit.Visit) (ref string, err error) {
	opens, err := p.open(v)
	if err != nil {
		return "", err
	}
	fields, err := form.Read(v.Request)
	if err != nil {
		return "", err
	}
	values := fields[fieldLoan]
	loans := make([]library.LoanRef, len(values))
	for i, value := range values {
		if loans[i], err = library.ParseLoanRef(value); err != nil {
			return "", err
		}
	}
	return p.Library.RenewByLink(v.Ctx(), library.LinkRenewal{Member: opens.Member, Opens: opens.Loans, Loans: loans})
}
