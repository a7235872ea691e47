package work

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// MoneyReceipt answers GET /desk/payments/:ref.
func (p *Pages) MoneyReceipt(v *visit.Visit) {
	if made := p.moneyReceipt(v); made != nil {
		v.Show(http.StatusOK, made)
	}
}

// moneyReceipt is the paper as things stand; nil where that was answered already.
func (p *Pages) moneyReceipt(v *visit.Visit) *view.MoneyReceipt {
	r, err := p.Library.MoneyReceipt(v.Ctx(), v.Param("ref"))
	if err != nil {
		v.Fail(err)
		return nil
	}
	l := v.Language()
	return view.NewMoneyReceipt(l, v.Desk("members", l.Text("desk_work.receipt")), r, v.Query("paper"))
}

// Reverse answers POST /desk/payments/:ref/reverse: a payment of today was none.
// Who was slower, or comes too late, sees the payment as it is now.
func (p *Pages) Reverse(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	reason := fields.Get(view.ReverseReason)
	ref, err := p.Library.ReversePayment(v.Ctx(), clerk(v), v.Param("ref"), reason)
	code := fault.CodeOf(err)
	switch {
	case err == nil:
		v.GoTo(view.PaymentPath(ref))
		return
	case code != fault.Conflict && code != fault.Invalid:
		v.Fail(err)
		return
	}
	made := p.moneyReceipt(v)
	if made == nil {
		return
	}
	if code == fault.Conflict {
		made.Stale = v.Language().Text("desk_work.not_reversed")
		v.Show(http.StatusConflict, made)
		return
	}
	if made.Reverse != nil {
		made.Reverse.Value, made.Reverse.Error = reason, wrong(v, err, true)
	}
	v.Show(http.StatusUnprocessableEntity, made)
}
