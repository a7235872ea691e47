package page

import (
	"strings"
	"time"
	"unicode"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
)

// KioskPath is the path of the screen that all use; every way on it ends there.
const KioskPath = "/kiosk"

// IsKiosk reports whether a path is one of the kiosk's.
func IsKiosk(path string) bool {
	return path == KioskPath || strings.HasPrefix(path, KioskPath+"/")
}

// Kiosk is what every page of a kiosk has. Its frame has no way out to the rest
// of the site, where somebody could stay signed in.
type Kiosk struct {
	Frame    Frame
	At       string // the page's own name: start, pin, loans, …
	Token    string // every form of a visit carries it; "": nobody is there
	Left     int    // seconds until a script ends the page; 0: it does not
	Ask      int    // of these so many before the end it asks who is there
	After    int    // seconds until a page without script goes on by itself …
	Then     string // … to this path
	Sound    bool   // this device makes sounds …
	Cue      string // which sound the page begins with; "" for none
	HasSound bool   // … and here it can be told not to
}

// NewKiosk returns what a page at a path has. token is "" where nobody is there.
func NewKiosk(at, title, token string, sound bool) Kiosk {
	k := Kiosk{Frame: Frame{Title: title, Here: KioskPath}, At: at, Token: token, Sound: sound, HasSound: at != "register" && at != "problem"}
	if token != "" {
		k.Left, k.Ask = int(kioskLeft/time.Second), int(kioskAsk/time.Second)
		k.After, k.Then = k.Left-k.Ask, KioskPath+"/still?at="+at
	}
	return k
}

// A page counts from when it is shown and the server from when it was asked for,
// so the page must be the first to end: whoever answers in its last second is
// still heard. The server's time is identity.KioskIdle, 60 seconds.
const (
	kioskLeft = 58 * time.Second
	kioskAsk  = 20 * time.Second
)

// Around returns the page's frame.
func (k *Kiosk) Around() *Frame { return &k.Frame }

// Layout names the template around the page.
func (*Kiosk) Layout() string { return "kiosk_layout" }

// KioskRegister is the page of a device that is no kiosk yet.
type KioskRegister struct {
	Kiosk
	Error string // what to say about the last code; "" for the first
}

// NewKioskRegister returns the page. refused is why the last code was not taken,
// "" before the first try; wait is zero unless there were too many.
func NewKioskRegister(l *i18n.Language, refused fault.Code, wait time.Duration) *KioskRegister {
	p := &KioskRegister{Kiosk: NewKiosk("register", l.Text("kiosk.register_title"), "", false)}
	switch refused {
	case "":
	case fault.TooMany:
		p.Error = l.Text("kiosk.register_too_many") + " " + Wait(l, wait)
	default:
		p.Error = l.Text("kiosk.register_no")
	}
	return p
}

// Template names the page's file.
func (*KioskRegister) Template() string { return "kiosk/register" }

// KioskStart is the page that waits for a card.
type KioskStart struct{ Kiosk }

// Template names the page's file.
func (*KioskStart) Template() string { return "kiosk/start" }

// KioskPIN is the page that asks for the PIN.
type KioskPIN struct {
	Kiosk
	Typed string // a dot for each digit of the number pad, where there is no script
	Said  string // the same in words
	Keys  []string
}

// NewKioskPIN returns the page on which so many digits have been typed.
func NewKioskPIN(l *i18n.Language, k Kiosk, typed int) *KioskPIN {
	p := &KioskPIN{Kiosk: k, Keys: strings.Split("123456789", "")}
	if typed > 0 {
		p.Typed, p.Said = strings.Repeat("•", typed), l.Count("kiosk.pin_typed", typed)
	}
	return p
}

// Template names the page's file.
func (*KioskPIN) Template() string { return "kiosk/pin" }

// KioskStill is the page that asks whether somebody is there, where no script
// can ask on the page itself.
type KioskStill struct {
	Kiosk
	Back string // the page's name to go back to
}

// NewKioskStill returns the page that leads back to the page of that name.
func NewKioskStill(l *i18n.Language, token, back string, sound bool) *KioskStill {
	p := &KioskStill{Kiosk: NewKiosk("still", l.Text("kiosk.still_title"), token, sound), Back: back}
	p.Left, p.After, p.Then = 0, int(kioskAsk/time.Second), KioskPath+"/end"
	return p
}

// Template names the page's file.
func (*KioskStill) Template() string { return "kiosk/still" }

// KioskProblem is a problem on a shared screen.
type KioskProblem struct {
	Kiosk
	Heading   string
	Text      string
	Wait      string
	Reference string
}

// ForKiosk returns a problem as a kiosk shows it.
func (p *Problem) ForKiosk() *KioskProblem {
	return &KioskProblem{
		Kiosk:   NewKiosk("problem", p.Heading, "", false),
		Heading: p.Heading, Text: p.Text, Wait: p.Wait, Reference: p.Reference,
	}
}

// Template names the page's file.
func (*KioskProblem) Template() string { return "kiosk/problem" }

// initials are all that a screen others see tells of a name: "A. S." of the first
// and the last word that begin with a letter; "" where none does.
func initials(name string) string {
	var letters []rune
	for word := range strings.FieldsSeq(name) {
		for _, r := range word {
			if unicode.IsLetter(r) {
				letters = append(letters, unicode.ToUpper(r))
				break
			}
		}
	}
	switch len(letters) {
	case 0:
		return ""
	case 1:
		return string(letters[0]) + "."
	}
	return string(letters[0]) + ". " + string(letters[len(letters)-1]) + "."
}
