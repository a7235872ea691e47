package counter

import (
	"net/http"

	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

func visitSlipPath(member int64) string { return view.MemberPath(member) + "/slip" }

// VisitSlip answers GET /desk/members/:id/slip: what was done for a member today.
func (p *Pages) VisitSlip(v *visit.Visit) {
	id, ok := idIn(v, "id")
	if !ok {
		return
	}
	s, err := p.Library.LoansToday(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	now := s.Now.In(s.Site.Zone)
	w := &view.Slip{Desk: v.Desk("counter", l.Text("counter.slip_visit")), Heading: l.Text("counter.slip_visit"), Back: view.MemberPath(id),
		Facts: []view.Fact{
			{Label: l.Text("counter.member"), Value: s.Member.Name},
			{Label: l.Text("counter.card"), Value: cardEnd(s.Member.Card)},
			{Label: l.Text("receipt.at"), Value: l.DateTime(now)},
		}}
	for i := range s.Lines {
		w.Lines = append(w.Lines, visitLine(v, &s.Lines[i]))
	}
	if len(w.Lines) == 0 {
		w.Notes = append(w.Notes, l.Text("counter.slip_nothing"))
	}
	w.Notes = append(w.Notes, l.Count("counter.slip_out", s.Out))
	if s.Member.Fines > 0 {
		w.Notes = append(w.Notes, l.Text("counter.slip_owes", "amount", l.Rupiah(s.Member.Fines)))
	}
	p.leadToRenewing(v, w)
	p.showSlip(v, visitSlipPath(id), w)
}

func visitLine(v *visit.Visit, n *library.VisitLine) view.SlipLine {
	l := v.Language()
	if n.Amount != 0 {
		return view.SlipLine{What: l.Text("counter.visit." + n.What), Title: l.Rupiah(n.Amount), Barcode: n.Ref}
	}
	line := view.SlipLine{What: l.Text("counter.visit." + n.What), Title: n.Title, Barcode: n.Barcode}
	if n.What != library.VisitReturned {
		line.Due = l.Text("counter.until", "date", page.DueDate(l, n.DueAt, n.ByHours))
	}
	line.More = view.SanctionText(l, &n.Sanction)
	return line
}

// cardEnd leaves of a card number what its owner knows it by: paper is left lying about.
func cardEnd(card string) string {
	letters := []rune(card)
	if len(letters) <= 4 {
		return card
	}
	return "…" + string(letters[len(letters)-4:])
}

// leadToRenewing puts the way to the members' pages on a slip, where it is known.
func (p *Pages) leadToRenewing(v *visit.Visit, w *view.Slip) {
	base := v.BaseURL()
	if base == "" {
		return
	}
	w.Code = page.QR(base+"/", v.Language().Text("counter.slip_qr"))
	w.Address = base
}

func (p *Pages) showSlip(v *visit.Visit, path string, w *view.Slip) {
	w.Papers = p.papers(v, path)
	v.KeepSlip(path)
	v.Show(http.StatusOK, w)
}
