package page

import (
	"html/template"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// CardPath is the path of a member's own card.
const CardPath = "/card"

// Card is the page of a member's card, to be shown at the desk or printed.
type Card struct {
	Frame   Frame
	Name    string
	Number  string // as anybody may read it who sees the card
	Masked  bool   // most of Number is hidden
	Expires string // a whole sentence; "" for a card that does not expire
	QR      template.HTML
	Bars    template.HTML
	NoCode  string // why there is no QR code; "" where there is one
}

// NewCard puts a card in words and codes. base is where members reach the site; where
// that is not known there is no QR code.
func NewCard(l *i18n.Language, card *library.MemberCard, base string) *Card {
	m := &card.Member
	p := &Card{
		Frame: Frame{Title: l.Text("card.title"), Here: CardPath, AtCard: true, SignedIn: true},
		Name:  m.Name,
		Bars:  bars(strings.TrimSpace(m.Card), l.Text("card.bars_label")),
	}
	p.Number, p.Masked = printedNumber(m.Card)
	if !m.CardExpiresOn.IsZero() {
		p.Expires = expiry(l, m.CardExpiresOn, card)
	}
	switch {
	case base == "":
		p.NoCode = l.Text("card.no_address")
	case card.Token == "":
		p.NoCode = l.Text("card.no_token")
	default:
		p.QR = code(strings.ToUpper(base)+FoundCardPath+card.Token, l.Text("card.qr_label"))
	}
	return p
}

func expiry(l *i18n.Language, on circulation.Day, card *library.MemberCard) string {
	if on < circulation.DayOf(card.Now, card.Site.Zone) {
		return l.Text("card.expired", "date", l.Day(on))
	}
	return l.Text("card.expires", "date", l.Day(on))
}

// nationalID is the length of an Indonesian NIK, in digits.
const nationalID = 16

// printedNumber is a card number as it stands on the card for people to read. Some
// libraries use the national ID as card number. A card lies on tables and is
// photographed, so of sixteen digits only the last four are shown, whether they are a
// NIK or not: we do not guess. The bars carry the whole number, because the desk's
// scanner has nothing else to find the member by.
func printedNumber(card string) (number string, masked bool) {
	digits := strings.Join(strings.Fields(card), "")
	if len(digits) != nationalID || strings.Trim(digits, "0123456789") != "" {
		return card, false
	}
	return maskCard(digits), true
}

// Template names the page's file.
func (*Card) Template() string { return "member/card" }

// Around returns the page's frame.
func (p *Card) Around() *Frame { return &p.Frame }
