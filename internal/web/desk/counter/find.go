package counter

import (
	"context"
	"strings"

	"simpanbudi/internal/config"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// found is what a code stands for; several may be there.
type found struct {
	card    *library.Person
	item    *library.FoundItem
	receipt *library.DeskReceipt
}

func (f *found) nothing() bool { return f.card == nil && f.item == nil && f.receipt == nil }

// find looks a code up as the number or QR code of a card, as a barcode and as the
// reference of a receipt. Where it is a card and a barcode, the library's patterns
// decide; both stay where they do not.
func (p *Pages) find(v *visit.Visit, code string) (*found, error) {
	f := &found{}
	var err error
	if f.card, err = lookUp(v.Ctx(), code, p.Library.FindCard); err != nil {
		return nil, err
	}
	if f.item, err = lookUp(v.Ctx(), code, p.Library.FindBarcode); err != nil {
		return nil, err
	}
	if f.nothing() && page.IsRef(strings.ToUpper(strings.TrimSpace(code))) {
		if f.receipt, err = lookUp(v.Ctx(), code, p.Library.ReceiptByRef); err != nil {
			return nil, err
		}
	}
	if f.card != nil && f.item != nil {
		card, barcode := fits(v, "card_pattern", code), fits(v, "barcode_pattern", code)
		switch {
		case card && !barcode:
			f.item = nil
		case barcode && !card:
			f.card = nil
		}
	}
	return f, nil
}

// lookUp is nil where there is no such thing.
func lookUp[T any](ctx context.Context, code string, find func(context.Context, string) (*T, error)) (*T, error) {
	it, err := find(ctx, code)
	switch fault.CodeOf(err) {
	case "":
		return it, nil
	case fault.NotFound:
		return nil, nil
	}
	return nil, err
}

// fits reports whether a code has the form that a setting gives; false where it
// gives none.
func fits(v *visit.Visit, setting, code string) bool {
	site, err := v.Site()
	if err != nil {
		return false
	}
	pattern, err := config.Pattern(site.Settings[setting])
	return err == nil && pattern != nil && pattern.MatchString(code)
}

// isCode tells what is scanned from what is typed to search by: a code has a digit
// and no space, or the form of a card or a barcode.
func isCode(v *visit.Visit, text string) bool {
	return strings.ContainsAny(text, "0123456789") && !strings.ContainsAny(text, " \t") ||
		fits(v, "card_pattern", text) || fits(v, "barcode_pattern", text)
}
