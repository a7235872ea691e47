package page

import (
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
)

// PIN is the page that sets a PIN. What was typed is never shown again.
type PIN struct {
	Frame      Frame
	First      bool   // a birth date was used to sign in
	Next       string // the receipt to open afterwards; "" for the loans
	PINError   string
	AgainError string
}

// NewPIN returns the page. refused is why the last PIN was not taken, "" before
// the first try.
func NewPIN(l *i18n.Language, first bool, next string, refused fault.Code) *PIN {
	p := &PIN{
		Frame: Frame{Title: l.Text("pin.title"), Here: PINPath(next), AtPIN: true, SignedIn: !first},
		First: first, Next: next,
	}
	switch refused {
	case "":
	case fault.PINMismatch:
		p.AgainError = l.Text(TextKey(refused))
	default:
		p.PINError = l.Text(TextKey(refused))
	}
	return p
}

// Template names the page's file.
func (*PIN) Template() string { return "member/pin" }

// Around returns the page's frame.
func (p *PIN) Around() *Frame { return &p.Frame }
