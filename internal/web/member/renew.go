package member

import (
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Renew answers POST /loans/renew. Where one value makes no sense nothing is
// renewed: the form is not ours.
func (p *Pages) Renew(v *visit.Visit) {
	ref, err := p.renew(v)
	if err != nil {
		p.Renewals(string(fault.CodeOf(err)))
		v.Fail(err)
		return
	}
	p.Renewals("receipt")
	v.GoTo(page.ReceiptPath(ref))
}

func (p *Pages) renew(v *visit.Visit) (ref string, err error) {
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
	return p.Library.Renew(v.Ctx(), library.RenewRequest{
		Member: v.Member, Loans: loans, Actor: circulation.ActorMember, Door: door,
	})
}
