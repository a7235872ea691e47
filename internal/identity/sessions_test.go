package identity

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/store"
)

// request loads a request with this session cookie, nil for none.
func request(t testing.TB, s *Sessions, cookie *http.Cookie) (*http.Request, *httptest.ResponseRecorder) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/loans", nil)
	if cookie != nil {
		r.Header.Set("Cookie", cookie.Name+"="+cookie.Value) // as it is, were it never so odd
	}
	w := httptest.NewRecorder()
	r, err := s.Load(w, r)
	if err != nil {
		t.Fatal(err)
	}
	return r, w
}

// signIn starts a session and returns its cookie.
func signIn(t testing.TB, s *Sessions, in SignedIn) *http.Cookie {
	t.Helper()
	r, w := request(t, s, nil)
	if err := s.Start(r.Context(), in); err != nil {
		t.Fatal(err)
	}
	return w.Result().Cookies()[0]
}

func whoIs(t testing.TB, s *Sessions, cookie *http.Cookie) (id int64, mustSetPIN, ok bool) {
	t.Helper()
	r, _ := request(t, s, cookie)
	return s.Member(r.Context())
}

func (f *fixture) sessions(o SessionOptions) *Sessions {
	o.Now = f.clock.Now
	s := NewSessions(f.db, o)
	f.t.Cleanup(s.Close)
	return s
}

func TestSessionKeepsWhoSignedInAndWhetherAPINIsDue(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	id := f.member("A1", "", "01022003")
	cookie := signIn(t, s, SignedIn{Member: id, MustSetPIN: true})
	if got, must, ok := whoIs(t, s, cookie); got != id || !must || !ok {
		t.Errorf("got %d, %v, %v", got, must, ok)
	}
	r, w := request(t, s, cookie)
	if err := s.Start(r.Context(), SignedIn{Member: id}); err != nil {
		t.Fatal(err)
	}
	renewed := w.Result().Cookies()[0]
	if renewed.Value == cookie.Value {
		t.Error("the token was not renewed")
	}
	if _, _, ok := whoIs(t, s, cookie); ok {
		t.Error("the old token still signs in")
	}
	if got, must, ok := whoIs(t, s, renewed); got != id || must || !ok {
		t.Errorf("got %d, %v, %v", got, must, ok)
	}
	if got := f.text(`select count(*) from sessions where member_id = ? and token_hash <> ?`, id, renewed.Value); got != "1" {
		t.Errorf("%s sessions under a hash, want 1", got)
	}
}

func TestSessionEndsWhenIdleOrTooOld(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	id := f.member("A1", "", "")
	cookie := signIn(t, s, SignedIn{Member: id})
	f.clock.pass(SessionIdle - time.Second)
	if _, _, ok := whoIs(t, s, cookie); !ok {
		t.Error("ended before 15 minutes")
	}
	f.clock.pass(time.Second)
	if _, _, ok := whoIs(t, s, cookie); ok {
		t.Error("stands after 15 idle minutes")
	}

	cookie = signIn(t, s, SignedIn{Member: id})
	for begun := f.clock.Now(); f.clock.Now().Sub(begun) < SessionLifetime; f.clock.pass(10 * time.Minute) {
		if _, _, ok := whoIs(t, s, cookie); !ok {
			t.Fatalf("ended in use after %v", f.clock.Now().Sub(begun))
		}
		f.exec(`update sessions set seen_at = ?`, f.clock.Now().Unix())
	}
	if _, _, ok := whoIs(t, s, cookie); ok {
		t.Error("stands after 12 hours")
	}
}

func TestSessionFromAWrongClockDoesNotLiveOn(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	cookie := signIn(t, s, SignedIn{Member: f.member("A1", "", "")})
	f.clock.pass(-24 * time.Hour)
	if _, _, ok := whoIs(t, s, cookie); ok {
		t.Error("a session of tomorrow is good today")
	}
}

func TestVisitorsLeaveNoRowsAndReadersWriteNothing(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	id := f.member("A1", "", "")
	cookie := signIn(t, s, SignedIn{Member: id})
	version := f.text(`pragma data_version`) // of the one reading connection: changed by any write
	for range 100 {
		r, w := request(t, s, nil)
		if _, _, ok := s.Member(r.Context()); ok || len(w.Result().Cookies()) > 0 {
			t.Fatal("a visitor got a session")
		}
		if got, _, _ := whoIs(t, s, cookie); got != id {
			t.Fatal("the member is not signed in")
		}
	}
	if f.text(`pragma data_version`) != version {
		t.Error("reading sessions has written")
	}
}

func TestCookiesAreForThisHostAndNoScript(t *testing.T) {
	f := newFixture(t)
	id := f.member("A1", "", "")
	for _, secure := range []bool{false, true} {
		s := f.sessions(SessionOptions{Secure: secure})
		r, w := request(t, s, nil)
		if err := s.Start(r.Context(), SignedIn{Member: id, Device: "token"}); err != nil {
			t.Fatal(err)
		}
		cookies := w.Result().Cookies()
		if len(cookies) != 2 {
			t.Fatalf("%d cookies, want session and device", len(cookies))
		}
		for _, c := range cookies {
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.Secure != secure ||
				strings.HasPrefix(c.Name, "__Host-") != secure {
				t.Errorf("cookie %s", c.Raw)
			}
		}
		if cookies[0].MaxAge != 0 || !cookies[0].Expires.IsZero() {
			t.Errorf("the session outlives the browser: %s", cookies[0].Raw)
		}
		next := httptest.NewRequest(http.MethodGet, "/", nil)
		next.AddCookie(cookies[1])
		if got := s.Device(next); got != "token" {
			t.Errorf("the device cookie gives %q", got)
		}
		if w.Header().Get("Vary") != "Cookie" {
			t.Error("the answer does not vary by cookie")
		}
	}
}

func TestSharedScreenGetsNoDeviceCookie(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	r, w := request(t, s, nil)
	if err := s.Start(r.Context(), SignedIn{Member: f.member("A1", "", "")}); err != nil {
		t.Fatal(err)
	}
	if n := len(w.Result().Cookies()); n != 1 {
		t.Errorf("%d cookies, want 1", n)
	}
	if got := s.Device(r); got != "" {
		t.Errorf("the device is %q", got)
	}
}

func TestEndSignsOut(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	cookie := signIn(t, s, SignedIn{Member: f.member("A1", "", "")})
	r, w := request(t, s, cookie)
	if err := s.End(r.Context()); err != nil {
		t.Fatal(err)
	}
	if c := w.Result().Cookies(); len(c) != 1 || c[0].MaxAge >= 0 || c[0].Value != "" {
		t.Errorf("the cookie stays: %v", c)
	}
	if _, _, ok := s.Member(r.Context()); ok {
		t.Error("still signed in for the rest of the request")
	}
	if _, _, ok := whoIs(t, s, cookie); ok {
		t.Error("the token still signs in")
	}
	r, _ = request(t, s, nil)
	if err := s.End(r.Context()); err != nil {
		t.Errorf("signing out without a session: %v", err)
	}
}

func TestEndTakesTheCookieBackWhateverTheDatabaseDoes(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	r, w := request(t, s, signIn(t, s, SignedIn{Member: f.member("A1", "", "")}))
	if err := f.db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.End(r.Context()); err == nil {
		t.Error("the session was ended in a closed database")
	}
	if c := w.Result().Cookies(); len(c) != 1 || c[0].MaxAge >= 0 || c[0].Value != "" {
		t.Errorf("the next person at this screen is signed in: %v", c)
	}
}

func TestRevokeEndsEverySessionOfThatMember(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	mine, other := f.member("A1", "", ""), f.member("A2", "", "")
	phone, tablet, theirs := signIn(t, s, SignedIn{Member: mine}), signIn(t, s, SignedIn{Member: mine}), signIn(t, s, SignedIn{Member: other})
	if err := s.Revoke(t.Context(), mine); err != nil {
		t.Fatal(err)
	}
	for cookie, want := range map[*http.Cookie]bool{phone: false, tablet: false, theirs: true} {
		if _, _, ok := whoIs(t, s, cookie); ok != want {
			t.Errorf("signed in: %v, want %v", ok, want)
		}
	}
}

func TestSetPINEndsTheOtherSessionsOnly(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	id := f.member("A1", "", "")
	here, elsewhere := signIn(t, s, SignedIn{Member: id}), signIn(t, s, SignedIn{Member: id})
	r, _ := request(t, s, here)
	if err := f.SetPIN(r.Context(), id, "719304", "719304", "web"); err != nil {
		t.Fatal(err)
	}
	if _, _, ok := whoIs(t, s, here); !ok {
		t.Error("this session has ended")
	}
	if _, _, ok := whoIs(t, s, elsewhere); ok {
		t.Error("the other session stands")
	}
}

func TestTamperedCookiesAreJustNotSignedIn(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	cookie := signIn(t, s, SignedIn{Member: f.member("A1", "", "")})
	for _, value := range []string{"", "x", cookie.Value[1:], cookie.Value + "A", strings.Repeat("A", tokenLen), strings.Repeat("A", 100_000),
		strings.Repeat("\u00e9", tokenLen/2) + "a", "' or 1=1 --" + strings.Repeat(" ", 32),
		f.text(`select token_hash from sessions`)} { // a stolen copy of the table signs nobody in
		if _, _, ok := whoIs(t, s, &http.Cookie{Name: cookie.Name, Value: value}); ok {
			t.Errorf("%.60q signs in", value)
		}
	}
}

func TestUnreadableSessionRowIsNobodys(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	cookie := signIn(t, s, SignedIn{Member: f.member("A1", "", "")})
	f.exec(`update sessions set data = x'ff00'`)
	if _, _, ok := whoIs(t, s, cookie); ok {
		t.Error("signed in by a row of another program")
	}
}

func TestFailingDatabaseIsAnErrorNotASignOut(t *testing.T) {
	f := newFixture(t)
	s := NewSessions(f.db, SessionOptions{Now: f.clock.Now})
	cookie := signIn(t, s, SignedIn{Member: f.member("A1", "", "")})
	r, w := request(t, s, nil)
	s.Close()
	f.close()
	defer f.open()
	if err := s.Start(r.Context(), SignedIn{Member: 1}); err == nil || len(w.Result().Cookies()) > 0 {
		t.Errorf("signed in without a database: %v", err)
	}
	q := httptest.NewRequest(http.MethodGet, "/", nil)
	q.AddCookie(cookie)
	if _, err := s.Load(httptest.NewRecorder(), q); err == nil {
		t.Error("a database that cannot be read is taken for no session")
	}
}

func TestSessionIsReadByAnIndex(t *testing.T) {
	f := newFixture(t)
	for _, query := range []string{
		`explain query plan select data, seen_at, expires_at from sessions where token_hash = ?`,
		`explain query plan delete from sessions where member_id = ? and token_hash <> ''`,
	} {
		err := f.db.Read(t.Context(), func(q store.Queryer) error {
			var id, parent, unused int
			var plan string
			if err := q.QueryRow(query, "x").Scan(&id, &parent, &unused, &plan); err != nil {
				return err
			}
			if !strings.HasPrefix(plan, "SEARCH") {
				t.Errorf("%s: %s", query, plan)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	f := newFixture(b)
	s := f.sessions(SessionOptions{})
	cookie := signIn(b, s, SignedIn{Member: f.member("A1", "", "")})
	r := httptest.NewRequest(http.MethodGet, "/loans", nil)
	r.AddCookie(cookie)
	for b.Loop() {
		got, err := s.Load(httptest.NewRecorder(), r)
		if err != nil {
			b.Fatal(err)
		}
		if _, _, ok := s.Member(got.Context()); !ok {
			b.Fatal("not signed in")
		}
	}
}
