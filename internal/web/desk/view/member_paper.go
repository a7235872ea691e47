package view

import (
	"html/template"
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// MemberPIN is a new PIN on a slip, shown once.
type MemberPIN struct {
	page.Desk
	Head  MemberHead
	Path  string
	PIN   string // "" where it has been shown before
	Name  string
	Card  string
	Where string // at which address it is used; "" where that is not known
}

// Template names the page's file.
func (*MemberPIN) Template() string { return "desk/member_pin" }

// NewMemberPIN puts a new PIN on a slip. base is where members reach the site.
func NewMemberPIN(l *i18n.Language, d page.Desk, m *library.MemberHead, pin, base string) *MemberPIN {
	_, where, _ := strings.Cut(base, "://")
	return &MemberPIN{Desk: d, Head: NewMemberHead(l, m, "record"), Path: MemberPath(m.ID), PIN: pin, Name: m.Name, Card: MaskID(m.Card), Where: where}
}

// MemberCard is a member's card, to be printed at the desk.
type MemberCard struct {
	page.Desk
	Head    MemberHead
	Path    string
	Name    string
	Number  string
	Masked  bool
	Expires string
	QR      template.HTML
	Bars    template.HTML
	NoCode  string
}

// Template names the page's file.
func (*MemberCard) Template() string { return "desk/member_card" }

// NewMemberCard puts a card in words and codes as the member's own page does.
func NewMemberCard(l *i18n.Language, d page.Desk, m *library.MemberHead, card *library.MemberCard, base string) *MemberCard {
	own := page.NewCard(l, card, base)
	return &MemberCard{Desk: d, Head: NewMemberHead(l, m, "record"), Path: MemberPath(m.ID), Name: own.Name, Number: own.Number,
		Masked: own.Masked, Expires: own.Expires, QR: own.QR, Bars: own.Bars, NoCode: own.NoCode}
}

// MemberLetter is a letter about late books, on the library's letterhead.
type MemberLetter struct {
	page.Desk
	Head    MemberHead
	Path    string
	None    string // why there is nothing to write about; "" where there is
	Letters []Letter
}

// Template names the page's file.
func (*MemberLetter) Template() string { return "desk/member_letter" }

// Letter is one letter.
type Letter struct {
	Contact  string // of the library; may be empty
	Date     string
	To       []string // the lines of the address
	Greeting string
	Opening  string
	Books    []LateBook
	Asks     []string // what the member can do, a sentence each
	Close    string
	Sign     string // the library
}

// LateBook is a line of the letter's list.
type LateBook struct{ Title, Author, Barcode, Due, Late string }

// NewMemberLetter writes the letter.
func NewMemberLetter(l *i18n.Language, d page.Desk, letter *library.Letter) *MemberLetter {
	r := letter.Record
	p := &MemberLetter{Desk: d, Head: NewMemberHead(l, &r.MemberHead, "record"), Path: MemberPath(r.ID)}
	if len(letter.Late) == 0 {
		p.None = l.Text("desk_members.letter_none")
		return p
	}
	p.Letters = []Letter{newLetter(l, letter)}
	return p
}

func newLetter(l *i18n.Language, letter *library.Letter) Letter {
	r := letter.Record
	t := Letter{Contact: letter.Site.Contact, Date: l.Day(r.Today), Sign: letter.Site.LibraryName,
		Greeting: l.Text("desk_members.letter_greeting", "name", r.Name),
		Opening:  l.Count("desk_members.letter_opening", len(letter.Late)),
		Asks:     []string{l.Text("desk_members.letter_bring")}, Close: l.Text("desk_members.letter_close")}
	t.To = []string{r.Name}
	if g := r.Guardian; g != nil {
		t.To = []string{g.Name, l.Text("desk_members.letter_guardian_of", "name", r.Name)}
		t.Greeting = l.Text("desk_members.letter_greeting", "name", g.Name)
		t.Opening = l.Count("desk_members.letter_opening_child", len(letter.Late), "name", r.Name)
	}
	for line := range strings.SplitSeq(r.Address, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			t.To = append(t.To, line)
		}
	}
	renewable := false
	for i := range letter.Late {
		loan := &letter.Late[i]
		renewable = renewable || loan.Decision.Allowed
		t.Books = append(t.Books, LateBook{Title: loan.Title, Author: loan.Author, Barcode: loan.Barcode, Due: l.Date(loan.DueAt),
			Late: l.Count("desk_members.letter_late", max(-loan.DaysLeft, 0))})
	}
	if renewable && letter.Site.OnlineRenewal {
		t.Asks = append(t.Asks, l.Text("desk_members.letter_renew"))
	}
	if t.Contact != "" {
		t.Asks = append(t.Asks, l.Text("desk_members.letter_talk", "contact", t.Contact))
	} else {
		t.Asks = append(t.Asks, l.Text("desk_members.letter_come"))
	}
	return t
}
