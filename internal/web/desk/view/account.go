package view

import (
	"html/template"
	"net/url"
	"strings"
	"time"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/page"
)

// Account is one's own account: password, one-time codes, sessions.
type Account struct {
	page.Desk
	Username   string
	Old        Field
	New, Again Field
	HasCode    bool
	Left       string // how many recovery codes are left, in words
	Sessions   []Session
	Others     bool // there are other sessions than this one
}

// Session is one of one's own sessions.
type Session struct {
	ID, Agent, Since, Seen string
	Locked, Current        bool
}

// NewAccount returns the page about a person, with their sessions in a zone.
func NewAccount(d page.Desk, l *i18n.Language, username string, sessions []identity.DeskSession, zone *time.Location) *Account {
	a := &Account{Desk: d, Username: username,
		Old:   Field{Name: "old", Label: l.Text("desk_account.old"), Kind: "password", Required: true, Fill: "current-password"},
		New:   Field{Name: "password", Label: l.Text("desk_account.new"), Hint: l.Text("desk_account.password_hint"), Kind: "password", Required: true, Fill: "new-password"},
		Again: Field{Name: "again", Label: l.Text("desk_account.again"), Kind: "password", Required: true, Fill: "new-password"},
	}
	for _, s := range sessions {
		agent := s.Agent
		if agent == "" {
			agent = l.Text("desk_account.agent_unknown")
		}
		a.Sessions = append(a.Sessions, Session{ID: id(s.ID), Agent: agent, Since: l.DateTime(s.Started.In(zone)),
			Seen: l.DateTime(s.Seen.In(zone)), Locked: s.Locked, Current: s.Current})
		a.Others = a.Others || !s.Current
	}
	return a
}

// Template names the page's file.
func (*Account) Template() string { return "desk/account" }

// Codes is the page about one's own one-time codes.
type Codes struct {
	page.Desk
	Must     bool          // nothing else opens before they are on
	Active   bool          // they are on
	Left     string        // how many recovery codes are left, in words
	Picture  template.HTML // the secret that waits, for a camera; "" where none waits
	Groups   string        // the same, to be typed
	Password Field
	Code     Field
}

// NewCodes returns the page without what waits.
func NewCodes(d page.Desk, l *i18n.Language) *Codes {
	return &Codes{Desk: d,
		Password: Field{Name: "password", Label: l.Text("desk_account.password"), Kind: "password", Required: true, Fill: "current-password"},
		Code:     Field{Name: "code", Label: l.Text("desk_account.code"), Hint: l.Text("desk_account.code_six"), Required: true, Fill: "one-time-code"},
	}
}

// Template names the page's file.
func (*Codes) Template() string { return "desk/codes" }

// Recovery is the page that shows new recovery codes, once.
type Recovery struct {
	page.Desk
	Codes []string
	File  template.URL // the same as a text file
}

// NewRecovery returns the page of codes that were checked to be such.
func NewRecovery(d page.Desk, title string, codes []string) *Recovery {
	text := title + "\r\n\r\n" + strings.Join(codes, "\r\n") + "\r\n"
	return &Recovery{Desk: d, Codes: codes, File: template.URL("data:text/plain;charset=utf-8," + url.PathEscape(text))}
}

// Template names the page's file.
func (*Recovery) Template() string { return "desk/recovery" }
