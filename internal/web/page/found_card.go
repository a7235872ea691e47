package page

import "simpanbudi/internal/i18n"

// FoundCardPath comes before the token in the QR code of a card. It is in capitals, as
// the whole code is, because a code of capitals takes less room on a card.
const FoundCardPath = "/C/"

// FoundCard is what a phone shows that scans the QR code of somebody's card: what the
// code is, and that a lost card would be missed. It is the same for every code, made
// up or not, so that it tells nothing of any member.
type FoundCard struct{ Frame Frame }

// NewFoundCard returns the page.
func NewFoundCard(l *i18n.Language) *FoundCard {
	return &FoundCard{Frame: Frame{Title: l.Text("found_card.title"), Here: "/"}}
}

// Template names the page's file.
func (*FoundCard) Template() string { return "found_card" }

// Around returns the page's frame.
func (p *FoundCard) Around() *Frame { return &p.Frame }
