package view

import (
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// ToEnter is the list of renewals that staff enter in the system that keeps the
// record.
type ToEnter struct {
	page.Desk
	Told    string // what was just ticked
	Stale   string // that undoing a tick came too late
	Rows    []EnterRow
	Ticked  []TickRow // what was ticked today
	Through string    // the last one shown: ticking all means up to here
	Next    string
}

// EnterRow is one renewal to enter.
type EnterRow struct {
	ID, Value            string // posted
	Title, Path, Barcode string
	Member, MemberPath   string
	Card                 string
	Made, NewDue         string
	Number               string
}

// TickRow is what one form has ticked.
type TickRow struct {
	At, By           string // posted
	Clock, What, Who string
}

// Template names the page's file.
func (*ToEnter) Template() string { return "desk/to_enter" }

// NewToEnter puts the list in words.
func NewToEnter(l *i18n.Language, d page.Desk, list []library.MadeHere, ticked []library.Tick, next library.ListKey) *ToEnter {
	p := &ToEnter{Desk: d, Next: NextPath(TodayPath+"/to-enter", 0, next)}
	for i := range list {
		r := &list[i]
		id := strconv.FormatInt(r.ID, 10)
		p.Through = id
		p.Rows = append(p.Rows, EnterRow{
			ID: "r" + id, Value: id, Title: r.Title, Path: ItemPath(r.Item), Barcode: r.Barcode, Member: r.MemberName, MemberPath: MemberPath(r.Member),
			Card: MaskID(r.Card), Made: l.DateTime(r.At), NewDue: l.Date(r.NewDueAt), Number: l.Count("desk_work.times_renewed", r.Number),
		})
	}
	for i := range ticked {
		n := &ticked[i]
		row := TickRow{At: strconv.FormatInt(n.At.Unix(), 10), By: strconv.FormatInt(n.Staff, 10), Clock: l.Clock(n.At), What: n.Title, Who: n.Name}
		if n.N > 1 {
			row.What = l.Count("desk_work.ticked_more", n.N-1, "title", n.Title)
		}
		p.Ticked = append(p.Ticked, row)
	}
	return p
}
