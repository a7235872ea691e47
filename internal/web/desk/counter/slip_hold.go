package counter

import (
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// HoldSlip answers GET /desk/slips/hold: for whom a book is set aside, to be put into it.
func (p *Pages) HoldSlip(v *visit.Visit) {
	item, err := p.Library.FindBarcode(v.Ctx(), v.Query(fieldBarcode))
	if err == nil && item.Held == nil {
		err = fault.New(fault.NotFound, "it is not set aside")
	}
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	w := &view.Slip{Desk: v.Desk("counter", l.Text("counter.slip_hold")), Heading: l.Text("counter.slip_hold"),
		Big: onShelf(v, &item.Held.Person), Back: deskPath, Lines: []view.SlipLine{{Title: item.Title, Barcode: item.Barcode}}}
	if at := item.Held.PickupAt; at != "" {
		w.Facts = append(w.Facts, view.Fact{Label: l.Text("counter.pickup"), Value: at})
	}
	if !item.Held.Until.IsZero() {
		w.Facts = append(w.Facts, view.Fact{Label: l.Text("counter.held_until"), Value: l.Day(item.Held.Until)})
	}
	w.Facts = append(w.Facts, view.Fact{Label: l.Text("counter.held_since"), Value: l.Date(item.Held.Since.In(item.Zone))})
	p.showSlip(v, view.HoldSlipPath(item.Barcode), w)
}

// onShelf names a member on a shelf that everybody sees: the first name with the
// initials of the others, or initials only, and the end of the card's number.
func onShelf(v *visit.Visit, who *library.Person) string {
	site, err := v.Site()
	if err == nil && site.Settings["hold_slip"] == "initials" {
		return page.Initials(who.Name) + " " + cardEnd(who.Card)
	}
	return shortName(who.Name) + " " + cardEnd(who.Card)
}

func shortName(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		if i > 0 {
			words[i] = string([]rune(word)[:1]) + "."
		}
	}
	return strings.Join(words, " ")
}
