package web_test

import (
	"net/url"
	"strings"
	"testing"

	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func TestMyLoans(t *testing.T) {
	run(t, []scenario{
		{name: "each loan is one sentence, with the new date before the click",
			library: func(s *site) map[string]any {
				m := s.reader()
				m.Loan(librarytest.Due("2026-11-30"), librarytest.Borrowed(librarytest.At("2026-11-20T10:00")))
				l := m.Loan(librarytest.Due("2026-11-24"), librarytest.Renewed(1), librarytest.Borrowed(librarytest.At("2026-11-17T10:00")))
				m.Loan(librarytest.Due("2026-11-23"))
				m.Loan(librarytest.Due("2026-11-20"))
				return map[string]any{"card": m.Card, "loan": l.Ref()}
			},
			steps: []step{signIn(), {do: "GET /loans", status: 200, contains: []string{
				"Kembalikan paling lambat Senin, 30 November 2026, 7 hari lagi",
				"Kembalikan paling lambat Selasa, 24 November 2026, besok",
				"Kembalikan paling lambat Senin, 23 November 2026, hari ini",
				"Sudah lewat 3 hari dari tanggal kembali, Jumat, 20 November 2026",
				"1 dari 2 perpanjangan", "0 dari 2 perpanjangan",
				"Perpanjang sampai Senin, 7 Desember 2026", "Perpanjang sampai Selasa, 1 Desember 2026",
				`<input type="hidden" name="loan" value="{loan}">`, "Perpanjang 4 pinjaman sekaligus",
			}}}},
		{name: "a refusal gives every reason, what to do and from when",
			library: func(s *site) map[string]any {
				s.Rule(`{"window":"P3D","renewals_allowed":2}`)
				m, others := s.reader(), s.Title()
				s.Member("umum").HoldTitle(others)
				s.Member("umum").HoldTitle(others)
				m.Loan(librarytest.Due("2026-11-30"), librarytest.Renewed(2), librarytest.Of(others.Copy()),
					librarytest.Borrowed(librarytest.At("2026-11-20T10:00")))
				return map[string]any{"card": m.Card}
			},
			steps: []step{signIn(), {do: "GET /loans", status: 200,
				contains: []string{
					"2 orang menunggu buku ini.", "Semua 2 perpanjangan untuk buku ini sudah terpakai.",
					"Belum waktunya diperpanjang.", "Bisa diperpanjang mulai Jumat, 27 November 2026.", "2 dari 2 perpanjangan",
				},
				lacks: []string{`action="/loans/renew"`, "Perpanjang sampai"}}}},
		{name: "loans by hours tell the time and the zone",
			library: func(s *site) map[string]any {
				s.Rule(`{"loan":"PT3H","renewal":"PT2H","max_total":null,"renewals_allowed":null}`)
				m := s.reader()
				m.Loan(librarytest.DueAt(librarytest.At("2026-11-23T10:30")), librarytest.Borrowed(librarytest.At("2026-11-23T07:30")))
				m.Loan(librarytest.DueAt(librarytest.At("2026-11-23T08:45")), librarytest.Borrowed(librarytest.At("2026-11-23T05:45")))
				return map[string]any{"card": m.Card}
			},
			steps: []step{signIn(), {do: "GET /loans", status: 200, contains: []string{
				"Kembalikan paling lambat Senin, 23 November 2026, pukul 10.30 WIB, hari ini",
				"Sudah lewat dari waktu kembali, Senin, 23 November 2026, pukul 08.45 WIB",
				"Perpanjang sampai Senin, 23 November 2026, pukul 12.30 WIB",
				"tanpa batas jumlah",
			}}}},
		{name: "what concerns the member stands above the loans",
			library: func(s *site) map[string]any {
				m := s.reader().Owes(12500).Suspended("2026-11-25").Expires("2026-12-01")
				m.Loan(librarytest.Due("2026-11-25"))
				return map[string]any{"card": m.Card}
			},
			steps: []step{signIn(), {do: "GET /loans", status: 200, contains: []string{
				"ditangguhkan sampai dengan Rabu, 25 November 2026", "denda Rp12.500",
				"Kartu Anda berlaku sampai Selasa, 1 Desember 2026", "Bisa diperpanjang lagi mulai Kamis, 26 November 2026."}}}},
		{name: "a blocked member may look and is told why",
			library: func(s *site) map[string]any {
				m := s.reader().Blocked().Expires("2026-11-01")
				m.Loan()
				return map[string]any{"card": m.Card}
			},
			steps: []step{signIn(), {do: "GET /loans", status: 200,
				contains: []string{"sedang dibekukan", "berakhir Minggu, 1 November 2026"}, lacks: []string{"Perpanjang sampai"}}}},
		{name: "an expiry far ahead is not mentioned",
			library: func(s *site) map[string]any {
				return map[string]any{"card": s.reader().Expires("2027-11-01").Card}
			},
			steps: []step{signIn(), {do: "GET /loans", status: 200, contains: []string{"Tidak ada pinjaman"}, lacks: []string{"banner"}}}},
		{name: "a pause is said once for all and at each loan",
			library: func(s *site) map[string]any {
				s.Set("online_renewal", "off")
				m := s.reader()
				m.Loan()
				return map[string]any{"card": m.Card}
			},
			steps: []step{signIn(), {do: "GET /loans", status: 200, lacks: []string{"Perpanjang sampai"},
				contains: []string{"Perpanjangan mandiri sedang ditutup oleh perpustakaan", "Cobalah lagi nanti"}}}},
		{name: "a book that is lost or said to be back has no blame on it",
			library: func(s *site) map[string]any {
				m := s.reader()
				m.Loan(librarytest.Due("2026-11-10"), librarytest.In("lost"))
				m.Loan(librarytest.Due("2026-11-11"), librarytest.In("claimed_returned"))
				return map[string]any{"card": m.Card}
			},
			steps: []step{signIn(), {do: "GET /loans", status: 200, lacks: []string{"Sudah lewat"},
				contains: []string{"Tanggal kembalinya Selasa, 10 November 2026", "tercatat hilang", "petugas masih memeriksanya"}}}},
		{name: "notes tell why the new date is what it is",
			library: func(s *site) map[string]any {
				s.Closed("2026-11-30")
				m := s.reader()
				m.Loan(librarytest.Due("2026-11-23"), librarytest.Renewed(1), librarytest.Borrowed(librarytest.At("2026-11-18T10:00")))
				return map[string]any{"card": m.Card}
			},
			steps: []step{signIn(), {do: "GET /loans", status: 200, contains: []string{
				"Perpanjang sampai Selasa, 1 Desember 2026", "digeser karena perpustakaan tutup", "Ini perpanjangan terakhir"}}}},
		{name: "titles and names are text, whatever is in them",
			library: func(s *site) map[string]any {
				m := s.reader()
				m.Loan()
				s.Exec(`update titles set title = '<b>Tebal</b> & "Kutip"'`)
				s.Exec(`update members set name = 'Ma''ruf <i>'`)
				return map[string]any{"card": m.Card}
			},
			steps: []step{signIn(), {do: "GET /loans", status: 200, lacks: []string{"<b>Tebal", "<i>"},
				contains: []string{"&lt;b&gt;Tebal&lt;/b&gt; &amp; &#34;Kutip&#34;", "Ma&#39;ruf"}}}},
	})
}

func TestAWrongClockIsSaidAndNothingIsRenewed(t *testing.T) {
	s := newSite(t, nil)
	m := s.reader()
	s.vars = map[string]any{"card": m.Card, "loan": m.Loan().Ref()}
	s.SetNow(librarytest.At("2021-01-01T09:00")) // a battery has died
	s.Library = s.Again(library.Options{CheckClock: true})
	s.open(nil)
	for i, st := range []step{
		signIn(),
		{do: "GET /loans", status: 200, contains: []string{"Jam komputer perpustakaan sedang tidak tepat"}, lacks: []string{"Perpanjang sampai"}},
		{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, status: 503, contains: []string{"tidak ada yang diperpanjang"}},
	} {
		s.check(i, st, s.ask(st))
	}
	if n := s.Int(`select count(*) from renewals`); n != 0 {
		t.Errorf("%d renewals on a wrong clock", n)
	}
	if !strings.Contains(s.log.String(), "clock_wrong") {
		t.Error("the log does not say so")
	}
}
