package page

import (
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
)

// Privacy is the notice of what the library does with data about people, by
// Undang-Undang 27/2022, article 21: who, what for, by which right, what, for how
// long, and what one may ask for.
type Privacy struct {
	Frame      Frame
	Controller string
	Contact    string
	Officer    string
	Mirror     bool // another system keeps the record, and this one a copy
	Stays      []string
	Cookies    []Cookie
}

// Cookie is what a browser keeps for us.
type Cookie struct{ Name, Use string }

// Kept is how long the house really keeps what the notice speaks of.
type Kept struct {
	identity.Retention
	Language time.Duration // the choice of a language
	Refusals int           // receipts that renewed nothing, of each member
}

// NewPrivacy puts the notice in words.
func NewPrivacy(l *i18n.Language, site *library.Site, kept Kept) *Privacy {
	p := &Privacy{
		Frame:      Frame{Title: l.Text("privacy.title"), Here: "/privacy"},
		Controller: l.Text("privacy.controller", "library", site.LibraryName),
		Mirror:     site.Mirror,
		Contact:    l.Text("privacy.contact_unknown"),
		Officer:    l.Text("privacy.officer_unknown"),
	}
	if contact := site.Settings["privacy_contact"]; contact != "" {
		p.Contact = l.Text("privacy.contact", "contact", contact)
	} else if site.Contact != "" {
		p.Contact = l.Text("privacy.contact", "contact", site.Contact)
	}
	if officer := site.Settings["privacy_officer"]; officer != "" {
		p.Officer = l.Text("privacy.officer", "officer", officer)
	}
	p.Stays = []string{
		l.Text("privacy.stays_loans"),
		l.Count("privacy.stays_refusals", kept.Refusals),
		l.Text("privacy.stays_sessions", "idle", length(l, kept.SessionIdle), "most", length(l, kept.SessionLife)),
		l.Text("privacy.stays_links", "life", length(l, kept.Link), "ended", length(l, kept.LinkEnded)),
		l.Text("privacy.stays_private"),
		l.Text("privacy.stays_throttles", "time", length(l, kept.Throttle)),
		l.Text("privacy.stays_kiosk", "time", length(l, kept.Kiosk)),
		l.Text("privacy.stays_audit"),
	}
	p.Cookies = []Cookie{
		{l.Text("privacy.cookie_session"), l.Text("privacy.cookie_session_use", "idle", length(l, kept.SessionIdle))},
		{l.Text("privacy.cookie_device"), l.Text("privacy.cookie_device_use", "time", length(l, kept.Device))},
		{l.Text("privacy.cookie_language"), l.Text("privacy.cookie_language_use", "time", length(l, kept.Language))},
		{l.Text("privacy.cookie_notice"), l.Text("privacy.cookie_notice_use")},
		{l.Text("privacy.cookie_kiosk"), l.Text("privacy.cookie_kiosk_use")},
	}
	return p
}

// length is a length of time in the largest unit that tells it whole.
func length(l *i18n.Language, d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return l.Count("period.seconds", int(d/time.Second))
	case d%day == 0:
		return l.Period(circulation.Period{Days: int(d / day)})
	}
	return l.Period(circulation.Period{Elapsed: d})
}

// Template names the page's file.
func (*Privacy) Template() string { return "info/privacy" }

// Around returns the page's frame.
func (p *Privacy) Around() *Frame { return &p.Frame }
