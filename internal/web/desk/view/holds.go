package view

import (
	"net/url"
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// HoldPath is the path of a hold at the desk.
func HoldPath(id int64) string { return HoldsPath + "/" + strconv.FormatInt(id, 10) }

// HoldSlipPath is the path of the slip for a book that is set aside.
func HoldSlipPath(barcode string) string {
	return "/desk/slips/hold?barcode=" + url.QueryEscape(barcode)
}

// HoldRow is a hold in a list.
type HoldRow struct {
	ID                   string
	Title, TitlePath     string
	Name, NamePath, Card string
	Barcode, ItemPath    string // of the copy set aside, to be fetched, or waited for; "" for none
	Shelf                string // where that copy stands
	State, Tone          string
	Since                string
	Cancel, TakeDown     string // where to post; "" where that cannot be done
	Slip                 string // "" where it does not stand ready
	Pickup               string // where it is fetched; "" where there is one branch only
}

// NewHoldRow puts a hold in words; own says that the record is kept here.
func NewHoldRow(l *i18n.Language, h *library.Hold, own bool) HoldRow {
	r := HoldRow{
		ID: strconv.FormatInt(h.ID, 10), Title: h.Title, TitlePath: TitlePath(h.TitleID),
		Name: h.Person.Name, NamePath: MemberPath(h.Person.ID) + "/holds", Card: MaskID(h.Person.Card),
		Since: l.Date(h.PlacedAt), Shelf: joined(" · ", h.Branch, h.CallNumber),
	}
	if h.PickupAt != "" {
		r.Pickup = l.Text("desk_catalogue.pickup_at", "branch", h.PickupAt)
	}
	if h.CopyID != 0 && (h.Ready || h.ThisCopy) {
		r.Barcode, r.ItemPath = h.Barcode, ItemPath(h.CopyID)
	}
	switch {
	case h.Ready && h.Over:
		r.State, r.Tone = l.Text("desk_catalogue.over_since", "date", l.Day(h.Until)), "late"
	case h.Ready && h.Until.IsZero():
		r.State, r.Tone = l.Text("desk_catalogue.ready"), "good"
	case h.Ready:
		r.State, r.Tone = l.Text("desk_catalogue.ready_until", "date", l.Day(h.Until)), "good"
	case h.Place > 0:
		r.State = l.Text("desk_catalogue.place", "place", l.Number(int64(h.Place)), "of", l.Number(int64(h.Of)))
	}
	if h.Ready {
		r.Slip = HoldSlipPath(h.Barcode)
	}
	if own {
		r.Cancel = HoldPath(h.ID) + "/cancel"
		if h.Over {
			r.TakeDown = HoldPath(h.ID) + "/take-down"
		}
	}
	return r
}

// Holds is what the desk has to do about holds.
type Holds struct {
	page.Desk
	Fetch, Over, Ready, Ended []HoldRow
	More                      string
	Branches                  []Tab // none where there is one branch only
	Off                       bool  // another system keeps the record
}

// Template names the page's file.
func (*Holds) Template() string { return "desk/holds" }

// NewHolds puts it in words.
func NewHolds(l *i18n.Language, d page.Desk, h *library.HoldsAtDesk) *Holds {
	v := &Holds{Desk: d, Off: d.Mirror}
	for i := range h.Fetch {
		f := &h.Fetch[i]
		r := NewHoldRow(l, &f.Hold, false)
		r.Barcode, r.ItemPath, r.Shelf = f.Copy.Barcode, ItemPath(f.Copy.ID), joined(" · ", f.Copy.Branch, f.Copy.CallNumber)
		v.Fetch = append(v.Fetch, r)
	}
	for _, part := range []struct {
		from []library.Hold
		into *[]HoldRow
	}{{h.Over, &v.Over}, {h.Ready, &v.Ready}, {h.Ended, &v.Ended}} {
		for i := range part.from {
			*part.into = append(*part.into, NewHoldRow(l, &part.from[i], !d.Mirror))
		}
	}
	for i := range v.Ended {
		v.Ended[i].Cancel, v.Ended[i].TakeDown = "", ""
		v.Ended[i].Barcode, v.Ended[i].ItemPath = h.Ended[i].Barcode, ItemPath(h.Ended[i].CopyID)
	}
	if len(h.Branches) > 0 {
		v.Branches = []Tab{{Path: HoldsPath + "?branch=0", Label: l.Text("desk_work.all_branches"), Current: h.Branch == 0}}
		for _, b := range h.Branches {
			v.Branches = append(v.Branches, Tab{Path: withBranch(HoldsPath, b.ID), Label: b.Name, Current: b.ID == h.Branch})
		}
	}
	if h.More {
		v.More = l.Text("desk_catalogue.more_holds")
	}
	return v
}

// HoldEnded is what becomes of a copy whose hold has ended.
type HoldEnded struct {
	page.Desk
	Row        HoldRow
	Tone       string // ok or warn
	Told, Next string // what was done, and what to do with the book
	Slip       string // "" where nobody waits next
	NextPath   string // who waits next; "" for nobody
	NextName   string
}

// Template names the page's file.
func (*HoldEnded) Template() string { return "desk/hold_ended" }

// NewHoldEnded puts it in words.
func NewHoldEnded(l *i18n.Language, d page.Desk, e *library.HoldEnded) *HoldEnded {
	v := &HoldEnded{Desk: d, Row: NewHoldRow(l, &e.Hold, false), Tone: "ok", Told: l.Text("desk_catalogue.ended", "title", e.Hold.Title)}
	switch {
	case e.Copy == 0:
	case e.Next == nil:
		v.Tone, v.Next = "warn", l.Text("desk_catalogue.back_to_shelf", "barcode", e.Hold.Barcode)
	default:
		v.Tone, v.Next = "warn", l.Text("desk_catalogue.stays_for", "barcode", e.Hold.Barcode)
		v.NextName, v.NextPath, v.Slip = e.Next.Name, MemberPath(e.Next.ID)+"/holds", HoldSlipPath(e.Hold.Barcode)
	}
	return v
}
