package view

import (
	"encoding/json"
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// Item is a copy with what has become of it.
type Item struct {
	page.Desk
	Barcode            string
	Title, TitlePath   string
	State, Tone        string
	Who, WhoPath, When string
	Waiting            string // "" where nobody waits
	Facts              []ItemFact
	Form               *ItemForm // nil where another system keeps the record
	Summary            string    // loans and renewals in all
	Loans              []PastLoan
	Last, LastPath     string // who had it last, while the desk may know; "" for nobody
	LastNote           string
	Events             []ItemEvent
	Damage             *DamageForm // nil where it cannot be damaged, or another system keeps the record
	Slip               string      // where the slip of the hold is printed that it is set aside for; "" for none
	Stale              string      // that the record was changed meanwhile; "" where it was not
}

// Template names the page's file.
func (*Item) Template() string { return "desk/item" }

// ItemFact is a word about a copy with its value.
type ItemFact struct{ Label, Value string }

// PastLoan is a loan of a copy. It names nobody.
type PastLoan struct{ From, Due, Back, Renewals string }

// ItemEvent is something that was done to a copy's record.
type ItemEvent struct{ At, What, Who string }

// NewItem puts a copy in words. form is the one to change it with.
func NewItem(l *i18n.Language, d page.Desk, i *library.ItemAtDesk, form *ItemForm) *Item {
	v := &Item{Desk: d, Barcode: i.Barcode, Title: i.Title, TitlePath: TitlePath(i.TitleID)}
	v.State, v.Tone, v.Who, v.WhoPath, v.When = copyState(l, &i.DeskCopy)
	if i.Waiting > 0 {
		v.Waiting = l.Count("desk_catalogue.waiting", i.Waiting)
	}
	if !i.Mirror {
		v.Form = form
	}
	for _, f := range []ItemFact{{l.Text("desk_catalogue.branch"), i.Branch}, {l.Text("desk_catalogue.item_type"), i.TypeName},
		{l.Text("desk_catalogue.call_number"), i.CallNumber}, {l.Text("desk_catalogue.note"), i.Item.Note}} {
		if f.Value != "" && i.Mirror { // the form shows them otherwise
			v.Facts = append(v.Facts, f)
		}
	}
	if i.Held != nil && i.Lent == nil {
		v.Slip = HoldSlipPath(i.Barcode)
	}
	v.Summary = l.Count("desk_catalogue.lent_times", i.LoanCount) + ", " + l.Count("desk_catalogue.renewed_times", i.Renewals)
	for _, p := range i.Loans {
		row := PastLoan{From: l.Date(p.BorrowedAt), Due: l.Date(p.DueAt), Back: l.Text("desk_catalogue.still_out"), Renewals: l.Number(int64(p.Renewals))}
		if !p.ClosedAt.IsZero() {
			row.Back = l.Date(p.ClosedAt)
		}
		v.Loans = append(v.Loans, row)
	}
	if i.LastReader != nil {
		v.Last, v.LastPath, v.LastNote = i.LastReader.Name, MemberPath(i.LastReader.ID), l.Text("desk_catalogue.last_reader_note")
	}
	for _, e := range i.Events {
		key := "item_event." + e.Action
		if !l.Has(key) {
			continue // of another version
		}
		v.Events = append(v.Events, ItemEvent{At: l.DateTime(e.At.In(i.Zone)), What: joined(": ", l.Text(key), changed(l, e.Detail)), Who: orElse(e.Name, e.Username)})
	}
	return v
}

// changed says which fields of a copy an audit row is about.
func changed(l *i18n.Language, detail string) string {
	var d struct {
		Fields           []string
		From, To, Reason string
	}
	if json.Unmarshal([]byte(detail), &d) != nil {
		return ""
	}
	var names []string
	for _, f := range d.Fields {
		if key := "desk_catalogue." + f; f != "status" && l.Has(key) {
			names = append(names, l.Text(key))
		}
	}
	if from, to := "item_status."+d.From, "item_status."+d.To; l.Has(from) && l.Has(to) {
		names = append(names, l.Text(from)+" → "+l.Text(to))
	}
	return joined(". ", strings.Join(names, ", "), d.Reason)
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
