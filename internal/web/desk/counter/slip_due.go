package counter

import (
	"net/url"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

const fieldBarcode = "barcode"

func dateSlipPath(barcode string) string {
	return "/desk/slips/date?barcode=" + url.QueryEscape(barcode)
}

// DateSlip answers GET /desk/slips/date: until when a book is lent, to be put into it.
func (p *Pages) DateSlip(v *visit.Visit) {
	item, err := p.Library.FindBarcode(v.Ctx(), v.Query(fieldBarcode))
	if err == nil && item.Lent == nil {
		err = fault.New(fault.NotFound, "nobody has it")
	}
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	w := &view.Slip{Desk: v.Desk("counter", l.Text("counter.slip_date")), Heading: l.Text("counter.slip_date"),
		Big: page.DueDate(l, item.Lent.DueAt, item.Lent.ByHours), Back: view.LoanPath(item.Lent.ID, item.Lent.Loan.ID),
		Lines: []view.SlipLine{{Title: item.Title, Barcode: item.Barcode}}}
	p.leadToRenewing(v, w)
	if w.Address != "" {
		w.Notes = append(w.Notes, l.Text("counter.slip_renew_here"))
	}
	p.showSlip(v, dateSlipPath(item.Barcode), w)
}
