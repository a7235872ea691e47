package view

import (
	"maps"
	"net/url"
	"slices"

	"simpanbudi/internal/web/page"
)

// SignIn is the page on which staff sign in.
type SignIn struct {
	page.Desk
	Username string // as it was typed
	Error    string // what to say about the last try; "" for the first
	Next     string // the desk's page to open afterwards
	Kept     string // a form posted when the session had ended, sealed
	Ended    bool   // what was posted has not been done
}

// Template names the page's file.
func (*SignIn) Template() string { return "desk/sign_in" }

// Code is the page that asks for a one-time code after the password.
type Code struct {
	page.Desk
	Error string
	Next  string
	Kept  string // a form to be sent afterwards, sealed
}

// Template names the page's file.
func (*Code) Template() string { return "desk/code" }

// Locked is the page of a session that waits for its password.
type Locked struct {
	page.Desk
	Name    string // whose password it is
	Error   string
	Back    string
	Kept    string // a form posted meanwhile, sealed
	Waiting bool   // what was posted has not been done
}

// Template names the page's file.
func (*Locked) Template() string { return "desk/locked" }

// SendNow is a form that was posted from a locked session, or from one that had
// ended, ready to be sent.
type SendNow struct {
	page.Desk
	Path   string
	Values []Hidden
}

// Hidden is a field that is carried along.
type Hidden struct{ Name, Value string }

// NewSendNow carries the fields of a form to a path of the desk.
func NewSendNow(d page.Desk, path string, fields url.Values) *SendNow {
	p := &SendNow{Desk: d, Path: path}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for _, value := range fields[name] {
			p.Values = append(p.Values, Hidden{name, value})
		}
	}
	return p
}

// Template names the page's file.
func (*SendNow) Template() string { return "desk/send_now" }
