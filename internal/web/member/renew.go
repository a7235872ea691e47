package member

import (
	"net/http"

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
	loans, err := postedLoans(v)
	var ref string
	if err == nil {
		ref, err = p.Library.Renew(v.Ctx(), library.RenewRequest{
			Member: v.Member, Loans: loans, Actor: circulation.ActorMember, Door: door,
		})
	}
	if err != nil {
		p.Renewals(string(fault.CodeOf(err)))
		v.Fail(err)
		return
	}
	p.Renewals("receipt")
	if v.Live() {
		p.showRenewed(v, loans, ref)
		return
	}
	v.GoTo(page.ReceiptPath(ref))
}

func postedLoans(v *visit.Visit) ([]library.LoanRef, error) {
	fields, err := form.Read(v.Request)
	if err != nil {
		return nil, err
	}
	values := fields[fieldLoan]
	loans := make([]library.LoanRef, len(values))
	for i, value := range values {
		if loans[i], err = library.ParseLoanRef(value); err != nil {
			return nil, err
		}
	}
	return loans, nil
}

// wholeContent is what the script of the page for renewing all puts the answer into.
const wholeContent = "main#content"

// showRenewed answers the script of a page: that for renewing all with the receipt,
// that of the loans with the result and the loans as they are now. The renewal is
// made; where it cannot be shown in place, the receipt can be opened.
func (p *Pages) showRenewed(v *visit.Visit, loans []library.LoanRef, ref string) {
	receipt, err := p.Library.Receipt(v.Ctx(), v.Member, ref)
	if err != nil {
		v.GoTo(page.ReceiptPath(ref))
		return
	}
	if v.LiveTarget() == wholeContent {
		v.Writer.Header().Set("HX-Push-Url", page.ReceiptPath(ref))
		view := page.NewReceipt(v.Language(), receipt)
		view.Offer(v.Language(), receipt, v.BaseURL())
		v.Show(http.StatusOK, view)
		return
	}
	my, err := p.Library.MyLoans(v.Ctx(), v.Member)
	if err != nil {
		v.GoTo(page.ReceiptPath(ref))
		return
	}
	v.Found(my.Site)
	renewed := page.NewRenewed(v.Language(), my, receipt, loans)
	if renewed == nil {
		v.GoTo(page.ReceiptPath(ref))
		return
	}
	v.Show(http.StatusOK, renewed)
}
