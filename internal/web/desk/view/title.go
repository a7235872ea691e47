package view

import (
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// Title is a title with its copies and who waits.
type Title struct {
	page.Desk
	Path, Edit          string
	Title, Author, ISBN string
	Copies              []CopyRow
	More                string // said where there are more copies than are listed
	Queue               []HoldRow
	Add                 *ItemForm // nil where another system keeps the record
}

// Template names the page's file.
func (*Title) Template() string { return "desk/title" }

// CopyRow is a copy in a list.
type CopyRow struct {
	Path, Barcode, CallNumber, Place string
	State, Tone                      string
	Who, WhoPath, When               string // who has it, or for whom it stands ready; "" for nobody
}

// NewTitle puts a title in words. form is the one for a further copy.
func NewTitle(l *i18n.Language, d page.Desk, t *library.DeskTitle, form *ItemForm) *Title {
	v := &Title{Desk: d, Path: TitlePath(t.ID), Edit: TitlePath(t.ID) + "/edit", Title: t.Title, Author: t.Author, ISBN: t.ISBN}
	for i := range t.Copies {
		v.Copies = append(v.Copies, newCopyRow(l, &t.Copies[i], len(t.Branches) > 1))
	}
	if t.More {
		v.More = l.Count("desk_catalogue.more_copies", len(t.Copies))
	}
	for i := range t.Queue {
		v.Queue = append(v.Queue, NewHoldRow(l, &t.Queue[i], !t.Mirror))
	}
	if !t.Mirror {
		v.Add = form
	}
	return v
}

func newCopyRow(l *i18n.Language, c *library.DeskCopy, branches bool) CopyRow {
	r := CopyRow{Path: ItemPath(c.ID), Barcode: c.Barcode, CallNumber: c.CallNumber, Place: c.TypeName}
	if branches {
		r.Place = joined(" · ", c.Branch, c.TypeName)
	}
	r.State, r.Tone, r.Who, r.WhoPath, r.When = copyState(l, c)
	return r
}

// copyState says what is so about a copy now.
func copyState(l *i18n.Language, c *library.DeskCopy) (state, tone, who, path, when string) {
	switch {
	case c.Lent != nil:
		who, path = c.Lent.Name, MemberPath(c.Lent.ID)
		when = l.Text("desk_catalogue.until", "date", lentUntil(l, c.Lent))
		switch {
		case c.Lent.Status == circulation.LoanLost:
			return l.Text("desk_catalogue.lent_lost"), "late", who, path, ""
		case c.Lent.Status == circulation.LoanClaimedReturned:
			return l.Text("desk_catalogue.lent_claimed"), "mind", who, path, ""
		case c.Lent.Overdue:
			return l.Text("desk_catalogue.lent_late"), "late", who, path, when
		}
		return l.Text("desk_catalogue.lent"), "", who, path, when
	case c.Held != nil:
		if !c.Held.Until.IsZero() {
			when = l.Text("desk_catalogue.until", "date", l.Day(c.Held.Until))
		}
		return l.Text("desk_catalogue.held"), "mind", c.Held.Name, MemberPath(c.Held.ID), when
	case c.Status == circulation.ItemAvailable:
		return l.Text("desk_catalogue.on_shelf"), "good", "", "", ""
	case c.Status == circulation.ItemNotForLoan:
		return l.Text("item_status.not_for_loan"), "", "", "", ""
	}
	return l.Text("item_status." + string(c.Status)), "late", "", "", ""
}

func lentUntil(l *i18n.Language, lent *library.LentTo) string {
	if lent.ByHours {
		return l.DateTime(lent.DueAt)
	}
	return l.Date(lent.DueAt)
}
