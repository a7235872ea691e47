// Package kiosk is the pages of a shared screen in the library: show a card,
// renew, take a slip or not, go. Who stands there is known by a visit of its own
// that ends after a minute without action; nobody is ever signed in to the site.
package kiosk

import (
	"context"
	"net/http"
	"net/url"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Library is what these pages ask of the library.
type Library interface {
	MyLoans(ctx context.Context, member int64) (*library.MyLoans, error)
	Renew(ctx context.Context, r library.RenewRequest) (ref string, err error)
	Receipt(ctx context.Context, member int64, ref string) (*library.Receipt, error)
	CardScanned(ctx context.Context, text string) (card string, err error)
}

// Pages are the pages of a kiosk.
type Pages struct {
	Library  Library
	Kiosks   *identity.Kiosks
	Renewals func(result string) // counts posts: "receipt", or the code of the fault
}

// door names these pages in receipts and in the audit trail.
const door = "kiosk"

// The fields of our forms.
const (
	fieldCode  = "code"
	fieldCard  = "card"
	fieldPIN   = "pin"
	fieldKey   = "key"
	fieldLoan  = "loan"
	fieldVisit = "visit"
	fieldAt    = "at"
	fieldSound = "sound"
)

// The names of the pages of a visit, in their paths and in the field at.
const (
	atPIN    = "pin"
	atLoans  = "loans"
	atResult = "result"
)

func pathOf(at string) string { return page.KioskPath + "/" + at }

// device returns the kiosk that asks. Where the device is none it has answered
// with the way to the page that registers it, and returns nil.
func (p *Pages) device(v *visit.Visit) *identity.KioskVisit {
	k, err := p.Kiosks.Find(v.Ctx(), v.Request)
	switch {
	case err != nil:
		v.Fail(err)
	case k == nil:
		v.GoTo(page.KioskPath)
	default:
		return k
	}
	return nil
}

// present returns the visit that asks for a page, and notes that it goes on. Of
// a visit that has ended, every old address leads to the start; it returns nil.
func (p *Pages) present(v *visit.Visit) *identity.KioskVisit {
	k := p.device(v)
	if k == nil {
		return nil
	}
	if !k.Running() {
		v.GoTo(page.KioskPath)
		return nil
	}
	if err := p.Kiosks.Seen(v.Ctx(), k); err != nil {
		v.Fail(err)
		return nil
	}
	return k
}

// posted returns the visit that a form was posted in, with its fields. A form of
// a page from another visit does nothing and leads to the start; it returns nil.
func (p *Pages) posted(v *visit.Visit) (*identity.KioskVisit, url.Values) {
	k := p.device(v)
	if k == nil {
		return nil, nil
	}
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return nil, nil
	}
	if !k.IsOfPage(fields.Get(fieldVisit)) {
		p.lost(v)
		return nil, nil
	}
	return k, fields
}

// lost says that the visit has ended and leads to the start.
func (p *Pages) lost(v *visit.Visit) {
	v.Tell(visit.KioskEnded)
	v.GoTo(page.KioskPath)
}

// around returns what every page of the visit has.
func around(v *visit.Visit, at, title string, k *identity.KioskVisit) page.Kiosk {
	return page.NewKiosk(at, title, k.PageToken(), v.Sound())
}

// show answers with a page.
func show(v *visit.Visit, view page.View) { v.Show(http.StatusOK, view) }
