package counter

import (
	"net/http"
	"net/url"

	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Which loans are renewed: those that are ticked, the one of a button, or all that
// the page has shown as renewable.
const (
	fieldLoan  = "loan"
	fieldOne   = "one"
	fieldAll   = "all"
	fieldWhich = "which"
)

// Renew answers POST /desk/members/:id/renew: renews the loans that are ticked, or
// one against what stands against it.
func (p *Pages) Renew(v *visit.Visit) {
	id, ok := idIn(v, "id")
	if !ok {
		return
	}
	fields, ok := read(v)
	if !ok {
		return
	}
	named := fields[fieldLoan]
	if fields.Has(fieldOne) {
		named = fields[fieldOne]
	} else if fields.Get(fieldWhich) == fieldAll {
		named = fields[fieldAll]
	}
	var loans []library.LoanRef
	for _, text := range named {
		ref, err := library.ParseLoanRef(text)
		if err != nil {
			v.Fail(err)
			return
		}
		loans = append(loans, ref)
	}
	if len(loans) == 0 {
		l := v.Language()
		told := view.Warn(l.Text("counter.none_ticked"), l.Text("counter.none_ticked_next"))
		p.showWork(v, http.StatusUnprocessableEntity, id, view.ModeLend, func(w *view.Work) { w.Place.Told = told })
		return
	}
	p.renew(v, id, loans, fields)
}

func (p *Pages) renew(v *visit.Visit, id int64, loans []library.LoanRef, fields url.Values) {
	var overrides map[int64]library.Override
	var o *override
	if fields.Has(fieldCodes) && len(loans) == 1 {
		posted := readOverride(v, fields)
		o = &posted
		overrides = map[int64]library.Override{loans[0].ID: {Codes: o.codes, Reason: o.reason, Due: o.due.value}}
		if o.due.wrong {
			o.dueError = v.Language().Text("counter.invalid.due")
			p.overrideAgain(v, id, loans[0].ID, o)
			return
		}
	}
	receipt, err := p.renewLoans(v, id, loans, overrides)
	if o != nil && o.note(v.Language(), err) {
		p.overrideAgain(v, id, loans[0].ID, o)
		return
	}
	if err != nil {
		s := &scan{Visit: v, member: id, mode: view.ModeLend, mirrored: isMirror(v)}
		p.failed(s, err)
		return
	}
	v.GoTo(view.MemberPath(id) + "?receipt=" + receipt.Ref)
}

// overrideAgain shows the form at its loan once more, with what is wrong with it.
func (p *Pages) overrideAgain(v *visit.Visit, member, loan int64, o *override) {
	p.showWorkWith(v, http.StatusUnprocessableEntity, member, view.ModeLend, &workOptions{override: o, overrideLoan: loan})
}
