package view

import (
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// Money is what a member owes and how it came about, with what the desk can do.
type Money struct {
	page.Desk
	Member    MemberHead
	Path      string
	Calm      string // said where nothing is owed and nothing is asked for
	Balance   string // what is owed, in one sentence; "" where Calm says it
	Shown     string // posted back: what was owed when the page was made
	Key       string // posted back: the form's own, so that it is booked once
	Imported  string
	Stale     string // what is owed was changed meanwhile
	Elsewhere bool   // money is the other system's
	Owes      bool
	Pay       MoneyForm
	Waive     MoneyForm
	MayWaive  bool
	Charge    MoneyForm
	Sanctions []SanctionRow
	Suspended string // until when; "" where nobody is suspended
	Record    string // the path where a suspension is lifted
	Lines     []LineRow
	Next      string
}

// MoneyForm is one of the forms of an account.
type MoneyForm struct {
	Fields []Field
	Open   bool // shown unfolded
}

// SanctionRow is what one lateness came to.
type SanctionRow struct {
	Title, Path string
	Late        string
	Amount      string
	Basis       string // by which rule
	Until       string // suspended until; "" where nobody was
	Undone      bool
}

// LineRow is one movement.
type LineRow struct {
	At, Kind, Amount, Ref, Path string
	Details                     string
	Rest                        string
	Undone                      bool   // a payment that was reversed
	Reverse                     string // the path where a payment of today is reversed; "" where it cannot be
}

// Template names the page's file.
func (*Money) Template() string { return "desk/money" }

// PaymentPath is where the receipt of a line is.
func PaymentPath(ref string) string { return "/desk/payments/" + ref }

// NewMoney puts an account in words. mayWaive says who looks is allowed to.
func NewMoney(l *i18n.Language, d page.Desk, a *library.Account, key string, mayWaive bool) *Money {
	path := MemberPath(a.Head.ID) + "/account"
	p := &Money{
		Desk: d, Member: NewMemberHead(l, &a.Head, "account"), Path: path, Shown: strconv.FormatInt(a.Owed, 10), Key: key,
		Elsewhere: a.Mirror, Owes: a.Owed > 0, MayWaive: mayWaive, Record: MemberPath(a.Head.ID) + "/record",
		Next: NextPath(path, 0, a.More),
	}
	switch {
	case a.Owed > 0:
		p.Balance = l.Text("desk_work.owes", "amount", l.Rupiah(a.Owed))
	case !a.FinesOn && len(a.Sanctions) == 0 && len(a.Lines) == 0:
		p.Calm = l.Text("desk_work.fines_off")
	case a.Owed < 0:
		p.Calm = l.Text("desk_work.paid_ahead", "amount", l.Rupiah(-a.Owed))
	default:
		p.Calm = l.Text("desk_work.owes_nothing")
	}
	if a.Imported != 0 {
		p.Imported = l.Text("desk_work.owes_imported", "amount", l.Rupiah(a.Imported))
	}
	if until := a.Head.SuspendedUntil; until >= a.Head.Today {
		p.Suspended = l.Text("desk_work.suspended", "date", l.Day(until))
	}
	for i := range a.Sanctions {
		p.Sanctions = append(p.Sanctions, sanctionRow(l, &a.Sanctions[i]))
	}
	for i := range a.Lines {
		p.Lines = append(p.Lines, lineRow(l, &a.Lines[i]))
	}
	p.forms(l, a)
	return p
}

// The fields of the forms.
const (
	PayAmount    = "pay_amount"
	WaiveAmount  = "waive_amount"
	WaiveReason  = "waive_reason"
	ChargeAmount = "charge_amount"
	ChargeBasis  = "charge_basis"
	ChargeReason = "charge_reason"
)

func (p *Money) forms(l *i18n.Language, a *library.Account) {
	all := ""
	if a.Owed > 0 {
		all = l.Number(a.Owed)
	}
	p.Pay = MoneyForm{Open: true, Fields: []Field{
		{Name: PayAmount, Label: l.Text("desk_work.amount"), Hint: l.Text("desk_work.amount_part"), Value: all, Required: true}}}
	p.Waive = MoneyForm{Fields: []Field{
		{Name: WaiveAmount, Label: l.Text("desk_work.amount"), Value: all, Required: true},
		{Name: WaiveReason, Label: l.Text("desk_work.reason"), Hint: l.Text("desk_work.reason_hint"), Kind: "area", Required: true}}}
	p.Charge = MoneyForm{Fields: []Field{
		{Name: ChargeAmount, Label: l.Text("desk_work.amount"), Required: true},
		{Name: ChargeBasis, Label: l.Text("desk_work.legal_basis"), Hint: l.Text("desk_work.legal_basis_hint"), Required: true},
		{Name: ChargeReason, Label: l.Text("desk_work.what_for"), Hint: l.Text("desk_work.what_for_hint")}}}
}

// Typed puts what was typed into a form again, with what is wrong beside a field.
func (f *MoneyForm) Typed(get func(name string) string, wrong, text string) {
	f.Open = true
	for i := range f.Fields {
		n := &f.Fields[i]
		n.Value = get(n.Name)
		if n.Name == wrong {
			n.Error = text
		}
	}
}

func sanctionRow(l *i18n.Language, s *library.AccountSanction) SanctionRow {
	r := SanctionRow{Title: s.Title, Path: ItemPath(s.Item), Undone: s.Undone, Basis: s.LegalBasis,
		Late: l.Count("desk_work.late_since", s.LateDays, "date", l.Date(s.DueAt))}
	if s.Fine != 0 {
		r.Amount = l.Rupiah(s.Fine)
	}
	if !s.SuspendedUntil.IsZero() {
		r.Until = l.Text("desk_work.suspended", "date", l.Day(s.SuspendedUntil))
	}
	return r
}

func lineRow(l *i18n.Language, n *library.AccountLine) LineRow {
	r := LineRow{At: l.DateTime(n.At), Kind: l.Text("account_line." + n.Kind), Amount: l.Rupiah(n.Amount), Ref: n.Ref, Path: PaymentPath(n.Ref), Details: details(n)}
	if n.RestKnown {
		r.Rest = l.Rupiah(n.Rest)
	}
	r.Undone = n.ReversedBy != ""
	if n.Reversible {
		r.Reverse = r.Path + "#reverse"
	}
	return r
}

// details are the book, the reason and the rule of a line, as far as there are.
func details(n *library.AccountLine) string {
	text := ""
	for _, part := range []string{n.Title, n.Reason, n.LegalBasis, n.Staff} {
		if part != "" {
			if text != "" {
				text += " · "
			}
			text += part
		}
	}
	return text
}

// MoneyReceipt is the paper of a payment, a waiver, a charge or a reversal.
type MoneyReceipt struct {
	page.Desk
	Kind, Amount, Ref, At      string
	Member, Card, Back         string
	Reason, Basis, Book, Staff string
	Rest                       string
	Other, OtherLabel          string // the reference of the reversal, or of what it reverses; "" for none
	OtherPath                  string
	Undone                     bool   // a payment that does not count any more
	Stale                      string // that reversing it came too late
	Reverse                    *Field // why it is reversed; nil where it cannot be
	URL                        string
	PaperA4, Paper80, Paper58  bool
}

// Template names the page's file.
func (*MoneyReceipt) Template() string { return "desk/money_receipt" }

// NewMoneyReceipt puts a line on paper: "58" or "80" mm, else a page.
func NewMoneyReceipt(l *i18n.Language, d page.Desk, r *library.MoneyReceipt, paper string) *MoneyReceipt {
	p := &MoneyReceipt{
		Desk: d, Kind: l.Text("account_line." + r.Kind), Amount: l.Rupiah(r.Amount), Ref: r.Ref, At: l.DateTime(r.At),
		Member: r.MemberName, Card: MaskID(r.Card), Back: MemberPath(r.Member) + "/account", Reason: r.Reason, Basis: r.LegalBasis,
		Book: r.Title, Staff: r.Staff, URL: PaymentPath(r.Ref), Paper80: paper == "80", Paper58: paper == "58",
	}
	p.PaperA4 = !p.Paper80 && !p.Paper58
	if r.RestKnown {
		p.Rest = l.Rupiah(r.Rest)
	}
	switch {
	case r.ReversedBy != "":
		p.Undone, p.Other, p.OtherLabel = true, r.ReversedBy, l.Text("desk_work.reversed_by")
	case r.Reverses != "":
		p.Other, p.OtherLabel = r.Reverses, l.Text("desk_work.reverses")
	}
	if p.Other != "" {
		p.OtherPath = PaymentPath(p.Other)
	}
	if r.Reversible {
		p.Reverse = &Field{Name: ReverseReason, Label: l.Text("desk_work.reason"), Hint: l.Text("desk_work.reason_hint"), Required: true}
	}
	return p
}

// ReverseReason is the field that says why a payment is reversed.
const ReverseReason = "reverse_reason"
