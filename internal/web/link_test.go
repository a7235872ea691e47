package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/librarytest"
)

// linkedPair is a member with two loans in a link and a third outside of it.
func linkedPair(s *site) map[string]any {
	m := s.reader()
	a, b, own := m.Loan(), m.Loan(librarytest.Due("2026-11-24")), m.Loan(librarytest.Due("2026-11-25"))
	s.Exec(`update titles set title = 'Bumi Manusia' where id = ?`, a.Item.Title.ID)
	s.Exec(`update titles set title = 'Rahasia Lain' where id = ?`, own.Item.Title.ID)
	other := s.Member("umum").Loan()
	return map[string]any{"token": m.Link(a, b), "a": a.Ref(), "b": b.Ref(), "own": own.Ref(), "other": other.Ref(),
		"card": m.Card, "name": m.Name, "member": m.ID, "aid": a.ID}
}

// nothingPersonal must not be on a page that anybody may hold in hands.
var nothingPersonal = []string{"{card}", "{name}", "Rahasia Lain", "Pengarang", "B000", "••••", `action="/sign-out"`}

func TestLinks(t *testing.T) {
	robots := map[string]string{"X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin", "Set-Cookie": ""}
	show := step{do: "GET /r/{token}", status: 200, headers: robots, lacks: nothingPersonal,
		contains: []string{"Bumi Manusia", "Judul", "Senin, 23 November 2026", `name="loan" value="{a}"`, `name="loan" value="{b}"`,
			`action="/r/{token}"`, "Perpanjang sampai Senin, 30 November 2026", "Perpanjang 2 pinjaman ini", "Senin, 7 Desember 2026, pukul 09.00 WIB"}}
	done := step{do: "GET /r/{token}?done={ref}", status: 200, headers: robots, lacks: nothingPersonal,
		contains: []string{"1 pinjaman diperpanjang", "Nomor bukti {ref}", "Diperpanjang sampai Senin, 30 November 2026", `name="loan" value="{b}"`}}
	run(t, []scenario{
		{name: "a link shows its loans without signing in", library: linkedPair, steps: []step{show,
			{do: "HEAD /r/{token}", status: 200, headers: robots},
			{do: "GET /r/{token}", header: map[string]string{"Accept-Language": "en"}, status: 200, contains: []string{"Renew these 2 loans", "Sign in to see all your loans"}},
			{do: "GET /loans", status: 303, location: "/"}, // and signs nobody in
		}},
		{name: "whoever is signed in does not show on it", library: linkedPair, steps: []step{signIn(), show}},
		{name: "changing the language leads back to it", library: linkedPair, steps: []step{
			{do: "POST /language", form: url.Values{"lang": {"en"}, "back": {"/r/{token}"}}, status: 303, location: "/r/{token}"}}},
		{name: "nothing else is below it", library: linkedPair, steps: []step{
			{do: "GET /r/", status: 404}, {do: "GET /r/{token}/x", status: 404}, {do: "DELETE /r/{token}", status: 405}}},
		{name: "a loan that was renewed shows its result, also when loaded again", library: linkedPair, steps: []step{
			renewByLink("{a}"), done, done,
			{do: "POST /r/{token}", form: url.Values{"loan": {"{a}"}}, status: 303, location: "/r/{token}?done={ref}", times: 2}, done,
			{do: "GET /r/{token}", status: 200, contains: []string{"Sudah diperpanjang hari ini."}, lacks: []string{`value="{a}"`, "Nomor bukti"}},
			{do: "GET /receipts/{ref}", status: 404, contains: []string{`action="/sign-in"`}, lacks: []string{"Bumi"}},
			signIn(),
			{do: "GET /receipts/{ref}", status: 200, contains: []string{"tautan dari pengingat", "Bumi Manusia"}},
		}},
		{name: "one press renews all", library: linkedPair, steps: []step{
			renewByLink("{a}", "{b}"),
			{do: "GET /r/{token}?done={ref}", status: 200, lacks: append([]string{"Perpanjang 2", `name="loan"`}, nothingPersonal...),
				contains: []string{"2 pinjaman diperpanjang", "Diperpanjang sampai Senin, 30 November 2026", "Diperpanjang sampai Selasa, 1 Desember 2026"}},
		}},
		{name: "loans that are not the link's are not renewed, nor what else is posted with them", library: linkedPair, steps: []step{
			{do: "POST /r/{token}", form: url.Values{"loan": {"{a}", "{own}"}}, status: 400, headers: robots, lacks: nothingPersonal},
			{do: "POST /r/{token}", form: url.Values{"loan": {"{other}"}}, status: 400},
			{do: "POST /r/{token}", form: url.Values{"loan": {"{a}", "417"}}, status: 400},
			{do: "POST /r/{token}", status: 400, contains: []string{"tidak ada yang diubah"}},
			{do: "GET /r/{token}", status: 200, contains: []string{`value="{a}"`}},
		}},
		{name: "a form of another site is refused", library: linkedPair, steps: []step{
			{do: "POST /r/{token}", form: url.Values{"loan": {"{a}"}}, header: map[string]string{"Origin": "https://example.org"}, status: 403},
			{do: "POST /r/{token}", form: url.Values{"loan": {"{a}"}}, header: map[string]string{"Sec-Fetch-Site": "cross-site"}, status: 403},
			{do: "POST /r/{token}", form: url.Values{"loan": {"{a}"}}, header: map[string]string{"Sec-Fetch-Site": "same-origin"}, status: 303}}},
		{name: "a receipt of other pages tells only of the link's loans", library: linkedPair, steps: []step{
			signIn(), {do: "POST /loans/renew", form: url.Values{"loan": {"{a}", "{own}"}}, status: 303},
			{do: "GET /r/{token}?done={ref}", status: 200, lacks: nothingPersonal, contains: []string{"1 pinjaman diperpanjang"}},
			{do: "GET /r/{token}?done=%22%3E%3Cscript%3E", status: 200, lacks: []string{"<script>", "&#34;&gt;"}},
		}},
	})
}

// renewByLink presses a button of the page and keeps the reference.
func renewByLink(values ...string) step {
	return step{do: "POST /r/{token}", form: url.Values{"loan": values}, status: 303, headers: map[string]string{"X-Robots-Tag": "noindex", "Location": "?done="}}
}

func TestALinkAfterwards(t *testing.T) {
	change := func(how func(s *site, vars map[string]any)) func(*site) map[string]any {
		return func(s *site) map[string]any {
			vars := linkedPair(s)
			how(s, vars)
			return vars
		}
	}
	ended := step{do: "GET /r/{token}", status: 410, headers: map[string]string{"X-Robots-Tag": "noindex"},
		contains: []string{"Tautan ini sudah tidak berlaku", "Masuklah dengan kartu dan PIN Anda", `href="/"`}, lacks: append([]string{"Bumi"}, nothingPersonal...)}
	endedPost := ended
	endedPost.do, endedPost.form = "POST /r/{token}", url.Values{"loan": {"{a}"}}
	run(t, []scenario{
		{name: "a book that was returned shows as such",
			library: change(func(s *site, vars map[string]any) {
				s.Exec(`update loans set status = 'returned', closed_at = 1 where id = ?`, vars["aid"])
			}),
			steps: []step{
				{do: "GET /r/{token}", status: 200, contains: []string{"Bumi Manusia", "Buku ini sudah tercatat kembali."}, lacks: append([]string{`value="{a}"`}, nothingPersonal...)},
				renewByLink("{a}", "{b}"),
				{do: "GET /r/{token}?done={ref}", status: 200, contains: []string{"1 dari 2 pinjaman diperpanjang", "Buku ini sudah tercatat kembali."}}}},
		{name: "a loan that is somebody else's now shows nothing of it",
			library: change(func(s *site, vars map[string]any) {
				s.Exec(`update loans set member_id = ? where id = ?`, s.Member("umum").ID, vars["aid"])
			}),
			steps: []step{
				{do: "GET /r/{token}", status: 200, contains: []string{"Pinjaman yang tidak dikenal"}, lacks: append([]string{"Bumi", "23 November", `value="{a}"`}, nothingPersonal...)},
				renewByLink("{a}"),
				{do: "GET /r/{token}?done={ref}", status: 200, lacks: append([]string{"Bumi"}, nothingPersonal...)}}},
		{name: "what stands against it in the member's own affairs is not told",
			library: change(func(s *site, vars map[string]any) {
				s.Rule(`{"fines_limit":0,"overdue":"block_member"}`)
				s.Exec(`update members set fines = 12000, suspended_until = '2026-12-24', card_expires_on = '2026-11-01' where id = ?`, vars["member"])
				s.Exec(`update loans set due_at = 1 where id not in (select loan_id from link_loans) and member_id = ?`, vars["member"])
			}),
			steps: []step{{do: "GET /r/{token}", status: 200, contains: []string{"Ada hal pada kartu Anda yang perlu diselesaikan dulu."},
				lacks: append([]string{"denda", "Denda", "12.000", "ditangguhkan", "24 Desember", "Masa berlaku", "pinjaman lain yang", `name="loan"`}, nothingPersonal...)}}},
		{name: "it ends after fourteen days",
			library: change(func(s *site, _ map[string]any) { s.Advance(identity.LinkLife) }), steps: []step{ended, endedPost}},
		{name: "it ends when it is revoked",
			library: change(func(s *site, vars map[string]any) {
				if err := s.who.Links().Revoke(s.t.Context(), vars["member"].(int64)); err != nil {
					s.t.Fatal(err)
				}
			}), steps: []step{ended, endedPost}},
		{name: "it ends with a new PIN",
			library: change(func(s *site, vars map[string]any) {
				if _, err := s.who.ResetPIN(s.t.Context(), vars["card"].(string)); err != nil {
					s.t.Fatal(err)
				}
			}), steps: []step{ended, endedPost}},
		{name: "it ends with the member's erasure",
			library: change(func(s *site, vars map[string]any) {
				s.Exec(`update members set erased_at = 1 where id = ?`, vars["member"])
			}),
			steps: []step{ended, endedPost}},
		{name: "a link that was cut off says what to do", library: linkedPair, steps: []step{
			{do: "GET /r/abc", status: 404, headers: map[string]string{"X-Robots-Tag": "noindex"},
				contains: []string{"Tautan ini tidak dikenal", "Bukalah lagi dari pesan aslinya", `href="/"`}, lacks: []string{"abc"}},
			{do: "POST /r/abc", form: url.Values{"loan": {"{a}"}}, status: 404},
			{do: "GET /r/%ff%00", status: 404}, {do: "GET /r/" + strings.Repeat("x", 4000), status: 404},
		}},
		{name: "a library that is closed for renewing says so",
			library: change(func(s *site, _ map[string]any) { s.Set("online_renewal", "off") }),
			steps:   []step{{do: "GET /r/{token}", status: 200, contains: []string{"Perpanjangan mandiri sedang ditutup."}, lacks: []string{`name="loan"`}}}},
		{name: "titles are text, in whatever direction",
			library: change(func(s *site, vars map[string]any) {
				s.Exec(`update titles set title = ? where title = 'Bumi Manusia'`, `<script>x</script> كتاب 📚 `+strings.Repeat("W", 300))
			}),
			steps: []step{{do: "GET /r/{token}", status: 200, contains: []string{`<h2 dir="auto">&lt;script&gt;`, "كتاب 📚"}, lacks: []string{"<script>x"}}}},
	})
}

func TestTenRobotsAtOnceChangeNothing(t *testing.T) {
	s := newSite(t, nil)
	s.vars = linkedPair(s)
	before := s.everything()
	path := s.fill("/r/{token}")
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			for _, method := range []string{"GET", "HEAD"} {
				r := robot(method, path, i)
				if w := answer(s.handler, r); w.Code != 200 {
					t.Errorf("robot %d: %s %d", i, method, w.Code)
				}
			}
		})
	}
	wg.Wait()
	if after := s.everything(); after != before {
		t.Errorf("the library was\n%s\nand is\n%s", before, after)
	}
	s.check(0, step{do: "GET", status: 200, contains: []string{`value="{a}"`, `value="{b}"`}}, s.ask(step{do: "GET /r/{token}"}))
}

func TestTwentyWrongLinksAndAnAddressWaits(t *testing.T) {
	s := newSite(t, nil)
	s.vars = linkedPair(s)
	for i := range 20 {
		s.check(i, step{do: "GET", status: 404}, s.ask(step{do: fmt.Sprintf("GET /r/wrong%d", i)}))
	}
	waits := step{do: "GET /r/{token}", status: 429, headers: map[string]string{"Retry-After": "", "X-Robots-Tag": "noindex"},
		contains: []string{"Tunggu sebentar, ya", "15 menit"}, lacks: append([]string{"Bumi"}, nothingPersonal...)}
	delete(waits.headers, "Retry-After")
	late := regexp.MustCompile(`^(900|89[0-9])$`)
	check := func() {
		t.Helper()
		w := s.ask(waits)
		s.check(21, waits, w)
		if after := w.Header().Get("Retry-After"); !late.MatchString(after) {
			t.Errorf("Retry-After %q", after)
		}
	}
	check()
	s.check(22, step{do: "POST", status: 429}, s.ask(step{do: "POST /r/{token}", form: url.Values{"loan": {"{a}"}}}))
	neighbour := step{do: "GET /r/{token}", header: map[string]string{"Remote": "192.0.2.8:99"}, status: 200}
	s.check(23, neighbour, s.ask(neighbour))
	// After a restart, with everything read anew from the database.
	s.who = identity.New(s.DB, s.keys, identity.Options{LibraryNow: s.Now})
	s.open(nil)
	check()
}

func TestTheLogHasNoTokenOfALink(t *testing.T) {
	s := newSite(t, nil)
	s.vars = linkedPair(s)
	for i, st := range []step{
		{do: "GET /r/{token}", status: 200}, renewByLink("{a}"), {do: "GET /r/{token}?done={ref}", status: 200},
		{do: "GET /r/{token}/x", status: 404}, {do: "PUT /r/{token}", status: 405},
		{do: "GET /r/Wr0ngT0ken", status: 404}, {do: "POST /r/{token}", status: 400},
		{do: "POST /r/{token}", header: map[string]string{"Origin": "https://example.org"}, status: 403},
		{do: "POST /language", form: url.Values{"lang": {"en"}, "back": {"/r/{token}"}}, status: 303},
		{do: "GET /metrics", header: map[string]string{"Remote": "127.0.0.1:5000"}, status: 200, contains: []string{`route="/r/:token"`}, lacks: []string{"{token}"}},
	} {
		s.check(i, st, s.ask(st))
	}
	s.open(nil)
	if log := s.log.String(); strings.Contains(log, s.fill("{token}")) || strings.Contains(log, "Wr0ng") || !strings.Contains(log, "route=/r/:token status=200") {
		t.Errorf("the log:\n%s", log)
	}
}

// everything is the rows of all tables that a visit could change.
func (s *site) everything() string {
	s.t.Helper()
	var all strings.Builder
	for _, table := range []string{"loans", "renewals", "receipts", "receipt_lines", "audit", "notices", "sanctions",
		"links", "link_loans", "sessions", "throttles", "known_devices", "settings"} {
		fmt.Fprintf(&all, "%s %d\n", table, s.Int(`select count(*) from `+table))
	}
	all.WriteString(s.Text(`select group_concat(id || ' ' || renewals || ' ' || due_at || ' ' || status, ', ') from loans`))
	all.WriteString(s.Text(`select group_concat(issued_at || ' ' || expires_at || ' ' || coalesce(revoked_at, '-'), ', ') from links`))
	return all.String()
}

// robot is a request as programs send that look behind links.
func robot(method, path string, i int) *http.Request {
	r := httptest.NewRequest(method, path, nil)
	r.RemoteAddr = fmt.Sprintf("198.51.100.%d:1", i%3)
	r.Header.Set("User-Agent", "facebookexternalhit/1.1")
	r.Header.Set("Range", "bytes=0-65535")
	return r
}

func answer(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
