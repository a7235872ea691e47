package work_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

var sentField = regexp.MustCompile(`name="sent" value="([^"]+)"`)

func sentIn(body string) (list []string) {
	for _, m := range sentField.FindAllStringSubmatch(body, -1) {
		list = append(list, m[1])
	}
	return list
}

func TestLettersForABucketArePrintedAndNotedOnce(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Set("library_name", "Perpustakaan Kudus")
	long := d.Member("umum")
	oldest, newer := long.Loan(librarytest.Due("2026-11-01")), long.Loan(librarytest.Due("2026-11-20"))
	short := d.Member("umum").Loan(librarytest.Due("2026-11-18"))
	d.Exec(`update members set language = 'en', address = 'Jl. Menara 1', name = ? where id = ?`, `Budi "><script>`, short.Member.ID)

	d.Get("/desk/today/late-1").Wants(200, "Surat untuk semuanya", `href="/desk/today/late-1/letters"`)
	page := d.Get("/desk/today/late-1/letters").Wants(200, "1 surat", "Perpustakaan Kudus", short.Item.Title.Name, "Wednesday, 18 November 2026", `lang="en"`, "Jl. Menara 1",
		"data-print hidden", "some can be renewed at the desk").Lacks(newer.Item.Title.Name, `"><script>`, "belum mempunyai alamat")
	d.Get("/desk/today/late-15/letters").Wants(200, "1 surat", oldest.Item.Title.Name, newer.Item.Title.Name, `lang="id"`, "1 anggota belum mempunyai alamat")
	d.Get("/desk/today/due/letters").Wants(404)
	d.Get("/desk/today/late-8/letters").Wants(200, "Tidak ada surat")

	form := url.Values{"sent": sentIn(page.Body)}
	noted := d.Post("/desk/today/late-1/letters", form)
	d.Get(noted.Location).Wants(200, "1 surat dicatat", "Tidak ada surat yang perlu dicetak", "Batalkan")
	d.Get(d.Post("/desk/today/late-1/letters", form).Location).Wants(200, "0 surat dicatat") // two desks, or a button pressed twice
	d.Get("/desk/today/calls").Wants(200, "surat").Lacks(`name="member" value="` + strings.Split(form.Get("sent"), ".")[0] + `"`)

	at, _ := url.ParseQuery(strings.SplitN(noted.Location, "?", 2)[1])
	d.Get(d.Post("/desk/today/late-1/letters/undo", url.Values{"at": {at.Get("at")}}).Location).Wants(200, "Catatan 1 surat dibatalkan", short.Item.Title.Name)
	if n := d.Int(`select count(*) from audit where action in ('member.called', 'member.call_undone') and subject_id = ?`, short.Member.ID); n != 2 {
		t.Errorf("%d audit rows", n)
	}
	d.Post("/desk/today/late-1/letters", url.Values{"sent": {"x.1"}}).Wants(400)
	d.Post("/desk/today/late-1/letters", form)
	d.Advance(8 * 24 * time.Hour)
	d.Get("/desk/today/late-8/letters").Wants(200, "1 surat", short.Item.Title.Name) // later they are written to again
}

func TestTwoHundredLettersAtATime(t *testing.T) {
	d := desktest.New(t).As("librarian")
	for range 201 {
		d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	}
	first := d.Get("/desk/today/late-1/letters").Wants(200, "200 surat", "200 berikutnya")
	if n := len(sentIn(first.Body)); n != 200 {
		t.Fatalf("%d letters", n)
	}
	_, next, _ := strings.Cut(first.Body, `href="/desk/today/late-1/letters?after=`)
	next, _, _ = strings.Cut(next, `"`)
	d.Get("/desk/today/late-1/letters?after="+next).Wants(200, "1 surat").Lacks("200 berikutnya")
	many := url.Values{"sent": append(sentIn(first.Body), "1.0")}
	d.Post("/desk/today/late-1/letters", many).Wants(400)
	d.Get(d.Post("/desk/today/late-1/letters", url.Values{"sent": sentIn(first.Body)}).Location).Wants(200, "200 surat dicatat", "1 surat")
}

func TestALetterOffersToRenewWhereTheMemberCan(t *testing.T) {
	d := desktest.New(t).As("librarian")
	m := d.Member("umum")
	m.Loan(librarytest.Due("2026-11-20"))
	path := strings.TrimSuffix(accountPath(m), "/account") + "/letter"
	d.Get(path).Wants(200, "dapat diperpanjang di meja layanan", "Catat sudah dicetak").Lacks("renew-it")
	d.Set("base_url", "https://pinjaman.example.go.id")
	d.Get(path).Wants(200, "renew-it", "diperpanjang sendiri tanpa datang", "pinjaman.example.go.id", "<svg").Lacks("di meja layanan.", "/r/")
	d.Set("online_renewal", "off")
	d.Get(path).Wants(200, "dapat diperpanjang di meja layanan").Lacks("renew-it")
	d.Set("online_renewal", "on")
	d.Rule(`{"overdue":"block_loan"}`)
	d.Get(path).Wants(200).Lacks("renew-it", "diperpanjang di meja")
}
