package counter

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// The fields of the forms about a loan.
const (
	fieldShownDue = "shown_due"
	fieldConfirm  = "confirmed"
	fieldCharge   = "charge"
	fieldBasis    = "legal_basis"
	fieldKey      = "request_key"
	fieldFound    = "found"
)

// loanForms is what was posted to a loan's page and what is wrong with it.
type loanForms struct {
	at     string // which form: due, lost, damaged, claim, settle, found
	fields url.Values
	errors map[string]string // by field
	told   *view.Told
	closed *library.ChangedDue // the new due date is a closed day
}

func (f *loanForms) value(at, name string) string {
	if f.at != at {
		return ""
	}
	return f.fields.Get(name)
}

func (f *loanForms) wrong(at, name string) string {
	if f.at != at {
		return ""
	}
	return f.errors[name]
}

// Loan answers GET /desk/members/:id/loans/:loan.
func (p *Pages) Loan(v *visit.Visit) { p.showLoan(v, http.StatusOK, &loanForms{}) }

// showLoan shows one loan of a member with all that can be done with it. One that
// has ended leads back to the member.
func (p *Pages) showLoan(v *visit.Visit, status int, f *loanForms) {
	member, ok := idIn(v, "id")
	if !ok {
		return
	}
	id, ok := idIn(v, "loan")
	if !ok {
		return
	}
	head, err := p.Library.MemberHead(v.Ctx(), member)
	if err != nil {
		v.Fail(err)
		return
	}
	loans, err := p.Library.DeskLoans(v.Ctx(), member)
	if err != nil {
		v.Fail(err)
		return
	}
	loan := findLoan(loans, id)
	if loan == nil {
		l := v.Language()
		told := f.told
		if told == nil {
			told = view.Stop(l.Text("counter.loan_over"), l.Text("counter.loan_over_next"))
			status = http.StatusNotFound
		}
		p.showWorkWith(v, status, member, modeOf("", true, isMirror(v)), &workOptions{told: told})
		return
	}
	v.Show(status, p.newLoan(v, head, loans, loan, f))
}

func findLoan(loans *library.DeskLoans, id int64) *library.DeskLoan {
	for i := range loans.Loans {
		if loans.Loans[i].Ref.ID == id {
			return &loans.Loans[i]
		}
	}
	return nil
}

func (p *Pages) newLoan(v *visit.Visit, head *library.MemberHead, loans *library.DeskLoans, loan *library.DeskLoan, f *loanForms) *view.Loan {
	l, mirror := v.Language(), isMirror(v)
	path := view.LoanPath(head.ID, loan.Ref.ID)
	mode := modeOf("", true, mirror)
	w := &view.Loan{
		Desk: v.Desk("counter", loan.Title), Place: p.place(v, path, mode, loan.Title), Head: view.NewMemberHead(l, head, "work"),
		Loan: view.NewWorkLoan(l, head.ID, loan, loans.Now), Facts: loanFacts(l, loan), Back: view.MemberPath(head.ID),
		Date: dateSlipPath(loan.Barcode), Mirrored: mirror,
	}
	w.Place.Member, w.Place.Modes, w.Place.Print, w.Place.Told = w.Head.ID, modes(v, head.ID, mode, mirror), w.Date+"&print=1", f.told
	w.Place.Done = w.Back
	if loan.Decision.Allowed {
		w.Renew = view.MemberPath(head.ID) + "/renew"
	} else if mayOverride(v) {
		w.Loan.Override = renewOverride(l, head.ID, loan.Ref, &loan.Decision, loan.ByHours, loans.Now.In(loan.Zone), nil)
	}
	if loan.Unseen > 0 {
		w.Seen = path + "/seen"
	}
	if loan.CanUndo {
		w.Undo = path + "/undo"
	}
	if mirror {
		return w
	}
	back := p.boxButton(l.Text("counter.return_this"), loan.Barcode, view.ModeReturn, "")
	back.Fields = append(back.Fields, view.Hidden{Name: fieldMember, Value: w.Head.ID})
	w.Return = &back
	ref := loan.Ref.String()
	switch loan.Status {
	case circulation.LoanLost:
		w.Found = &view.LoanForm{Action: path + "/found", Value: ref, Open: f.at == "found", Fields: []view.Field{reasonField(l, f, "found", false)}}
	case circulation.LoanClaimedReturned:
		w.Settle = &view.LoanForm{Action: path + "/settle", Value: ref, Open: f.at == "settle", Fields: []view.Field{reasonField(l, f, "settle", false)}}
	default:
		w.DueForm = dueForm(l, path, loan, f)
		w.Lost = chargeForm(l, path, "lost", loan, f)
		w.Damaged = chargeForm(l, path, "damaged", loan, f)
		w.Damaged.Fields[0].Label, w.Damaged.Fields[1].Label = l.Text("counter.damaged_reason"), l.Text("counter.damaged_charge")
		w.Claim = &view.LoanForm{Action: path + "/claim", Value: ref, Open: f.at == "claim", Fields: []view.Field{reasonField(l, f, "claim", false)}}
	}
	return w
}

func loanFacts(l *i18n.Language, loan *library.DeskLoan) []view.Fact {
	facts := []view.Fact{{Label: l.Text("counter.barcode"), Value: loan.Barcode}}
	if loan.CallNumber != "" {
		facts = append(facts, view.Fact{Label: l.Text("counter.call_number"), Value: loan.CallNumber})
	}
	return append(facts, view.Fact{Label: l.Text("counter.borrowed"), Value: page.DueDate(l, loan.BorrowedAt, loan.ByHours)},
		view.Fact{Label: l.Text("counter.unseen"), Value: l.Number(int64(loan.Unseen))})
}

func reasonField(l *i18n.Language, f *loanForms, at string, required bool) view.Field {
	field := view.Field{Name: fieldReason, ID: "reason-" + at, Label: l.Text("counter.reason"), Required: required,
		Value: f.value(at, fieldReason), Error: f.wrong(at, fieldReason)}
	if required {
		field.Hint = l.Text("counter.reason_hint")
	}
	return field
}

func dueForm(l *i18n.Language, path string, loan *library.DeskLoan, f *loanForms) *view.LoanForm {
	due := view.Field{Name: fieldDue, ID: "due-new", Label: l.Text("counter.due_new"), Kind: "date", Required: true,
		Value: f.value("due", fieldDue), Error: f.wrong("due", fieldDue)}
	layout := "2006-01-02"
	if loan.ByHours {
		due.Kind, layout = "datetime-local", "2006-01-02T15:04"
	}
	if f.at != "due" {
		due.Value = loan.DueAt.Format(layout)
	}
	form := &view.LoanForm{Action: path + "/due-date", Value: loan.Ref.String(), Open: f.at == "due",
		Hidden: []view.Hidden{{Name: fieldShownDue, Value: strconv.FormatInt(loan.ShownDue, 10)}},
		Fields: []view.Field{due, reasonField(l, f, "due", true)}}
	if f.closed != nil {
		form.Fields = append(form.Fields, view.Field{Name: fieldConfirm, Label: l.Text("counter.due_closed_confirm"), Kind: "tick"})
	}
	return form
}

// chargeForm is a form that ends in a charge where the book is to be paid for.
func chargeForm(l *i18n.Language, path, at string, loan *library.DeskLoan, f *loanForms) *view.LoanForm {
	key := f.value(at, fieldKey)
	if key == "" {
		key = newKey()
	}
	charge := view.Field{Name: fieldCharge, ID: "charge-" + at, Label: l.Text("counter.charge"), Hint: l.Text("counter.charge_hint"),
		Value: f.value(at, fieldCharge), Error: f.wrong(at, fieldCharge)}
	basis := view.Field{Name: fieldBasis, ID: "basis-" + at, Label: l.Text("counter.legal_basis"), Hint: l.Text("counter.legal_basis_hint"),
		Value: f.value(at, fieldBasis), Error: f.wrong(at, fieldBasis)}
	return &view.LoanForm{Action: path + "/" + at, Value: loan.Ref.String(), Open: f.at == at,
		Hidden: []view.Hidden{{Name: fieldKey, Value: key}}, Fields: []view.Field{reasonField(l, f, at, false), charge, basis}}
}

// posted reads what all forms about a loan carry; false where it is answered.
func (p *Pages) posted(v *visit.Visit, at string) (f *loanForms, loan library.LoanRef, ok bool) {
	fields, ok := read(v)
	if !ok {
		return nil, loan, false
	}
	loan, err := library.ParseLoanRef(fields.Get(fieldLoan))
	if err == nil && strconv.FormatInt(loan.ID, 10) != v.Param("loan") {
		err = fault.New(fault.Invalid, "the form is of another loan")
	}
	if err != nil {
		v.Fail(err)
		return nil, loan, false
	}
	for _, name := range []string{fieldReason, fieldDue, fieldCharge, fieldBasis} {
		fields.Set(name, strings.TrimSpace(fields.Get(name)))
	}
	return &loanForms{at: at, fields: fields, errors: map[string]string{}}, loan, true
}

// finish leads to the member, or shows the loan as it is now with what is wrong.
func (p *Pages) finish(v *visit.Visit, f *loanForms, err error, done string) {
	if err == nil {
		v.GoTo("/desk/members/" + v.Param("id") + "?told=" + done)
		return
	}
	l := v.Language()
	if field := invalidField(err); field != "" && l.Has("counter.invalid."+field) {
		f.errors[field] = l.Text("counter.invalid." + field)
		p.showLoan(v, http.StatusUnprocessableEntity, f)
		return
	}
	told, known := faultTold(l, err)
	if !known || fault.CodeOf(err) == fault.NotFound {
		v.Fail(err)
		return
	}
	f.told = told
	p.showLoan(v, visit.Status(fault.CodeOf(err)), f)
}
