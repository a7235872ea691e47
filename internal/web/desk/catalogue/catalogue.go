// Package catalogue is titles, their copies, and who waits for them.
package catalogue

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Library is what these pages ask of the library.
type Library interface {
	SearchTitles(ctx context.Context, text, after string, limit int) (*library.TitlesFound, error)
	TitleAtDesk(ctx context.Context, id int64) (*library.DeskTitle, error)
	AddTitle(ctx context.Context, c library.Clerk, f library.TitleForm) (*library.Catalogued, error)
	EditTitle(ctx context.Context, c library.Clerk, id, version int64, f library.TitleForm) (*library.Catalogued, error)
	ItemAtDesk(ctx context.Context, id int64) (*library.ItemAtDesk, error)
	AddItem(ctx context.Context, c library.Clerk, title int64, f library.ItemForm) (*library.Catalogued, error)
	EditItem(ctx context.Context, c library.Clerk, id, version int64, f library.ItemForm) (*library.Catalogued, error)

	MarkDamaged(ctx context.Context, r library.Damage) (*library.HeldFor, error)

	MemberHead(ctx context.Context, member int64) (*library.MemberHead, error)
	HoldsAtDesk(ctx context.Context, branch int64) (*library.HoldsAtDesk, error)
	MyHolds(ctx context.Context, member int64) (*library.MemberHolds, error)
	PlaceHold(ctx context.Context, r library.HoldRequest) (*library.Placed, error)
	CancelHold(ctx context.Context, r library.HoldEnd) (*library.HoldEnded, error)
	TakeDownHold(ctx context.Context, c library.Clerk, hold int64) (*library.HoldEnded, error)
}

// Pages are these pages.
type Pages struct {
	Library Library
}

// door names these pages in the audit trail.
const door = "desk"

// titlesShown is how many titles a page lists.
const titlesShown = 25

// The fields of our forms.
const (
	fieldText     = "q"
	fieldAfter    = "after"
	fieldVersion  = "version"
	fieldTitle    = "title"
	fieldItem     = "item"
	fieldReason   = "reason"
	fieldOverride = "override"
	fieldBarcode  = "barcode"
	fieldPickup   = "pickup"
	fieldWas      = "was"
	fieldDamaged  = "damaged"
)

func clerk(v *visit.Visit) library.Clerk { return library.Clerk{Staff: v.Staff.ID, Door: door} }

// id is the record a path names; ok is false where it names none, which is answered.
func id(v *visit.Visit) (n int64, ok bool) {
	n, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil || n <= 0 {
		v.Refuse(fault.NotFound)
		return 0, false
	}
	return n, true
}

// number reads a number that a form of ours posts; 0 where it is none.
func number(fields url.Values, name string) int64 {
	n, _ := strconv.ParseInt(fields.Get(name), 10, 64)
	return max(n, 0)
}

func titleForm(fields url.Values) library.TitleForm {
	return library.TitleForm{Title: fields.Get("title"), Author: fields.Get("author"), ISBN: fields.Get("isbn")}
}

func itemForm(fields url.Values) library.ItemForm {
	return library.ItemForm{
		Barcode: fields.Get("barcode"), Branch: number(fields, "branch"), ItemType: fields.Get("item_type"), CallNumber: fields.Get("call_number"),
		Status: circulation.ItemStatus(fields.Get("status")), Renewable: fields.Get("renewable") == "on", Note: fields.Get("note"),
	}
}

// carried is the barcode of a copy to be added that an address or a form brings on.
func carried(text string) string {
	if text = strings.Join(strings.Fields(text), " "); len(text) > longestBarcode {
		return ""
	}
	return text
}

// longestBarcode is longer than any barcode.
const longestBarcode = 60

// frame is the frame of a page about titles.
func frame(v *visit.Visit, title, here string) page.Desk {
	d := v.Desk("titles", title)
	d.Frame.Here = here
	return d
}
