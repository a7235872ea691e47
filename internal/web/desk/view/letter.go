package view

import (
	"html/template"
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// Letter is one letter about late books, on the library's letterhead. It is in the
// language of who gets it, whatever the desk speaks.
type Letter struct {
	Lang     string
	Contact  string // of the library; may be empty
	Date     string
	To       []string // the lines of the address
	Subject  string
	Greeting string
	Opening  string
	ColBook  string
	ColCode  string
	ColDue   string
	Books    []LateBook
	Asks     []string // what the member can do, a sentence each
	Renew    string   // where they can renew by themselves; "" where they cannot
	Code     template.HTML
	Close    string
	Regards  string
	Sign     string // the library
}

// LateBook is a line of the letter's list.
type LateBook struct{ Title, Author, Barcode, Due, Late string }

// NewLetter writes a letter in l. base is where members reach the site, "" where
// that is not known; the paper carries nothing more personal than that address.
func NewLetter(l *i18n.Language, letter *library.Letter, base string) Letter {
	t := Letter{Lang: l.Code, Contact: letter.Site.Contact, Date: l.Day(letter.Today), Sign: letter.Site.LibraryName,
		Subject: l.Text("desk_members.letter_subject"), Regards: l.Text("desk_members.letter_regards"),
		ColBook: l.Text("desk_members.letter_book"), ColCode: l.Text("desk_members.letter_code"), ColDue: l.Text("desk_members.letter_due"),
		Greeting: l.Text("desk_members.letter_greeting", "name", letter.Name),
		Opening:  l.Count("desk_members.letter_opening", len(letter.Late)),
		Asks:     []string{l.Text("desk_members.letter_bring")}, Close: l.Text("desk_members.letter_close")}
	t.To = []string{letter.Name}
	if g := letter.Guardian; g != "" {
		t.To = []string{g, l.Text("desk_members.letter_guardian_of", "name", letter.Name)}
		t.Greeting = l.Text("desk_members.letter_greeting", "name", g)
		t.Opening = l.Count("desk_members.letter_opening_child", len(letter.Late), "name", letter.Name)
	}
	for line := range strings.SplitSeq(letter.Address, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			t.To = append(t.To, line)
		}
	}
	for i := range letter.Late {
		loan := &letter.Late[i]
		t.Books = append(t.Books, LateBook{Title: loan.Title, Author: loan.Author, Barcode: loan.Barcode, Due: l.Date(loan.DueAt),
			Late: l.Count("desk_members.letter_late", max(-loan.DaysLeft, 0))})
	}
	switch _, where, _ := strings.Cut(base, "://"); {
	case letter.Online && where != "":
		t.Renew = l.Text("desk_members.letter_renew_online", "address", where)
		t.Code = page.QR(base+"/", l.Text("desk_members.letter_qr"))
	case letter.AtDesk:
		t.Asks = append(t.Asks, l.Text("desk_members.letter_renew"))
	}
	if t.Contact != "" {
		t.Asks = append(t.Asks, l.Text("desk_members.letter_talk", "contact", t.Contact))
	} else {
		t.Asks = append(t.Asks, l.Text("desk_members.letter_come"))
	}
	return t
}
