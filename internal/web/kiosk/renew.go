package kiosk

import (
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/visit"
)

// Renew answers POST /kiosk/renew. Where one value makes no sense nothing is
// renewed: the form is not ours.
func (p *Pages) Renew(v *visit.Visit) {
	k, fields := p.posted(v)
	if k == nil {
		return
	}
	if k.Member == 0 {
		v.GoTo(pathOf(atPIN))
		return
	}
	ref, err := p.renew(v, k.Member, fields[fieldLoan])
	if err != nil {
		p.Renewals(string(fault.CodeOf(err)))
		v.Fail(err)
		return
	}
	p.Renewals("receipt")
	k.Receipt = ref
	still, err := p.Kiosks.Note(v.Ctx(), k)
	switch {
	case err != nil:
		v.Fail(err)
	case !still:
		p.lost(v)
	default:
		v.GoTo(pathOf(atResult))
	}
}

func (p *Pages) renew(v *visit.Visit, member int64, values []string) (ref string, err error) {
	loans := make([]library.LoanRef, len(values))
	for i, value := range values {
		if loans[i], err = library.ParseLoanRef(value); err != nil {
			return "", err
		}
	}
	return p.Library.Renew(v.Ctx(), library.RenewRequest{
		Member: member, Loans: loans, Actor: circulation.ActorMember, Door: door,
	})
}
