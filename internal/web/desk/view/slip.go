package view

import (
	"html/template"

	"simpanbudi/internal/web/page"
)

// Slip is something to be printed: what happened today with a member, until when a
// book is lent, or for whom one is set aside.
type Slip struct {
	page.Desk
	Heading string
	Big     string // what has to be read from afar
	Facts   []Fact
	Lines   []SlipLine
	Notes   []string
	Code    template.HTML // where members renew; "" without the site's address
	Address string
	Papers  Papers
	Back    string
}

// SlipLine is one book on a slip.
type SlipLine struct{ What, Title, Barcode, Due, More string }

// Papers are what can be printed on.
type Papers struct {
	List     []Paper
	P58, P80 bool // else a page
	Now      bool // print as soon as the page is there
}

// Paper is one of them.
type Paper struct {
	Path, Label string
	Current     bool
}

// Template names the page's file.
func (*Slip) Template() string { return "desk/slip" }
