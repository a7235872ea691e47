package web_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/qr"
	"simpanbudi/internal/web"
)

const (
	address = "https://perpus.example"
	// aCode begins every QR code and barcode.
	aCode = `<svg class="code"`
)

func known(o *web.Options) { o.BaseURL = address }

// drawn is what a code of a text looks like in a page. A page that has it has the code
// of this text and of no other.
func drawn(t *testing.T, text, label string) string {
	t.Helper()
	s, err := qr.New(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(s.SVG(label))
}

func TestTheCardOfAMember(t *testing.T) {
	reader := func(s *site) map[string]any {
		m := s.reader()
		return map[string]any{"card": m.Card, "loan": s.newcomer().Card}
	}
	run(t, []scenario{
		{name: "has two codes, and nothing that leads elsewhere", options: known, library: reader, steps: []step{
			signIn(),
			{do: "GET /card", status: 200, contains: []string{"Kartu anggota", "Anggota 1", "{card}", `aria-label="Kode QR kartu anggota"`,
				`aria-label="Kode batang nomor kartu"`, `action="/card/new"`, `href="/card" aria-current="page"`},
				lacks:   []string{"belum tersedia", "••••", "<script>", "style="},
				headers: map[string]string{"Content-Security-Policy": "default-src 'none'"}},
		}},
		{name: "has no QR code where the site's address is not known", library: reader, steps: []step{
			signIn(),
			{do: "GET /card", status: 200, contains: []string{"belum mengatur alamat situs ini", `aria-label="Kode batang nomor kartu"`},
				lacks: []string{"Kode QR kartu anggota", "/card/new"}},
		}},
		{name: "writes no national ID out", options: known, library: func(s *site) map[string]any {
			m := s.reader()
			s.Exec(`update members set card = '3319011708850001', card_key = '3319011708850001' where id = ?`, m.ID)
			return map[string]any{"card": "3319011708850001"}
		}, steps: []step{
			signIn(),
			{do: "GET /card", status: 200, contains: []string{"••••0001", "seperti NIK", "Kode batang nomor kartu"}, lacks: []string{"3319011708850001", "17088500"}},
		}},
		{name: "opens for nobody else", options: known, library: reader, steps: []step{
			{do: "GET /card", status: 303, location: "/"},
			{do: "POST /card/new", status: 303, location: "/"},
		}},
		{name: "opens with a PIN only", options: known, library: func(s *site) map[string]any { return map[string]any{"card": s.newcomer().Card} }, steps: []step{
			{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {"17081985"}}, status: 303, location: "/pin"},
			{do: "GET /card", status: 303, location: "/pin"},
			{do: "POST /card/new", status: 303, location: "/pin"},
		}},
		{name: "survives every name", options: known, library: func(s *site) map[string]any {
			m := s.reader()
			s.Exec(`update members set name = ? where id = ?`, "<b>\"'&</b> \u202eمحمد 🎈"+strings.Repeat("x", 300), m.ID)
			return map[string]any{"card": m.Card}
		}, steps: []step{signIn(), {do: "GET /card", status: 200, contains: []string{"&lt;b&gt;", `dir="auto"`}, lacks: []string{"<b>\""}}}},
	})
}

func TestAMemberCanHaveANewCard(t *testing.T) {
	s := newSite(t, known)
	m := s.reader()
	s.vars = map[string]any{"card": m.Card}
	s.ask(signIn())
	token := func() string { return s.Text(`select token from card_tokens where member_id = ?`, m.ID) }
	shows := func(i int, token string, more ...string) {
		t.Helper()
		st := step{do: "GET /card", status: 200, contains: append(more, drawn(t, "HTTPS://PERPUS.EXAMPLE/C/"+token, "Kode QR kartu anggota"))}
		s.check(i, st, s.ask(st))
	}
	s.ask(step{do: "GET /card"})
	first := token()
	shows(1, first)
	s.Advance(time.Minute)
	renew := step{do: "POST /card/new", status: 303, location: "/card"}
	s.check(2, renew, s.ask(renew))
	second := token()
	if first == second {
		t.Fatal("the new card has the old token")
	}
	shows(3, second, "yang lama tidak dikenali lagi")
	if log := s.log.String(); strings.Contains(log, first) || strings.Contains(log, m.Card) {
		t.Errorf("the log knows the card:\n%s", log)
	}
}

// unwritable is a library whose disk is full.
type unwritable struct{ web.Library }

func (unwritable) MakeCardToken(context.Context, int64, string) (string, error) {
	return "", fault.New(fault.DiskFull, "make room")
}

func TestACardIsShownThoughItsCodeCannotBeMade(t *testing.T) {
	s := newSite(t, nil)
	s.vars = map[string]any{"card": s.reader().Card}
	s.open(func(o *web.Options) { o.BaseURL, o.Library = address, unwritable{s.Library} })
	s.ask(signIn())
	st := step{do: "GET /card", status: 200, contains: []string{"Kode QR sedang tidak dapat dibuat", "Kode batang nomor kartu"}, lacks: []string{"/card/new"}}
	s.check(0, st, s.ask(st))
	if log := s.log.String(); !strings.Contains(log, "without its QR code") {
		t.Errorf("the log says nothing of it:\n%s", log)
	}
}

func TestScanningACardWithAPhoneTellsNothing(t *testing.T) {
	s := newSite(t, known)
	m := s.reader()
	token, err := s.Library.MakeCardToken(t.Context(), m.ID, "web")
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	for i, text := range []string{token, strings.Repeat("7", 26), "x"} {
		st := step{do: "GET /C/" + text, status: 200, contains: []string{"Ini kartu anggota perpustakaan"},
			lacks: []string{m.Card, m.Name, token}, headers: map[string]string{"Set-Cookie": ""}}
		w := s.ask(st)
		s.check(i, st, w)
		pages = append(pages, w.Body.String())
	}
	if pages[0] != pages[1] || pages[1] != pages[2] {
		t.Error("a card that exists looks different from one that does not")
	}
	if log := s.log.String(); strings.Contains(log, token) {
		t.Errorf("the log has the token:\n%s", log)
	}
}

func TestThePoster(t *testing.T) {
	poster := []string{"Pindai untuk memperpanjang", "<b dir=\"ltr\">perpus.example</b>", drawn(t, address, "Kode QR ke halaman perpanjangan"),
		"Arahkan kamera", "Masuk dengan nomor kartu", "Tekan Perpanjang"}
	run(t, []scenario{
		{name: "leads to the address of the command line", options: known,
			library: func(s *site) map[string]any { s.Set("base_url", "https://lain.example"); return nil },
			steps:   []step{{do: "GET /poster", status: 200, contains: poster, lacks: []string{"lain.example", "style=", "<script>"}}}},
		{name: "else to that of the setting, from the next request on",
			library: func(s *site) map[string]any { s.Set("base_url", "https://Perpus.Example/"); return nil },
			steps:   []step{{do: "GET /poster", status: 200, contains: poster}}},
		{name: "says what is missing where there is neither", steps: []step{
			{do: "GET /poster", status: 404, contains: []string{"Poster belum dapat dibuat", "base_url"}, lacks: []string{aCode}}}},
		{name: "speaks the visitor's language", options: known, steps: []step{
			{do: "GET /poster", header: map[string]string{"Accept-Language": "en"}, status: 200, contains: []string{"Scan to renew"}}}},
	})
}

func TestAReceiptCanBeTakenAlong(t *testing.T) {
	one := func(s *site) map[string]any {
		m := s.reader()
		return map[string]any{"card": m.Card, "name": m.Name, "loan": m.Loan(librarytest.Due("2026-11-23")).Ref()}
	}
	renew := step{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, status: 303}
	message := "https://wa.me/?text=Pinjaman%20perpustakaan"
	run(t, []scenario{
		{name: "by a code and a message", options: known, library: one, steps: []step{
			signIn(), renew,
			{do: "GET /receipts/{ref}", status: 200, contains: []string{aCode, "Pindai untuk membuka bukti ini lagi", message, `rel="noopener noreferrer"`},
				lacks: []string{"%2F%2Fperpus.example", "wa.me/?text=http"}},
			{do: "GET /receipts/{ref}?paper=58", status: 200, contains: []string{aCode}},
		}},
		{name: "by a message alone where the site's address is not known", library: one, steps: []step{
			signIn(), renew, {do: "GET /receipts/{ref}", status: 200, contains: []string{message}, lacks: []string{aCode}},
		}},
	})
	s := newSite(t, known)
	s.vars = one(s)
	s.ask(signIn())
	s.ask(renew)
	st := step{do: "GET /receipts/{ref}", status: 200,
		contains: []string{drawn(t, s.fill(address+"/receipts/{ref}"), "Kode QR untuk membuka bukti ini lagi")}}
	w := s.ask(st)
	s.check(0, st, w)
	_, rest, _ := strings.Cut(w.Body.String(), "https://wa.me/?text=")
	query, _, _ := strings.Cut(rest, `"`)
	text, err := url.QueryUnescape(query)
	if err != nil {
		t.Fatal(err)
	}
	for _, personal := range []string{s.fill("{ref}"), s.fill("{card}"), s.fill("{name}"), "http", "perpus.example"} {
		if strings.Contains(text, personal) {
			t.Errorf("the message has %q: %s", personal, text)
		}
	}
}

func TestAKioskKnowsTheCodeOfACard(t *testing.T) {
	s := registered(t)
	m := s.reader()
	token, err := s.Library.MakeCardToken(t.Context(), m.ID, "web")
	if err != nil {
		t.Fatal(err)
	}
	scanned := url.Values{"card": {"HTTPS://" + strings.Repeat("A", 100) + ".EXAMPLE/C/" + token}}
	s.goes("/kiosk/card", scanned, "/kiosk/pin")
	s.leads("/kiosk/loans", "/kiosk/pin") // the code alone opens nothing
	s.goes("/kiosk/card", scanned, "/kiosk/pin")
	s.goes("/kiosk/pin", url.Values{"visit": {s.token("/kiosk/pin")}, "pin": {pin}}, "/kiosk/loans")
	s.goes("/kiosk/end", nil, "/kiosk")

	s.Advance(time.Minute)
	if err := s.Library.ReplaceCardToken(t.Context(), m.ID, "web"); err != nil {
		t.Fatal(err)
	}
	s.goes("/kiosk/card", scanned, "/kiosk")
	s.goes("/kiosk/card", url.Values{"card": {"https://perpus.example/receipts/7K2M9QXA" + strings.Repeat("x", 64)}}, "/kiosk")
}
