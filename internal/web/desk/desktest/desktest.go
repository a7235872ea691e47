// Package desktest is a library with its pages, and a desk to try them at:
//
//	d := desktest.New(t)
//	d.As("supervisor").Get("/desk/rules").Wants(200, "Aturan").Lacks("admin")
//	d.Post("/desk/lend", url.Values{"barcode": {b}}).Goes("/desk")
//
// The clock stands at Monday, 2026-11-23 09:00 in Jakarta.
package desktest

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/schedule"
	"simpanbudi/internal/web"
)

// Password is every account's.
const Password = "empat kata yang panjang"

// Desk is a library with its pages and one browser.
type Desk struct {
	*librarytest.House
	Who  *identity.Service
	Keys *identity.Keys
	Log  *bytes.Buffer
	// How messages go: with Channels, as of the last Serve.
	Messages *reminder.Service
	Jobs     *schedule.Scheduler
	Channels []channel.Channel
	Cookies  map[string]string
	Header   map[string]string // sent with every request
	t        testing.TB
	handler  http.Handler
}

// New opens a library. options may be nil.
func New(t testing.TB, options ...func(*web.Options)) *Desk {
	t.Helper()
	d := &Desk{t: t, House: librarytest.New(t, librarytest.At("2026-11-23T09:00")), Log: &bytes.Buffer{},
		Cookies: map[string]string{}, Header: map[string]string{}}
	var err error
	if d.Keys, err = identity.LoadKeys(identity.KeyFile(d.Path)); err != nil {
		t.Fatal(err)
	}
	// Somebody has set up the desk long ago and left.
	d.Exec(`insert into staff (username, role, password_hash, created_at, disabled_at) values ('pendiri', 'admin', '', 0, 1)`)
	d.Who = identity.New(d.DB, d.Keys, identity.Options{LibraryNow: d.Now})
	d.Serve(options...)
	return d
}

// Serve serves the library once more, with other options.
func (d *Desk) Serve(options ...func(*web.Options)) {
	d.t.Helper()
	sessions := identity.NewSessions(d.DB, identity.SessionOptions{})
	d.t.Cleanup(sessions.Close)
	o := web.Options{Library: d.Library, Identity: d.Who, Sessions: sessions, Kiosks: d.Who.Kiosks(false),
		Links: d.Who.Links(), Desk: d.Who.Desk(false), Log: slog.New(slog.NewTextHandler(d.Log, nil)), Version: "test"}
	texts, err := i18n.Load()
	if err != nil {
		d.t.Fatal(err)
	}
	d.Messages = reminder.New(d.DB, reminder.Options{Library: d.Library, Now: d.Now, Texts: texts, Keys: d.Keys, Channels: d.Channels})
	d.Jobs = schedule.New(d.DB, schedule.Options{Now: d.Now,
		Settings: func(ctx context.Context) (map[string]string, *time.Location, error) {
			site, err := d.Library.Site(ctx)
			if err != nil {
				return nil, nil, err
			}
			return site.Settings, site.Zone, nil
		},
		Jobs: []schedule.Job{{Name: "reminders", Daily: true, Run: d.Messages.PlanJob}, {Name: "deliver", After: "reminders", Run: d.Messages.DeliverJob}}})
	o.Messages, o.Jobs = d.Messages, d.Jobs
	for _, change := range options {
		change(&o)
	}
	if d.handler, err = web.New(o); err != nil {
		d.t.Fatal(err)
	}
}

// As signs in somebody of a role, who has the role as username; the account is
// made where it does not exist.
func (d *Desk) As(role string) *Desk {
	d.t.Helper()
	if d.Int(`select count(*) from staff where username = ?`, role) == 0 {
		if err := d.Who.AddStaff(d.t.Context(), role, role, Password); err != nil {
			d.t.Fatal(err)
		}
	}
	d.Cookies = map[string]string{}
	d.Post("/desk/sign-in", url.Values{"username": {role}, "password": {Password}}).Goes("/desk")
	return d
}

// Staff is the id of the account of that name.
func (d *Desk) Staff(username string) int64 {
	d.t.Helper()
	return d.Int(`select id from staff where username = ?`, username)
}

// Routes are all paths that are answered, each after its method and a space.
func (d *Desk) Routes() (list []string) {
	for _, r := range d.handler.(*gin.Engine).Routes() {
		list = append(list, r.Method+" "+r.Path)
	}
	return list
}

// Get asks for a page.
func (d *Desk) Get(path string) *Answer {
	d.t.Helper()
	return d.ask(httptest.NewRequest(http.MethodGet, path, nil))
}

// Post posts a form.
func (d *Desk) Post(path string, form url.Values) *Answer {
	d.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return d.ask(r)
}

func (d *Desk) ask(r *http.Request) *Answer {
	d.t.Helper()
	r.RemoteAddr = "192.0.2.7:4711"
	for name, value := range d.Header {
		r.Header.Set(name, value)
	}
	for name, value := range d.Cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if d.Cookies[c.Name] = c.Value; c.MaxAge < 0 || c.Value == "" {
			delete(d.Cookies, c.Name)
		}
	}
	return &Answer{t: d.t, asked: r.Method + " " + r.URL.Path, Code: w.Code, Location: w.Header().Get("Location"),
		Header: w.Header(), Body: w.Body.String()}
}

// Answer is what came back.
type Answer struct {
	Code     int
	Location string
	Header   http.Header
	Body     string
	asked    string
	t        testing.TB
}

// Wants checks the status and that texts are there, in the page or as it is read aloud.
func (a *Answer) Wants(code int, texts ...string) *Answer {
	a.t.Helper()
	if a.Code != code {
		a.t.Fatalf("%s: status %d, not %d\n%s", a.asked, a.Code, code, a.Body)
	}
	for _, text := range texts {
		if !strings.Contains(a.Body, text) && !strings.Contains(a.Spoken(), text) {
			a.t.Errorf("%s: there is no %q in\n%s", a.asked, text, a.Body)
		}
	}
	return a
}

// Lacks checks that texts are not there.
func (a *Answer) Lacks(texts ...string) *Answer {
	a.t.Helper()
	for _, text := range texts {
		if strings.Contains(a.Body, text) || strings.Contains(a.Spoken(), text) {
			a.t.Errorf("%s: there should be no %q in\n%s", a.asked, text, a.Body)
		}
	}
	return a
}

// Goes checks that the answer leads to a path.
func (a *Answer) Goes(path string) *Answer {
	a.t.Helper()
	if a.Code != http.StatusSeeOther || a.Location != path {
		a.t.Fatalf("%s: status %d, goes to %q, not to %q\n%s", a.asked, a.Code, a.Location, path, a.Body)
	}
	return a
}

var tags = regexp.MustCompile(`<[^>]*>`)

// Spoken is the page as it is read aloud: without its tags.
func (a *Answer) Spoken() string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(a.Body, " ")), " ")
}

// Browser is another browser at the same library.
func (d *Desk) Browser() *Desk {
	other := *d
	other.Cookies, other.Header = map[string]string{}, map[string]string{}
	return &other
}
