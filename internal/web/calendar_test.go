package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web"
)

var (
	linkOnPage = regexp.MustCompile(`value="` + address + `(/loans\.ics\?token=([a-z2-7]{26}))"`)
	forBrowser = map[string]string{"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
	titles     = url.Values{"titles": {"yes"}}
	noTitles   = url.Values{"titles": {"no"}}
)

// link makes the private link of whoever is signed in and takes it from the page.
func (s *site) link(choice url.Values) (path, token string) {
	s.t.Helper()
	s.check(0, step{status: 303, location: "/calendar"}, s.ask(step{do: "POST /calendar", form: choice}))
	found := linkOnPage.FindStringSubmatch(s.ask(step{do: "GET /calendar"}).Body.String())
	if found == nil {
		s.t.Fatal("there is no link on the page")
	}
	return found[1], found[2]
}

// program asks as a calendar program does: without a session.
func (s *site) program(path string, header map[string]string) (status int, body string, answer http.Header) {
	s.t.Helper()
	kept := s.cookies
	s.cookies = map[string]string{}
	w := s.ask(step{do: "GET " + path, header: header})
	if len(s.cookies) > 0 {
		s.t.Errorf("a program is given cookies: %v", s.cookies)
	}
	s.cookies = kept
	return w.Code, w.Body.String(), w.Header()
}

// unfolded is a calendar with its lines whole.
func unfolded(text string) string { return strings.ReplaceAll(text, "\r\n ", "") }

func signedIn(t *testing.T, options func(*web.Options)) (*site, *librarytest.Member) {
	t.Helper()
	s := newSite(t, options)
	m := s.reader()
	s.vars = map[string]any{"card": m.Card}
	s.check(0, signIn(), s.ask(signIn()))
	return s, m
}

func TestACalendarProgramFollowsTheDueDates(t *testing.T) {
	s, m := signedIn(t, known)
	loan := m.Loan(librarytest.Due("2026-11-23"))
	path, token := s.link(noTitles)

	status, before, header := s.program(path, nil)
	if status != 200 || header.Get("Content-Type") != "text/calendar; charset=utf-8" || header.Get("Cache-Control") != "private, no-cache" {
		t.Fatalf("%d %v\n%s", status, header, before)
	}
	tag := header.Get("ETag")
	for _, asked := range []string{tag, `"x", W/` + tag, "*"} {
		if status, body, h := s.program(path, map[string]string{"If-None-Match": asked}); status != 304 || body != "" || h.Get("ETag") != tag {
			t.Errorf("If-None-Match %s: %d, %d bytes, tag %s", asked, status, len(body), h.Get("ETag"))
		}
	}
	if w := s.ask(step{do: "HEAD " + path}); w.Code != 200 || w.Header().Get("ETag") != tag {
		t.Errorf("HEAD: %d %v", w.Code, w.Header())
	}

	s.ask(step{do: "POST /loans/renew", form: url.Values{"loan": {loan.Ref().String()}}})
	status, after, header := s.program(path, map[string]string{"If-None-Match": tag})
	if status != 200 || header.Get("ETag") == tag {
		t.Fatalf("after a renewal: %d, tag %s", status, header.Get("ETag"))
	}
	uid := regexp.MustCompile(`UID:[0-9a-f-]{36}\r\n`)
	if one, same := uid.FindString(before), uid.FindString(after); one == "" || one != same {
		t.Errorf("the event is %q and then %q", one, same)
	}
	for text, wants := range map[string][]string{
		before: {"DTSTART;VALUE=DATE:20261123\r\n", "SEQUENCE:0\r\n", "SUMMARY:Kembalikan buku perpustakaan\r\n"},
		after:  {"DTSTART;VALUE=DATE:20261130\r\n", "SEQUENCE:1\r\n", "DTSTAMP:20261123T020000Z\r\n", "URL:" + address + "/loans\r\n", "BEGIN:VALARM\r\n"},
	} {
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("there is no %q in\n%s", want, text)
			}
		}
		for _, secret := range []string{loan.Item.Title.Name, m.Card, m.Name, loan.Item.Barcode, token, "METHOD"} {
			if strings.Contains(unfolded(text), secret) {
				t.Errorf("%q is in\n%s", secret, text)
			}
		}
	}

	loan.Close()
	if _, gone, _ := s.program(path, nil); strings.Contains(gone, "VEVENT") || !strings.Contains(gone, "END:VCALENDAR") {
		t.Errorf("after the return:\n%s", gone)
	}
	if log := s.log.String(); strings.Contains(log, token) || strings.Contains(log, "token=") || !strings.Contains(log, "/loans.ics") {
		t.Errorf("the log must tell the route and not the token:\n%s", log)
	}
}

func TestTitlesAreInTheCalendarOnlyWhereTheMemberWantsThem(t *testing.T) {
	s, m := signedIn(t, known)
	loan := m.Loan()
	s.Exec(`update titles set title = ? where id = ?`, "Bumi; Manusia, \r\nEND:VEVENT \u202e🕌"+strings.Repeat("x", 300), loan.Item.Title.ID)
	title := `Kembalikan: Bumi\; Manusia\, \nEND:VEVENT ` + "\u202e🕌" + strings.Repeat("x", 300) + "\r\n"
	for _, c := range []struct {
		choice url.Values
		shown  bool
	}{{nil, false}, {noTitles, false}, {url.Values{"titles": {"1"}}, false}, {titles, true}} {
		path, _ := s.link(c.choice)
		_, text, _ := s.program(path, nil)
		if strings.Contains(unfolded(text), title) != c.shown || strings.Contains(text, "Bumi") != c.shown {
			t.Errorf("%v:\n%s", c.choice, text)
		}
		if strings.Count(text, "\r\nEND:VEVENT\r\n") != 1 {
			t.Errorf("a title has ended the event:\n%s", text)
		}
	}
	for path, shown := range map[string]bool{"/loans.ics": false, "/loans.ics?titles=yes": true} {
		w := s.ask(step{do: "GET " + path})
		if w.Code != 200 || strings.Contains(w.Body.String(), "Bumi") != shown {
			t.Errorf("%s: %d\n%s", path, w.Code, w.Body)
		}
	}
}

func TestTheLinkIsShownOnceAndEndsWhenAsked(t *testing.T) {
	s, _ := signedIn(t, known)
	path, token := s.link(noTitles)
	for i, st := range []step{
		{do: "GET /calendar", status: 200, contains: []string{"berlaku sejak", "Judul buku tidak ditampilkan", "Cabut tautan"},
			lacks: []string{token, "webcal:", `value="yes" checked`}},
		{do: "GET " + path, status: 200},
	} {
		s.check(i, st, s.ask(st))
	}
	next, _ := s.link(titles)
	chosen := step{do: "GET /calendar", status: 200, contains: []string{"Judul buku ditampilkan", `value="yes" checked`}}
	s.check(2, chosen, s.ask(chosen))
	ended := "Tautan kalender ini tidak berlaku"
	for i, st := range []step{
		{do: "GET " + path, status: 404, contains: []string{ended}, lacks: []string{"<"}, headers: map[string]string{"Content-Type": "text/plain", "Cache-Control": "no-store"}},
		{do: "GET " + path, header: forBrowser, status: 404, contains: []string{ended, "<html", `href="/"`}},
		{do: "GET " + next, status: 200},
		{do: "POST /calendar/revoke", status: 303, location: "/calendar"},
		{do: "GET /calendar", status: 200, contains: []string{"sudah dicabut", "Buat tautan pribadi"}, lacks: []string{"Cabut tautan"}},
		{do: "GET " + next, status: 404, contains: []string{ended}},
		{do: "GET /loans.ics?token=", status: 404, contains: []string{ended}},
	} {
		s.check(i, st, s.ask(st))
	}

	s.cookies["handed"] = token // an ended one, or one that somebody has put there
	if page := s.ask(step{do: "GET /calendar"}).Body.String(); strings.Contains(page, token) {
		t.Error("the page shows a token that opens nothing")
	}
}

func TestTheButtonForTheCalendarProgramOpensTheSameLink(t *testing.T) {
	s, _ := signedIn(t, known)
	s.ask(step{do: "POST /calendar", form: noTitles})
	page := s.ask(step{do: "GET /calendar"}).Body.String()
	link := linkOnPage.FindStringSubmatch(page)
	if link == nil || !strings.Contains(page, `href="webcal://perpus.example`+link[1]+`"`) {
		t.Errorf("no such button:\n%s", page)
	}
}

func TestWrongTokensAreThrottledAndRightOnesAreNot(t *testing.T) {
	s, m := signedIn(t, known)
	m.Loan()
	path, _ := s.link(noTitles)
	s.check(0, step{status: 303}, s.ask(step{do: "POST /calendar/revoke"}))
	ended := path
	path, _ = s.link(noTitles)
	for i, st := range []step{
		{do: "GET " + ended, times: 30, status: 404}, // known to have ended: nobody guesses
		{do: "GET /loans.ics?token=aaaaaaaaaaaaaaaaaaaaaaaaaa", times: 20, status: 404},
		{do: "GET /loans.ics?token=aaaaaaaaaaaaaaaaaaaaaaaaaa", status: 429, lacks: []string{"<"},
			contains: []string{"15 menit"}, headers: map[string]string{"Content-Type": "text/plain"}},
		{do: "GET " + path, status: 200}, // a calendar service asks for many members
		{do: "GET /loans.ics?token=b", header: map[string]string{"Remote": "198.51.100.9:1"}, status: 404},
	} {
		for range max(1, st.times) {
			s.check(i, st, s.ask(st))
		}
	}
}

func TestWithoutAnAddressThereIsNoLinkButAFile(t *testing.T) {
	s, m := signedIn(t, nil)
	loan := m.Loan()
	for i, st := range []step{
		{do: "GET /calendar", status: 200, contains: []string{"belum menetapkan alamat", "Unduh berkas kalender"}, lacks: []string{"token", "webcal", `action="/calendar"`}},
		{do: "POST /calendar", form: noTitles, status: 303, location: "/calendar", headers: map[string]string{"Set-Cookie": ""}},
		{do: "GET /loans", status: 200, contains: []string{`href="/calendar"`}},
		{do: "GET /loans.ics", status: 200, contains: []string{"BEGIN:VEVENT"}, lacks: []string{"URL:", "REFRESH-INTERVAL", "{card}"},
			headers: map[string]string{"Content-Disposition": "attachment; filename=simpan-budi.ics", "Cache-Control": "no-store", "Content-Type": "text/calendar"}},
	} {
		s.check(i, st, s.ask(st))
	}
	if n := s.Int(`select count(*) from calendar_tokens`); n != 0 {
		t.Errorf("%d links that nobody can follow", n)
	}
	loan.Close()
	empty := step{do: "GET /loans.ics", status: 404, contains: []string{"Tidak ada tanggal kembali"}}
	s.check(9, empty, s.ask(empty))
}

func TestAReceiptHasTheDueDatesItHasMade(t *testing.T) {
	library := func(s *site) map[string]any {
		m, stranger := s.reader(), s.reader()
		renewed := m.Loan(librarytest.Due("2026-11-23"))
		m.Loan(librarytest.Due("2026-12-09"))
		return map[string]any{"card": m.Card, "other": stranger.Card, "loan": renewed.Ref(), "title": renewed.Item.Title.Name}
	}
	run(t, []scenario{
		{name: "for its member", library: library, steps: []step{
			signIn(),
			{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, status: 303},
			{do: "GET /receipts/{ref}", status: 200, contains: []string{`href="/receipts/{ref}/due.ics"`}},
			{do: "GET /receipts/{ref}/due.ics", status: 200, contains: []string{"DTSTART;VALUE=DATE:20261130", "SEQUENCE:1"},
				lacks: []string{"20261209", "{title}", "{card}", "{ref}"}, headers: map[string]string{"Content-Disposition": "attachment"}},
			{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, status: 303},
			{do: "POST /sign-out", status: 303},
			{do: "GET /receipts/{ref}/due.ics", status: 404, contains: []string{`action="/sign-in"`}, lacks: []string{"VEVENT"}},
			{do: "POST /sign-in", form: url.Values{"card": {"{other}"}, "pin": {pin}}, status: 303},
			{do: "GET /receipts/{ref}/due.ics", status: 404, lacks: []string{"VEVENT"}},
			{do: "GET /receipts/..;/due.ics", status: 404},
		}},
		{name: "but nothing where nothing was renewed",
			library: func(s *site) map[string]any {
				m := s.reader()
				return map[string]any{"card": m.Card, "loan": m.Loan(librarytest.Renewed(2)).Ref()}
			},
			steps: []step{
				signIn(),
				{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, status: 303},
				{do: "GET /receipts/{ref}", status: 200, lacks: []string{"due.ics"}},
				{do: "GET /receipts/{ref}/due.ics", status: 404, contains: []string{"Tidak ada tanggal kembali"}},
			}},
	})
}

func TestNobodyElseHasACalendarHere(t *testing.T) {
	run(t, []scenario{
		{name: "without a session", steps: []step{
			{do: "GET /loans.ics", status: 303, location: "/"},
			{do: "GET /calendar", status: 303, location: "/"},
			{do: "POST /calendar", form: titles, status: 303, location: "/"},
			{do: "POST /calendar/revoke", status: 303, location: "/"},
		}},
		{name: "before a PIN is set",
			library: func(s *site) map[string]any { return map[string]any{"card": s.newcomer().Card} },
			steps: []step{
				{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {"17081985"}}, status: 303, location: "/pin"},
				{do: "GET /loans.ics", status: 303, location: "/pin"},
				{do: "POST /calendar", form: titles, status: 303, location: "/pin"},
			}},
		{name: "from another site", options: known,
			library: func(s *site) map[string]any { return map[string]any{"card": s.reader().Card} },
			steps: []step{
				signIn(),
				{do: "POST /calendar", form: titles, header: map[string]string{"Sec-Fetch-Site": "cross-site"}, status: 403},
				{do: "GET /calendar", status: 200, lacks: []string{"berlaku sejak"}},
			}},
	})
}
