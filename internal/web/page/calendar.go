package page

import (
	"html/template"
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Calendar is the page on which a member takes the due dates into a calendar of
// their own, once or for good.
type Calendar struct {
	Frame  Frame
	NoLink bool         // nobody knows at which address a program could ask
	Link   string       // the private link, where it has just been made; "" after that
	Webcal template.URL // the same for the calendar program of this device
	Since  string       // tells of the link there is; "" for none
	Titles bool         // the link there is shows titles
}

// CalendarPath is the path of the page, feedPath that of the calendar itself.
const (
	CalendarPath = "/calendar"
	feedPath     = "/loans.ics"
)

// NewCalendar returns the page. base is where members reach the site, "" where
// nobody knows; token is that of the link where it has just been made.
func NewCalendar(l *i18n.Language, link library.CalendarLink, base, token string) *Calendar {
	p := &Calendar{
		Frame:  Frame{Title: l.Text("calendar.title"), Here: CalendarPath, SignedIn: true},
		NoLink: base == "",
		Titles: link.Titles,
	}
	if !link.Since.IsZero() {
		p.Since = l.Text("calendar.since", "at", l.DateTime(link.Since))
	}
	if link.Opens && !p.NoLink {
		p.Link = base + feedPath + "?token=" + token
		_, rest, _ := strings.Cut(p.Link, ":")
		p.Webcal = template.URL("webcal:" + rest) // our own address: html/template knows no webcal
	}
	return p
}

// Template names the page's file.
func (*Calendar) Template() string { return "member/calendar" }

// Around returns the page's frame.
func (p *Calendar) Around() *Frame { return &p.Frame }
