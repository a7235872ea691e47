package counter

import (
	"net/http"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// lend lends what was scanned to who is open.
func (p *Pages) lend(s *scan) {
	p.lendWith(s, library.LendRequest{Clerk: clerk(s.Visit), Member: s.member, Barcode: s.code}, nil)
}

// Lend answers POST /desk/members/:id/lend: lends against what stands against it,
// with a reason.
func (p *Pages) Lend(v *visit.Visit) {
	id, ok := idIn(v, "id")
	if !ok {
		return
	}
	fields, ok := read(v)
	if !ok {
		return
	}
	s := &scan{Visit: v, code: fields.Get(fieldCode), member: id, mode: view.ModeLend, fields: fields, mirrored: isMirror(v)}
	o := readOverride(v, fields)
	request := library.LendRequest{Clerk: clerk(v), Member: id, Barcode: s.code, MayOverride: mayOverride(v)}
	if o.due.wrong {
		o.dueError = v.Language().Text("counter.invalid.due")
		p.lendAgain(s, request, &o, nil)
		return
	}
	request.Override = &library.Override{Codes: o.codes, Reason: o.reason, Due: o.due.value}
	p.lendWith(s, request, &o)
}

func (p *Pages) lendWith(s *scan, request library.LendRequest, o *override) {
	lending, err := p.Library.Lend(s.Ctx(), request)
	if o != nil && o.note(s.Language(), err) {
		p.lendAgain(s, request, o, err)
		return
	}
	if err != nil {
		p.failed(s, err)
		return
	}
	told, status := lendTold(s.Language(), lending), http.StatusOK
	if !lending.Lent && told.IsStop() {
		status = http.StatusConflict
		told.Override = p.lendOverride(s.Visit, lending, o)
	}
	if lending.Held != nil && !lending.Lent {
		told.Links = append(told.Links, view.Link{Path: view.MemberPath(lending.Held.ID), Label: s.Language().Text("counter.open_member", "name", lending.Held.Name), Live: true})
	}
	if to := lending.To; to != nil && !lending.ToMember {
		told.Links = append(told.Links, view.Link{Path: view.MemberPath(to.ID), Label: s.Language().Text("counter.open_member", "name", to.Name), Live: true})
		told.Buttons = append(told.Buttons, p.boxButton(s.Language().Text("counter.return_this"), lending.Item.Barcode, view.ModeReturn, "returns"))
	}
	p.answer(s, status, told)
}

// lendAgain shows the form once more where the reason or the date is not right,
// with the reasons as they are now.
func (p *Pages) lendAgain(s *scan, request library.LendRequest, o *override, err error) {
	request.Override = nil
	lending, again := p.Library.PreviewLend(s.Ctx(), request.Member, request.Barcode)
	if again != nil {
		p.failed(s, again)
		return
	}
	told := lendTold(s.Language(), lending)
	told.Override = p.lendOverride(s.Visit, lending, o)
	status := http.StatusUnprocessableEntity
	if err != nil {
		status = visit.Status(fault.CodeOf(err))
		if fault.CodeOf(err) == fault.Invalid {
			status = http.StatusUnprocessableEntity
		}
	}
	p.answer(s, status, told)
}

// lendTold says what came of lending.
func lendTold(l *i18n.Language, n *library.Lending) *view.Told {
	due := ""
	if !n.DueAt.IsZero() {
		due = page.DueDate(l, n.DueAt, n.ByHours)
	}
	if n.Lent {
		told := view.OK(l.Text("counter.lent", "title", n.Item.Title), l.Text("counter.until", "date", due))
		told.Lines = append(told.Lines, page.Notes(l, n.Decision.Notes)...)
		if n.Filled {
			told.Lines = append(told.Lines, l.Text("counter.hold_filled"))
		}
		if n.Waiting > 0 {
			told.Lines = append(told.Lines, l.Count("counter.others_wait", n.Waiting))
		}
		if len(n.PassedOver) > 0 {
			told.Lines = append(told.Lines, l.Text("counter.passed_over"))
		}
		return told
	}
	if n.To != nil && n.ToMember {
		return view.Warn(l.Text("counter.lent_already", "title", n.Item.Title),
			l.Text("counter.until", "date", page.DueDate(l, n.To.DueAt, n.To.ByHours)), l.Text("counter.lent_already_next"))
	}
	told := view.Stop(l.Text("counter.not_lent", "title", n.Item.Title))
	limit := 0
	if n.Rule != nil && n.Rule.LoanLimit != nil {
		limit = *n.Rule.LoanLimit
	}
	told.Reasons = view.LendRefusals(l, &n.Decision, limit)
	if n.To != nil {
		told.Lines = append(told.Lines, l.Text("counter.lent_to_other", "name", n.To.Name, "date", page.DueDate(l, n.To.DueAt, n.To.ByHours)))
	}
	if n.Held != nil {
		told.Lines = append(told.Lines, l.Text("counter.held_for_other", "name", n.Held.Name))
	}
	return told
}

// lendOverride is the form that passes over what stands against lending; nil where
// who is signed in may not, or nobody may.
func (p *Pages) lendOverride(v *visit.Visit, n *library.Lending, o *override) *view.Override {
	if n.Lent || !mayOverride(v) || isMirror(v) || len(n.Decision.Reasons) == 0 {
		return nil
	}
	var codes []string
	byHand := false
	for _, r := range n.Decision.Reasons {
		if r.Override == circulation.OverrideNo {
			return nil
		}
		byHand = byHand || r.Override == circulation.OverrideWithDueDate
		codes = append(codes, string(r.Code))
	}
	l := v.Language()
	return newOverride(l, view.MemberPath(n.Member.ID)+"/lend", overrideAbout{
		name: "lend", fields: []view.Hidden{{Name: fieldCode, Value: n.Item.Barcode}, {Name: fieldCodes, Value: strings.Join(codes, ",")}},
		summary: l.Text("counter.override_lend"), submit: l.Text("counter.override_lend_do"), byHand: byHand, byHours: n.ByHours,
		now: n.Now, proposal: n.DueAt,
	}, o)
}
