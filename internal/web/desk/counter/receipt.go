package counter

import (
	"net/http"
	"net/url"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

func receiptPath(ref string) string { return "/desk/receipts/" + url.PathEscape(ref) }

// Receipt answers GET /desk/receipts/:ref: any member's receipt.
func (p *Pages) Receipt(v *visit.Visit) {
	ref := v.Param("ref")
	if !page.IsRef(ref) {
		v.Refuse(fault.NotFound)
		return
	}
	r, err := p.Library.ReceiptByRef(v.Ctx(), ref)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	path := receiptPath(r.Ref)
	w := &view.Receipt{
		Desk: v.Desk("counter", l.Text("receipt.title")), Ref: r.Ref, Good: r.Renewed == len(r.Lines),
		Papers: p.papers(v, path), Back: view.MemberPath(r.Person.ID),
		Facts: []view.Fact{
			{Label: l.Text("receipt.ref"), Value: r.Ref},
			{Label: l.Text("counter.member"), Value: r.Person.Name, Path: view.MemberPath(r.Person.ID)},
			{Label: l.Text("receipt.at"), Value: l.DateTime(r.At)},
			{Label: l.Text("receipt.door"), Value: page.Door(l, r.Door)},
		},
	}
	switch {
	case r.Renewed == 0:
		w.Summary = l.Text("receipt.none")
	case w.Good:
		w.Summary = l.Count("receipt.all", r.Renewed)
	default:
		w.Summary = l.Count("receipt.some", len(r.Lines), "renewed", l.Number(int64(r.Renewed)))
	}
	for i := range r.Lines {
		n := &r.Lines[i]
		line := view.ReceiptLine{Title: n.Title, Barcode: n.Barcode, Result: *rowResult(l, n)}
		if line.Title == "" {
			line.Title = l.Text("receipt.unknown_title")
		}
		if n.Result == library.ResultRefused {
			line.Refusals = view.RenewRefusals(l, &n.Decision, n.Rule)
		}
		w.Lines = append(w.Lines, line)
	}
	v.KeepSlip(path)
	v.Show(http.StatusOK, w)
}

// papers are what a slip can be printed on, of which this device remembers one.
func (p *Pages) papers(v *visit.Visit, path string) view.Papers {
	paper := v.Paper()
	s := view.Papers{P58: paper == visit.Paper58, P80: paper == visit.Paper80, Now: v.Query("print") != ""}
	mark := "?"
	if strings.Contains(path, "?") {
		mark = "&"
	}
	l := v.Language()
	for _, one := range []view.Paper{{Path: visit.Paper58, Label: l.Text("paper.58")}, {Path: visit.Paper80, Label: l.Text("paper.80")},
		{Path: visit.PaperA4, Label: l.Text("paper.a4")}} {
		one.Current = one.Path == paper
		one.Path = path + mark + "paper=" + one.Path
		s.List = append(s.List, one)
	}
	return s
}
