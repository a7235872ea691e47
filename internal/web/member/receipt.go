package member

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Receipt answers GET /receipts/{ref}. To everybody but its member there is no
// such page; without a session it offers to sign in, whether there is one or not.
func (p *Pages) Receipt(v *visit.Visit) {
	ref, ok := p.ownReceipt(v)
	if !ok {
		return
	}
	receipt, err := p.Library.Receipt(v.Ctx(), v.Member, ref)
	if err != nil {
		v.Fail(err)
		return
	}
	view := page.NewReceipt(v.Language(), receipt)
	view.OnPaper(v.Query("paper"))
	view.Offer(v.Language(), receipt, v.BaseURL())
	v.Show(http.StatusOK, view)
}

// ownReceipt returns the reference asked for where the visitor may look for it;
// else it has answered.
func (p *Pages) ownReceipt(v *visit.Visit) (ref string, ok bool) {
	ref = v.Param("ref")
	switch {
	case !page.IsRef(ref):
		v.Refuse(fault.NotFound)
	case v.Member == 0:
		p.signInFirst(v, ref)
	case v.MustSetPIN:
		v.GoTo(page.PINPath(page.ReceiptPath(ref)))
	default:
		return ref, true
	}
	return "", false
}

func (p *Pages) signInFirst(v *visit.Visit, ref string) {
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return
	}
	problem := page.NewProblem(v.Language(), fault.NotFound, 0)
	problem.Frame.Here = page.ReceiptPath(ref)
	problem.SignIn = &page.SignInForm{Next: page.ReceiptPath(ref), BirthDate: site.BirthDate}
	v.Show(http.StatusNotFound, problem)
}
