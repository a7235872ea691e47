package view

import "simpanbudi/internal/web/page"

// Returns is the page on which books come back, one after the other.
type Returns struct {
	page.Desk
	Place Place
	Date  Field // as of which day they count: a night box is emptied the day after
	Night bool  // it is another day than today
	Rows  []ReturnRow
}

// ReturnRow is one of the latest returns.
type ReturnRow struct {
	At      string
	Title   string
	Barcode string
	Member  string // who had it
	Path    string
	Badges  []Badge
	Next    string // what to do with the book
	Slip    string // where the slip of the hold is printed; "" for none
	Undo    string // where it is posted to be undone; "" where it cannot be
	Undone  bool
}

// Template names the page's file.
func (*Returns) Template() string { return "desk/returns" }
