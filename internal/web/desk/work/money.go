package work

import (
	"crypto/rand"
	"net/http"
	"net/url"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// The hidden fields of the forms about money.
const (
	fieldOwed = "owed"
	fieldKey  = "key"
)

// mayWaive is the least role that may waive; routes.go says the same of the route.
const mayWaive = "supervisor"

// Account answers GET /desk/members/:id/account.
func (p *Pages) Account(v *visit.Visit) {
	if made := p.account(v); made != nil {
		v.Show(http.StatusOK, made)
	}
}

// account is the page as things stand; nil where that was answered already.
func (p *Pages) account(v *visit.Visit) *view.Money {
	id, err := number(v.Param("id"))
	if err != nil {
		v.Refuse(fault.NotFound)
		return nil
	}
	before, err := library.ParseListKey(v.Query("after"))
	if err != nil {
		v.Fail(err)
		return nil
	}
	a, err := p.Library.Account(v.Ctx(), id, before)
	if err != nil {
		v.Fail(err)
		return nil
	}
	l := v.Language()
	return view.NewMoney(l, v.Desk("members", l.Text("desk.member.account")), a, rand.Text(), v.Staff.AtLeast(mayWaive))
}

// money is one of the forms: how it is booked and what is shown again.
type money struct {
	amount, reason, basis string // names of its fields; "" for none
	book                  func(*Pages, *visit.Visit, library.Booking) (string, error)
	form                  func(*view.Money) *view.MoneyForm
}

// Pay answers POST /desk/members/:id/account/pay.
func (p *Pages) Pay(v *visit.Visit) {
	p.book(v, money{amount: view.PayAmount,
		book: func(p *Pages, v *visit.Visit, b library.Booking) (string, error) {
			return p.Library.TakePayment(v.Ctx(), b)
		},
		form: func(a *view.Money) *view.MoneyForm { return &a.Pay }})
}

// Waive answers POST /desk/members/:id/account/waive.
func (p *Pages) Waive(v *visit.Visit) {
	p.book(v, money{amount: view.WaiveAmount, reason: view.WaiveReason,
		book: func(p *Pages, v *visit.Visit, b library.Booking) (string, error) { return p.Library.Waive(v.Ctx(), b) },
		form: func(a *view.Money) *view.MoneyForm { return &a.Waive }})
}

// Charge answers POST /desk/members/:id/account/charge.
func (p *Pages) Charge(v *visit.Visit) {
	p.book(v, money{amount: view.ChargeAmount, reason: view.ChargeReason, basis: view.ChargeBasis,
		book: func(p *Pages, v *visit.Visit, b library.Booking) (string, error) { return p.Library.Charge(v.Ctx(), b) },
		form: func(a *view.Money) *view.MoneyForm { return &a.Charge }})
}

func (p *Pages) book(v *visit.Visit, m money) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	b := library.Booking{Clerk: clerk(v), RequestKey: fields.Get(fieldKey), Reason: fields.Get(m.reason), LegalBasis: fields.Get(m.basis)}
	if b.Member, err = number(v.Param("id")); err != nil {
		v.Refuse(fault.NotFound)
		return
	}
	if b.Owed, err = signed(fields.Get(fieldOwed)); err != nil {
		v.Fail(err)
		return
	}
	amount, readable := form.Rupiah(fields.Get(m.amount))
	b.Amount = amount
	ref, err := m.book(p, v, b)
	switch code := fault.CodeOf(err); {
	case err == nil:
		v.GoTo(view.PaymentPath(ref))
	case code == fault.Conflict:
		p.again(v, http.StatusConflict, m, fields, "", v.Language().Text("desk_work.owes_other"))
	case code == fault.Invalid && m.field(err) != "":
		p.again(v, http.StatusUnprocessableEntity, m, fields, m.field(err), wrong(v, err, readable))
	default:
		v.Fail(err)
	}
}

// field is the field of the form that a fault is about; "" for none.
func (m *money) field(err error) string {
	switch fault.ArgsOf(err)["field"] {
	case "amount":
		return m.amount
	case "reason":
		return m.reason
	case "legal_basis":
		return m.basis
	}
	return ""
}

// wrong says what is wrong with a field.
func wrong(v *visit.Visit, err error, readable bool) string {
	l, args := v.Language(), fault.ArgsOf(err)
	switch args["field"] {
	case "amount":
		if !readable {
			return l.Text("desk_work.amount_unread")
		}
		if args["why"] == "more" {
			return l.Text("desk_work.amount_more")
		}
		return l.Text("desk_work.amount_none")
	case "reason":
		if args["why"] == "long" {
			return l.Text("desk_work.reason_long")
		}
		return l.Text("desk_work.reason_short")
	}
	return l.Text("desk_work.legal_basis_missing")
}

// again shows the account as it is now with what was typed.
func (p *Pages) again(v *visit.Visit, status int, m money, fields url.Values, field, text string) {
	made := p.account(v)
	if made == nil {
		return
	}
	if field == "" {
		made.Stale = text
	}
	m.form(made).Typed(fields.Get, field, text)
	v.Show(status, made)
}
