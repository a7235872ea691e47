package web_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/web"
)

// scenario is a visitor's way through the pages of a library of its own.
type scenario struct {
	name    string
	options func(*web.Options)                  // nil: plain
	library func(s *site) (vars map[string]any) // what there is; {name} in steps stands for a var
	steps   []step
}

// step is one request and what must and must not come back.
type step struct {
	do       string // GET /loans
	form     url.Values
	body     string            // instead of a form, sent as it is
	header   map[string]string // of the request; Remote is the address it comes from
	times    int               // 0: once
	status   int
	location string
	headers  map[string]string // of the answer; "" must be absent
	contains []string
	lacks    []string
}

// site is a library with its pages and one visitor's browser.
type site struct {
	*librarytest.House
	t        testing.TB
	handler  http.Handler
	who      *identity.Service
	keys     *identity.Keys
	sessions *identity.Sessions
	log      *bytes.Buffer
	cookies  map[string]string
	vars     map[string]any
	messages *reminder.Service
	channels []channel.Channel
}

const (
	monday = "2026-11-23T09:00" // in Jakarta, when everything here happens
	pin    = "274951"
)

func newSite(t testing.TB, options func(*web.Options)) *site {
	t.Helper()
	s := &site{t: t, House: librarytest.New(t, librarytest.At(monday)), log: &bytes.Buffer{}, cookies: map[string]string{}}
	var err error
	if s.keys, err = identity.LoadKeys(identity.KeyFile(s.Path)); err != nil {
		t.Fatal(err)
	}
	s.who = identity.New(s.DB, s.keys, identity.Options{LibraryNow: s.Now})
	s.open(options)
	return s
}

// open makes the pages, once more where the test has changed what is below.
func (s *site) open(options func(*web.Options)) {
	s.t.Helper()
	o := web.Options{Library: s.Library, Identity: s.who, Log: slog.New(slog.NewTextHandler(s.log, nil)), Version: "test"}
	texts, err := i18n.Load()
	if err != nil {
		s.t.Fatal(err)
	}
	s.messages = reminder.New(s.DB, reminder.Options{Library: s.Library, Now: s.Now, Texts: texts, Keys: s.keys, Channels: s.channels})
	o.Messages = s.messages
	if options != nil {
		options(&o)
	}
	s.sessions = identity.NewSessions(s.DB, identity.SessionOptions{Secure: o.Secure})
	s.t.Cleanup(s.sessions.Close)
	o.Sessions, o.Kiosks, o.Links, o.Desk = s.sessions, s.who.Kiosks(o.Secure), s.who.Links(), s.who.Desk(o.Secure)
	if s.handler, err = web.New(o); err != nil {
		s.t.Fatal(err)
	}
}

// reader makes a member with a PIN.
func (s *site) reader() *librarytest.Member {
	s.t.Helper()
	m := s.Member("umum")
	if err := s.who.SetPIN(s.t.Context(), m.ID, pin, pin, "desk"); err != nil {
		s.t.Fatal(err)
	}
	return m
}

// newcomer makes a member who has only a birth date, 17 August 1985.
func (s *site) newcomer() *librarytest.Member {
	s.t.Helper()
	m := s.Member("umum")
	s.Exec(`update members set birth_mac = ? where id = ?`, s.keys.BirthMAC(identity.CardKey(m.Card), "17081985"), m.ID)
	return m
}

func run(t *testing.T, list []scenario) {
	for _, c := range list {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t, c.options)
			if c.library != nil {
				s.vars = c.library(s)
			}
			for i, st := range c.steps {
				for range max(1, st.times) {
					s.check(i, st, s.ask(st))
				}
			}
		})
	}
}

// fill puts the vars of the scenario into a text.
func (s *site) fill(text string) string {
	for name, value := range s.vars {
		text = strings.ReplaceAll(text, "{"+name+"}", fmt.Sprint(value))
	}
	return text
}

// ask sends a request with the browser's cookies and keeps those that come back.
func (s *site) ask(st step) *httptest.ResponseRecorder {
	method, path, _ := strings.Cut(s.fill(st.do), " ")
	body, kind := s.fill(st.body), ""
	if st.form != nil {
		fields := url.Values{}
		for name, values := range st.form {
			for _, v := range values {
				fields.Add(name, s.fill(v))
			}
		}
		body = fields.Encode()
	}
	if method == http.MethodPost {
		kind = "application/x-www-form-urlencoded"
	}
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	r.RemoteAddr = "192.0.2.7:4711"
	for name, value := range st.header {
		if name == "Remote" {
			r.RemoteAddr = value
			continue
		}
		r.Header.Set(name, s.fill(value))
	}
	for name, value := range s.cookies {
		r.Header.Add("Cookie", name+"="+value)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if s.cookies[c.Name] = c.Value; c.MaxAge < 0 || c.Value == "" {
			delete(s.cookies, c.Name)
		}
	}
	if ref, ok := strings.CutPrefix(w.Header().Get("Location"), "/receipts/"); ok && s.vars != nil {
		s.vars["ref"] = ref
	}
	if _, ref, ok := strings.Cut(w.Header().Get("Location"), "?done="); ok { // a signed link tells on its own page
		s.vars["ref"] = ref
	}
	return w
}

func (s *site) check(i int, st step, w *httptest.ResponseRecorder) {
	s.t.Helper()
	name := fmt.Sprintf("step %d, %s", i+1, s.fill(st.do))
	body := w.Body.String()
	words := spoken(body)
	if w.Code != st.status {
		s.t.Fatalf("%s: status %d, not %d\n%s", name, w.Code, st.status, body)
	}
	if got, want := w.Header().Get("Location"), s.fill(st.location); want != "" && got != want {
		s.t.Errorf("%s: goes to %q, not to %q", name, got, want)
	}
	for header, want := range st.headers {
		if got := strings.Join(w.Header().Values(header), ", "); want == "" && got != "" || !strings.Contains(got, want) {
			s.t.Errorf("%s: %s is %q, not %q", name, header, got, want)
		}
	}
	for _, text := range st.contains {
		if text = s.fill(text); !strings.Contains(body, text) && !strings.Contains(words, text) {
			s.t.Errorf("%s: there is no %q in\n%s", name, text, body)
		}
	}
	for _, text := range st.lacks {
		if text = s.fill(text); strings.Contains(body, text) || strings.Contains(words, text) {
			s.t.Errorf("%s: there should be no %q in\n%s", name, text, body)
		}
	}
	if strings.Contains(body, "<html") && !slices.Equal(w.Header()["Cache-Control"], []string{"no-store"}) {
		s.t.Errorf("%s: a page may be kept: %q", name, w.Header()["Cache-Control"])
	}
}

// spoken is a page as it is read aloud: without its tags, which may stand in the
// middle of a sentence.
func spoken(body string) string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(body, "")), " ")
}

var tags = regexp.MustCompile(`<[^>]*>`)

// signIn is the step that signs in the member whose card is the var card.
func signIn() step {
	return step{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {pin}}, status: 303, location: "/loans"}
}
