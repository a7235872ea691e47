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
