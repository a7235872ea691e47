package web_test

import (
	"testing"
)

func TestTheRulesAreThoseInForce(t *testing.T) {
	run(t, []scenario{
		{name: "a plain public library", steps: []step{
			{do: "GET /rules", status: 200, headers: map[string]string{"Set-Cookie": ""},
				contains: []string{"Aturan peminjaman", "Semua anggota, semua koleksi",
					"Anda boleh memperpanjang 2 kali, masing-masing 7 hari, paling lama 21 hari sejak dipinjam.",
					"Tidak ada denda.", "Buka setiap hari.", "Dalam 60 hari ke depan tidak ada hari tutup lain.", `<a href="/privacy">Privasi</a>`},
				lacks: []string{"Aturan umum", "sedang ditutup", "Riwayat", "/poster"}},
			{do: "GET /rules", header: map[string]string{"Accept-Language": "en"}, status: 200,
				contains: []string{"You may renew 2 times, for 7 days each, up to 21 days from borrowing.", "There are no fines.", "Open every day."}},
			{do: "HEAD /rules", status: 200}, {do: "POST /rules", status: 405},
		}},
		{name: "what the library has changed is there at the next request",
			library: func(s *site) map[string]any {
				s.Rules(`[{"rule":{"renewals_allowed":1,"max_total":null}},
					{"category":"mahasiswa","loan_limit":6,"rule":{"loan":"P14D","renewal":"P14D","renewals_allowed":3,"max_total":null},
					 "fine":{"per_day":500,"max":25000,"legal_basis":"<b>Perda 5/2020</b>"},"suspension":{"days_per_late_day":1}},
					{"item_type":"majalah","rule":{"renewable":false}}]`)
				s.Exec(`insert into closures (weekday) values (0), (5)`)
				s.Exec(`insert into closures (date, name) values ('2026-12-24', 'Cuti bersama'), ('2026-12-25', 'Hari Raya <Natal>'), ('2026-12-26', 'Hari Raya <Natal>')`)
				s.Set("online_renewal", "off")
				s.Set("library_name", "Perpustakaan Kudus")
				s.Set("base_url", "https://kudus.example")
				return map[string]any{"card": s.reader().Card}
			},
			steps: []step{
				{do: "GET /rules", status: 200, contains: []string{"berlaku sekarang di Perpustakaan Kudus", "Aturan umum", "Anda boleh memperpanjang 1 kali, selama 7 hari.",
					"Anggota: mahasiswa", "Anda boleh memperpanjang 3 kali, masing-masing 14 hari.", "paling banyak 6 koleksi",
					"Denda keterlambatan Rp500 per hari untuk setiap pinjaman.", "paling banyak Rp25.000.", "Dasar hukum denda: &lt;b&gt;Perda 5/2020&lt;/b&gt;",
					`<a href="/poster">`, "Koleksi: majalah", "Pinjaman ini tidak dapat diperpanjang.", `href="#rule-2"`, `id="rule-2"`,
					"Buka setiap hari kecuali Jumat dan Minggu.", "Kamis, 24 Desember 2026: tutup, Cuti bersama",
					"Jumat, 25 Desember 2026 sampai Sabtu, 26 Desember 2026: tutup, Hari Raya &lt;Natal&gt;", "Perpanjangan mandiri sedang ditutup oleh perpustakaan."},
					lacks: []string{"<b>Perda"}},
				signIn(),
				{do: "GET /rules", status: 200, contains: []string{"Riwayat", `action="/sign-out"`}},
			}},
		{name: "every branch has its days",
			library: func(s *site) map[string]any {
				north := s.Branch("utara", "")
				s.Set("library_name", "Perpustakaan Kudus")
				s.Exec(`insert into closures (branch_id, weekday) values (?, 1)`, north)
				s.Rules(`[{},{"branch":"utara","category":"anak"}]`)
				return nil
			},
			steps: []step{{do: "GET /rules", status: 200, contains: []string{"<h3>Perpustakaan Kudus</h3>", "<h3>utara</h3>", "Buka setiap hari.",
				"Buka setiap hari kecuali Senin.", "Perpustakaan: utara · Anggota: anak"}}}},
	})
}

func TestThePrivacyNotice(t *testing.T) {
	run(t, []scenario{
		{name: "before the library has said whom to ask", steps: []step{
			{do: "GET /privacy", status: 200, contains: []string{"Pemberitahuan privasi", "Undang-Undang Nomor 27 Tahun 2022", "Pasal 20 ayat (2) huruf e",
				"Perpustakaan adalah pengendali data pribadi", "silakan datang ke meja layanan", "Nama pejabat pelindungan data pribadi dapat ditanyakan",
				"terbuka 14 hari", "berakhir 15 menit setelah pemakaian terakhir, paling lama 12 jam", "Disimpan 365 hari", "Disimpan 180 hari", "1 menit setelah sentuhan terakhir",
				"hanya 100 yang terbaru", "tidak memuat apa pun dari situs lain", "3 x 24 jam", `<a href="/rules">Aturan peminjaman</a>`},
				lacks: []string{"sistem perpustakaan yang lain"}},
		}},
		{name: "with its contact and its officer",
			library: func(s *site) map[string]any {
				s.Set("library_name", "Perpustakaan Kudus").Set("privacy_contact", "privasi@example.id").Set("privacy_officer", "Ibu <Sri>, 0291-123456").Set("record", "mirror")
				return map[string]any{"card": s.newcomer().Card}
			},
			steps: []step{
				{do: "GET /privacy", status: 200, contains: []string{"Perpustakaan Kudus adalah pengendali", "Hubungi kami tentang data Anda: privasi@example.id",
					"Pejabat pelindungan data pribadi: Ibu &lt;Sri&gt;, 0291-123456", "Catatan utama ada di sistem perpustakaan yang lain."}, lacks: []string{"<Sri>"}},
				{do: "GET /privacy", header: map[string]string{"Accept-Language": "en"}, status: 200, contains: []string{"Data protection officer: Ibu", "Article 20 (2) e"}},
			}},
		{name: "the library's own contact stands in",
			library: func(s *site) map[string]any { s.Set("contact", "WA 0812-3456"); return nil },
			steps:   []step{{do: "GET /privacy", status: 200, contains: []string{"Hubungi kami tentang data Anda: WA 0812-3456"}}}},
	})
}

func TestEveryPageLeadsToTheRulesAndThePrivacyNotice(t *testing.T) {
	run(t, []scenario{{name: "in its footer", steps: []step{
		{do: "GET /", status: 200, contains: []string{`href="/rules"`, `href="/privacy"`}},
		{do: "GET /nowhere", status: 404, contains: []string{`href="/rules"`, `href="/privacy"`}},
	}}})
}
