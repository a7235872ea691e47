package web_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
)

func TestRenewing(t *testing.T) {
	one := func(s *site) map[string]any {
		m := s.reader()
		return map[string]any{"card": m.Card, "loan": m.Loan(librarytest.Due("2026-11-23")).Ref()}
	}
	two := func(s *site) map[string]any {
		vars := one(s)
		other := s.reader()
		stranger := other.Loan(librarytest.Due("2026-11-24"))
		s.Exec(`update titles set title = 'Rahasia Orang Lain' where id = ?`, stranger.Item.Title.ID)
		vars["stranger"], vars["other"] = stranger.Ref(), other.Card
		return vars
	}
	renew := step{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, status: 303}
	run(t, []scenario{
		{name: "renewing leads to a receipt that the history finds again", library: one, steps: []step{
			signIn(), renew,
			{do: "GET /receipts/{ref}", status: 200, contains: []string{
				"Bukti perpanjangan", "{ref}", "Senin, 23 November 2026, pukul 09.00 WIB", "1 pinjaman diperpanjang",
				"Diperpanjang sampai Senin, 30 November 2026", "Sebelumnya Senin, 23 November 2026.", "Melalui", "halaman anggota"}},
			{do: "GET /history", status: 200, contains: []string{"/receipts/{ref}", "Sampai Senin, 30 November 2026"}},
			{do: "GET /loans", status: 200, contains: []string{"1 dari 2 perpanjangan", "Sudah diperpanjang hari ini", "mulai Selasa, 24 November 2026"}},
		}},
		{name: "the same page posted twice leads to the same receipt", library: one, steps: []step{
			signIn(), renew,
			{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}", "{loan}"}}, status: 303, location: "/receipts/{ref}", times: 3},
			{do: "GET /history", status: 200, contains: []string{"Sampai Senin, 30 November 2026"}},
		}},
		{name: "a reference is read as people type it", library: one, steps: []step{
			signIn(), renew, {do: "GET /receipts/-{ref}-", status: 200, contains: []string{"{ref}"}},
		}},
		{name: "another member's loan is refused and tells nothing", library: two, steps: []step{
			signIn(),
			{do: "POST /loans/renew", form: url.Values{"loan": {"{stranger}", "999999.0", "{loan}"}}, status: 303},
			{do: "GET /receipts/{ref}", status: 200,
				contains: []string{"1 dari 3 pinjaman diperpanjang", "Pinjaman yang tidak dikenal", "Pinjaman ini tidak ada pada kartu Anda."},
				lacks:    []string{"Rahasia", "24 November"}},
		}},
		{name: "a receipt opens for its member only", library: two, steps: []step{
			signIn(), renew, {do: "POST /sign-out", status: 303},
			{do: "GET /receipts/{ref}", status: 404, contains: []string{`action="/sign-in"`, `name="next" value="/receipts/{ref}"`}, lacks: []string{"Judul", "November"}},
			{do: "POST /sign-in", form: url.Values{"card": {"{other}"}, "pin": {pin}, "next": {"/receipts/{ref}"}}, status: 303, location: "/receipts/{ref}"},
			{do: "GET /receipts/{ref}", status: 404, lacks: []string{"Judul", `action="/sign-in"`}, contains: []string{"Halaman tidak ditemukan", "Riwayat"}},
			{do: "POST /sign-out", status: 303},
			{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {pin}, "next": {"/receipts/{ref}"}}, status: 303, location: "/receipts/{ref}"},
			{do: "GET /receipts/{ref}", status: 200, contains: []string{"1 pinjaman diperpanjang"}},
		}},
		{name: "after signing in one goes nowhere else", library: one, steps: []step{
			{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {pin}, "next": {"https://example.org/receipts/AB"}}, status: 303, location: "/loans"},
			{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {pin}, "next": {"//example.org"}}, status: 303, location: "/loans"},
			{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {pin}, "next": {"/receipts/../desk"}}, status: 303, location: "/loans"},
		}},
		{name: "a form that makes no sense renews nothing", library: one, steps: []step{
			signIn(),
			{do: "POST /loans/renew", status: 400, contains: []string{"tidak ada yang diubah"}},
			{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}", "417"}}, status: 400},
			{do: "POST /loans/renew", form: url.Values{"loan": {"-1.0", "{loan}"}}, status: 400},
			{do: "POST /loans/renew", form: url.Values{"loan": {"1.0 or 1=1"}}, status: 400, lacks: []string{"or 1=1"}},
			{do: "POST /loans/renew", form: url.Values{"loan": slices.Repeat([]string{"{loan}"}, 201)}, status: 400},
			{do: "GET /loans", status: 200, contains: []string{"0 dari 2 perpanjangan"}},
		}},
		{name: "a receipt on which nothing was renewed says why",
			library: func(s *site) map[string]any {
				m := s.reader()
				l := m.Loan(librarytest.Due("2026-11-25"), librarytest.Renewed(2), librarytest.Borrowed(librarytest.At("2026-11-18T10:00")))
				return map[string]any{"card": m.Card, "loan": l.Ref()}
			},
			steps: []step{signIn(), renew, {do: "GET /receipts/{ref}", status: 200, lacks: []string{"Riwayat."},
				contains: []string{"Tidak ada yang diperpanjang", "Semua 2 perpanjangan"}}}},
		{name: "a page older than a return says that things have changed",
			library: func(s *site) map[string]any {
				m := s.reader()
				l := m.Loan(librarytest.Renewed(1))
				return map[string]any{"card": m.Card, "id": l.ID}
			},
			steps: []step{signIn(),
				{do: "POST /loans/renew", form: url.Values{"loan": {"{id}.0"}}, status: 303},
				{do: "GET /receipts/{ref}", status: 200, contains: []string{"keadaannya sudah berubah sejak halaman dibuka"}}}},
	})
}

func TestRenewAllPostsEveryValueOfThePage(t *testing.T) {
	s := newSite(t, nil)
	m := s.reader()
	refused := m.Loan(librarytest.Due("2026-11-25"), librarytest.Renewed(2), librarytest.Borrowed(librarytest.At("2026-11-18T10:00")))
	a, b := m.Loan(), m.Loan()
	s.vars = map[string]any{"card": m.Card}
	s.ask(signIn())
	loans := s.ask(step{do: "GET /loans"}).Body.String()
	if !strings.Contains(loans, `href="/loans/renew-all"`) || !strings.Contains(loans, "Perpanjang 2 pinjaman sampai Senin, 30 November 2026") {
		t.Errorf("the way to renew all does not name the date:\n%s", loans)
	}
	plan := s.ask(step{do: "GET /loans/renew-all"}).Body.String()
	_, form, _ := strings.Cut(plan, `action="/loans/renew"`)
	form, _, _ = strings.Cut(form, "</form>")
	for _, l := range []*librarytest.Loan{refused, a, b} {
		if !strings.Contains(form, `value="`+l.Ref().String()+`"`) {
			t.Errorf("%s is not in the form for all:\n%s", l.Ref(), form)
		}
	}
}

func TestRenewingAllIsExplainedBeforeItIsDone(t *testing.T) {
	run(t, []scenario{
		{name: "the rules, then each loan with its dates or why not",
			library: func(s *site) map[string]any {
				m := s.reader()
				m.Loan(librarytest.Due("2026-11-25"), librarytest.Renewed(2), librarytest.Borrowed(librarytest.At("2026-11-18T10:00")))
				m.Loan()
				m.Loan(librarytest.Due("2026-11-24"))
				return map[string]any{"card": m.Card}
			},
			steps: []step{signIn(),
				{do: "GET /loans/renew-all", status: 200, contains: []string{
					"memakai satu kali perpanjangan", "2 buku akan diperpanjang", "1 buku tetap seperti sekarang",
					"Senin, 23 November 2026", "Senin, 30 November 2026", "Selasa, 1 Desember 2026", "Setelah ini sisa 1 perpanjangan",
					"Tanggal kembali tetap Rabu, 25 November 2026", "Semua 2 perpanjangan", "Ya, perpanjang 2 buku"}},
				{do: "GET /loans", status: 200, contains: []string{"0 dari 2 perpanjangan"}}}},
		{name: "where there is nothing to renew the loans are shown",
			library: func(s *site) map[string]any { return map[string]any{"card": s.reader().Card} },
			steps:   []step{signIn(), {do: "GET /loans/renew-all", status: 303, location: "/loans"}}},
	})
}
