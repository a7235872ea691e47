package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/librarytest"
)

// screen is a library with a device that may be registered as its kiosk.
type screen struct {
	*site
	clock time.Time // the machine's
}

func newScreen(t *testing.T) *screen {
	t.Helper()
	s := &screen{site: newSite(t, nil), clock: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)}
	s.who = identity.New(s.DB, s.keys, identity.Options{Now: func() time.Time { return s.clock }, LibraryNow: s.Now})
	s.open(nil)
	return s
}

func (s *screen) code(name string) string {
	s.t.Helper()
	code, err := s.who.AddKiosk(s.t.Context(), name)
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

// registered is a device that has been registered.
func registered(t *testing.T) *screen {
	t.Helper()
	s := newScreen(t)
	s.goes("/kiosk/register", url.Values{"code": {s.code("Lobi")}}, "/kiosk")
	return s
}

func (s *screen) get(path string) *httptest.ResponseRecorder { return s.ask(step{do: "GET " + path}) }

func (s *screen) post(path string, form url.Values) *httptest.ResponseRecorder {
	return s.ask(step{do: "POST " + path, form: form})
}

// goes posts a form that leads on to a path.
func (s *screen) goes(path string, form url.Values, to string) {
	s.t.Helper()
	w := s.post(path, form)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != to {
		s.t.Fatalf("POST %s: %d to %q, not to %q\n%s", path, w.Code, w.Header().Get("Location"), to, w.Body)
	}
}

// shows opens a page that has the texts.
func (s *screen) shows(path string, texts ...string) string {
	s.t.Helper()
	w := s.get(path)
	if w.Code != http.StatusOK {
		s.t.Fatalf("GET %s: %d to %q\n%s", path, w.Code, w.Header().Get("Location"), w.Body)
	}
	if w.Header().Get("Cache-Control") != "no-store" {
		s.t.Errorf("GET %s may be kept", path)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			s.t.Errorf("GET %s: there is no %q in\n%s", path, text, w.Body)
		}
	}
	return w.Body.String()
}

// leads opens a page that leads elsewhere and shows nothing.
func (s *screen) leads(path, to string) {
	s.t.Helper()
	w := s.get(path)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != to || w.Body.Len() > 0 {
		s.t.Fatalf("GET %s: %d to %q, not to %q\n%s", path, w.Code, w.Header().Get("Location"), to, w.Body)
	}
}

var visitField = regexp.MustCompile(`name="visit" value="([^"]+)"`)

// token is what the forms of a page carry.
func (s *screen) token(path string) string {
	s.t.Helper()
	found := visitField.FindStringSubmatch(s.shows(path))
	if found == nil {
		s.t.Fatalf("the forms of %s carry no token", path)
	}
	return found[1]
}

// enter begins the visit of a member with the usual PIN and returns its token.
func (s *screen) enter(m *librarytest.Member) string {
	s.t.Helper()
	s.goes("/kiosk/card", url.Values{"card": {m.Card}}, "/kiosk/pin")
	s.goes("/kiosk/pin", url.Values{"visit": {s.token("/kiosk/pin")}, "pin": {pin}}, "/kiosk/loans")
	return s.token("/kiosk/loans")
}

func TestADeviceBecomesAKioskByACodeThatIsGoodOnceAndForAWhile(t *testing.T) {
	s := newScreen(t)
	code := s.code("Lobi")
	if body := s.shows("/kiosk", "Daftarkan layar ini", `action="/kiosk/register"`); strings.Contains(body, "Lobi") {
		t.Error("the page names a kiosk")
	}
	for _, path := range []string{"/kiosk/pin", "/kiosk/loans", "/kiosk/result", "/kiosk/still", "/kiosk/end"} {
		s.leads(path, "/kiosk")
	}
	s.goes("/kiosk/card", url.Values{"card": {"1"}}, "/kiosk")
	if w := s.post("/kiosk/register", url.Values{"code": {"0000-0000"}}); w.Code != 401 || len(w.Result().Cookies()) > 0 {
		t.Errorf("a wrong code: %d with %v", w.Code, w.Result().Cookies())
	}
	late := s.code("Ruang anak")
	s.clock = s.clock.Add(identity.KioskCodeLife)
	for _, old := range []string{code, late} {
		if w := s.post("/kiosk/register", url.Values{"code": {old}}); w.Code != 401 {
			t.Errorf("a code that is too old: %d", w.Code)
		}
	}
	code = s.code("Lobi")
	s.goes("/kiosk/register", url.Values{"code": {" " + strings.ToLower(strings.ReplaceAll(code, "-", " "))}}, "/kiosk")
	s.shows("/kiosk", "Perpanjang pinjaman di sini")
	other := newPhone(s)
	if w := other.post("/kiosk/register", url.Values{"code": {code}}); w.Code != 401 || !strings.Contains(w.Body.String(), "sudah terpakai") {
		t.Errorf("a code that is used: %d\n%s", w.Code, w.Body)
	}
	if _, err := s.who.AddKiosk(t.Context(), "Lobi"); err == nil {
		t.Error("a registered kiosk can be taken over by adding it again")
	}
	if err := s.who.RemoveKiosk(t.Context(), "Lobi"); err != nil {
		t.Fatal(err)
	}
	s.shows("/kiosk", "Daftarkan layar ini")
	s.leads("/kiosk/loans", "/kiosk")
}

// newPhone is another device in the same library.
func newPhone(s *screen) *screen {
	other := *s.site
	other.cookies = map[string]string{}
	return &screen{site: &other, clock: s.clock}
}

func TestCodesCannotBeGuessed(t *testing.T) {
	s := newScreen(t)
	for range 10 {
		if w := s.post("/kiosk/register", url.Values{"code": {"1111-1111"}}); w.Code != 401 {
			t.Fatalf("a wrong code: %d", w.Code)
		}
	}
	w := s.post("/kiosk/register", url.Values{"code": {s.code("Lobi")}})
	if w.Code != 429 || w.Header().Get("Retry-After") == "" {
		t.Errorf("the eleventh try: %d, to be tried again after %q", w.Code, w.Header().Get("Retry-After"))
	}
}

func TestAMemberRenewsAtAKioskAndLeavesNothingBehind(t *testing.T) {
	s := registered(t)
	m := s.reader()
	s.Exec(`update members set name = 'Aminah Sri Sulastri', fines = 12500 where id = ?`, m.ID)
	loan, other := m.Loan(librarytest.Due("2026-11-23")), m.Loan(librarytest.Due("2026-11-25"))
	s.Exec(`update titles set title = 'Bumi Manusia' where id = ?`, loan.Item.Title.ID)
	token := s.enter(m)
	pages := []string{s.shows("/kiosk/loans", "Pinjaman A. S.", "Bumi Manusia", "Perpanjang sampai", "Perpanjang semua yang bisa (2 buku)", `data-left="58"`, `data-ask="20"`)}
	s.goes("/kiosk/renew", url.Values{"visit": {token}, "loan": {loan.Ref().String()}}, "/kiosk/result")
	pages = append(pages, s.shows("/kiosk/result", "1 pinjaman diperpanjang", "Bumi Manusia", "Diperpanjang sampai Senin, 30 November 2026", `data-cue="done"`))
	s.goes("/kiosk/renew", url.Values{"visit": {token}, "loan": {loan.Ref().String()}}, "/kiosk/result") // a double click
	s.goes("/kiosk/renew", url.Values{"visit": {token}, "loan": {other.Ref().String(), loan.Ref().String()}}, "/kiosk/result")
	pages = append(pages, s.shows("/kiosk/loans"))
	for _, page := range pages {
		for _, personal := range []string{m.Card, m.Card[len(m.Card)-3:], "Aminah", "Sulastri", "12.500", "/history", `href="/"`, "/sign-out", `href="/loans"`} {
			if strings.Contains(page, personal) {
				t.Errorf("the page shows %q:\n%s", personal, page)
			}
		}
	}
	if doors := s.Int(`select count(*) from renewals where door = 'kiosk'`); doors != 2 {
		t.Errorf("%d renewals by the door kiosk, want 2", doors)
	}
	s.goes("/kiosk/end", url.Values{}, "/kiosk")
	for _, path := range []string{"/kiosk/pin", "/kiosk/loans", "/kiosk/result", "/kiosk/still"} {
		s.leads(path, "/kiosk")
	}
	s.leads("/loans", "/") // nobody is signed in on the site
	if body := s.shows("/kiosk"); strings.Contains(body, "Bumi") || strings.Contains(body, "A. S.") || strings.Contains(body, m.Card) {
		t.Errorf("the start page shows something of the last person:\n%s", body)
	}
	if left := s.Int(`select count(*) from kiosk_visits`) + s.Int(`select count(*) from sessions`) + s.Int(`select count(*) from known_devices`); left != 0 {
		t.Errorf("%d rows are left of the visit", left)
	}
	if strings.Contains(s.log.String(), m.Card) || strings.Contains(s.log.String(), "Aminah") {
		t.Error("the log has something personal")
	}
}

func TestAPageOfTheLastPersonDoesNothingToTheNext(t *testing.T) {
	s := registered(t)
	first, second := s.reader(), s.reader()
	loan, theirs := first.Loan(), second.Loan()
	s.Exec(`update titles set title = 'Rahasia Orang Lain' where id = ?`, loan.Item.Title.ID)
	old := s.enter(first)
	s.shows("/kiosk") // the back button ends the visit
	s.leads("/kiosk/loans", "/kiosk")
	s.enter(second)
	s.goes("/kiosk/renew", url.Values{"visit": {old}, "loan": {theirs.Ref().String()}}, "/kiosk")
	s.shows("/kiosk", "Waktunya sudah habis")
	token := s.enter(second)
	for _, path := range []string{"/kiosk/renew", "/kiosk/stay", "/kiosk/pin", "/kiosk/key"} {
		s.goes(path, url.Values{"visit": {""}}, "/kiosk")
		s.goes(path, url.Values{}, "/kiosk")
	}
	s.goes("/kiosk/renew", url.Values{"visit": {token}, "loan": {loan.Ref().String()}}, "/kiosk/result")
	if body := s.shows("/kiosk/result", "Pinjaman yang tidak dikenal"); strings.Contains(body, "Rahasia") {
		t.Error("another member's title is told")
	}
	if n := s.Int(`select count(*) from renewals`); n != 0 {
		t.Errorf("%d loans were renewed", n)
	}
}

func TestAVisitEndsAMinuteAfterTheLastAction(t *testing.T) {
	s := registered(t)
	m := s.reader()
	token := s.enter(m)
	s.clock = s.clock.Add(59 * time.Second)
	s.shows("/kiosk/still?at=loans", "Masih di sini?")
	if got := s.get("/kiosk/still").Header().Get("Refresh"); got != "20;url=/kiosk/end" {
		t.Errorf("the page that asks goes on with %q", got)
	}
	s.goes("/kiosk/stay", url.Values{"visit": {token}, "at": {"loans"}}, "/kiosk/loans")
	s.clock = s.clock.Add(59 * time.Second)
	s.shows("/kiosk/still?at=//example.org", `name="at" value="loans"`) // asking is no action
	s.shows("/kiosk/loans", `<noscript><meta http-equiv="refresh" content="38;url=/kiosk/still?at=loans">`)
	s.clock = s.clock.Add(60 * time.Second)
	s.goes("/kiosk/stay", url.Values{"visit": {token}, "at": {"loans"}}, "/kiosk")
	s.leads("/kiosk/loans", "/kiosk")
	s.shows("/kiosk", "Waktunya sudah habis, jadi tidak ada yang diubah")
	s.clock = s.clock.Add(-24 * time.Hour) // a flat battery keeps nobody signed in
	s.leads("/kiosk/loans", "/kiosk")
}

func TestThePINIsTypedWithoutScript(t *testing.T) {
	s := registered(t)
	m := s.reader()
	s.goes("/kiosk/card", url.Values{"card": {m.Card}}, "/kiosk/pin")
	token := s.token("/kiosk/pin")
	for _, key := range strings.Split("9 erase 9 9 erase erase erase x 12 "+strings.Join(strings.Split(pin, ""), " ")+" 7", " ") {
		s.goes("/kiosk/key", url.Values{"visit": {token}, "key": {key}}, "/kiosk/pin")
	}
	body := s.shows("/kiosk/pin", "6 angka sudah diketik", "••••••")
	if strings.Contains(body, pin) || strings.Contains(body, m.Card) {
		t.Errorf("the page shows what was typed:\n%s", body)
	}
	held := s.Text(`select held from kiosk_visits`)
	if held == "" || strings.Contains(held, m.Card) || strings.Contains(held, pin) {
		t.Errorf("the database keeps what was typed as %q", held)
	}
	s.goes("/kiosk/pin", url.Values{"visit": {token}, "pin": {""}}, "/kiosk/loans")
	s.shows("/kiosk/loans", "Tidak ada pinjaman")
}

func TestAWrongPINIsAnsweredAsEverywhereAndThrottled(t *testing.T) {
	s := registered(t)
	m := s.reader()
	for _, card := range []string{m.Card, "TIDAK-ADA"} {
		s.goes("/kiosk/card", url.Values{"card": {card}}, "/kiosk/pin")
		s.goes("/kiosk/pin", url.Values{"visit": {s.token("/kiosk/pin")}, "pin": {"000000"}}, "/kiosk/pin")
		s.shows("/kiosk/pin", "Nomor kartu atau PIN belum cocok")
	}
	for range 4 {
		s.goes("/kiosk/pin", url.Values{"visit": {s.token("/kiosk/pin")}, "pin": {"111111"}}, "/kiosk/pin")
	}
	token := s.token("/kiosk/pin")
	if w := s.post("/kiosk/pin", url.Values{"visit": {token}, "pin": {"222222"}}); w.Code != 429 || !strings.Contains(w.Body.String(), `href="/kiosk"`) || strings.Contains(w.Body.String(), `href="/"`) {
		t.Errorf("too many tries: %d\n%s", w.Code, w.Body)
	}
	s.goes("/kiosk/pin", url.Values{"visit": {token}, "pin": {"222222"}}, "/kiosk") // sent again by a reload
}

func TestABirthDateOpensNothingAtAKiosk(t *testing.T) {
	s := registered(t)
	m := s.newcomer()
	s.goes("/kiosk/card", url.Values{"card": {m.Card}}, "/kiosk/pin")
	s.goes("/kiosk/pin", url.Values{"visit": {s.token("/kiosk/pin")}, "pin": {"17081985"}}, "/kiosk")
	s.shows("/kiosk", "Kartu ini belum punya PIN")
	s.leads("/kiosk/loans", "/kiosk")
}

func TestACardAloneOpensItsLoansWhereTheLibrarySaysSo(t *testing.T) {
	s := registered(t)
	m := s.reader()
	if err := s.Library.SetSetting(t.Context(), "kiosk_pin", "off"); err != nil {
		t.Fatal(err)
	}
	newPhone(s).goes("/kiosk/card", url.Values{"card": {m.Card}}, "/kiosk") // a device that is no kiosk
	s.goes("/kiosk/card", url.Values{"card": {" " + strings.ToLower(m.Card) + " "}}, "/kiosk/loans")
	s.shows("/kiosk/loans", "Tidak ada pinjaman")
	for range 20 {
		s.goes("/kiosk/card", url.Values{"card": {"TIDAK-ADA"}}, "/kiosk")
	}
	s.shows("/kiosk", "Kartu ini belum dikenali")
	if w := s.post("/kiosk/card", url.Values{"card": {m.Card}}); w.Code != 429 || w.Header().Get("Retry-After") == "" {
		t.Errorf("after 20 unknown cards: %d", w.Code)
	}
	s.clock = s.clock.Add(15 * time.Minute)
	for range 90 {
		s.goes("/kiosk/card", url.Values{"card": {m.Card}}, "/kiosk/loans")
	}
	if w := s.post("/kiosk/card", url.Values{"card": {m.Card}}); w.Code != 429 {
		t.Errorf("the 91st card in a quarter of an hour: %d", w.Code)
	}
}

func TestOnlyThePageThatScansMayUseTheCamera(t *testing.T) {
	s := registered(t)
	start, member := s.get("/kiosk").Header(), s.get("/").Header()
	policy := start.Get("Content-Security-Policy")
	if !strings.Contains(policy, "'wasm-unsafe-eval'") || strings.Contains(policy, "'unsafe-") || strings.Contains(policy, "http") {
		t.Errorf("the start page's policy: %s", policy)
	}
	if got := start.Get("Permissions-Policy"); !strings.Contains(got, "camera=(self)") || !strings.Contains(got, "microphone=()") {
		t.Errorf("the start page's permissions: %s", got)
	}
	m := s.reader()
	s.enter(m)
	for name, header := range map[string]http.Header{"the loans page": s.get("/kiosk/loans").Header(), "the member's page": member} {
		if got := header.Get("Content-Security-Policy"); strings.Contains(got, "wasm") {
			t.Errorf("%s's policy: %s", name, got)
		}
		if got := header.Get("Permissions-Policy"); !strings.Contains(got, "camera=()") {
			t.Errorf("%s's permissions: %s", name, got)
		}
	}
}

func TestSoundsAreSwitchedOffOnADevice(t *testing.T) {
	s := registered(t)
	if !strings.Contains(s.shows("/kiosk"), "js/kiosk/sound") {
		t.Error("there are no sounds to begin with")
	}
	s.goes("/kiosk/sound", url.Values{"sound": {"off"}}, "/kiosk")
	if strings.Contains(s.shows("/kiosk", "Nyalakan bunyi"), "js/kiosk/sound") {
		t.Error("the sounds are still there")
	}
	s.enter(s.reader())
	s.goes("/kiosk/sound", url.Values{"sound": {"on"}, "at": {"loans"}}, "/kiosk/loans")
	if !strings.Contains(s.shows("/kiosk/loans", "Matikan bunyi"), "js/kiosk/sound") {
		t.Error("the sounds are not back")
	}
}

func TestAProblemAtAKioskOffersNoWayToTheSite(t *testing.T) {
	s := registered(t)
	for _, path := range []string{"/kiosk/nothing", "/kiosk/card"} {
		w := s.get(path)
		if body := w.Body.String(); w.Code < 400 || !strings.Contains(body, `href="/kiosk"`) || strings.Contains(body, `href="/"`) || strings.Contains(body, "sign") {
			t.Errorf("GET %s: %d\n%s", path, w.Code, body)
		}
	}
}
