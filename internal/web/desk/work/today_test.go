package work_test

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

func TestTheDayInNumbersThatLeadToLists(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Get("/desk/today").Wants(200, "Senin, 23 November 2026", "0 Jatuh tempo hari ini", "Alamat situs belum diatur").Lacks("sistem utama", "Semua cabang")
	late := d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	d.Member("umum").Loan()
	d.Set("base_url", "https://pinjaman.example.go.id")

	d.Get("/desk/today").Wants(200, "1 Jatuh tempo hari ini", "1 Terlambat 1 sampai 7 hari", "1 Anggota yang perlu dihubungi",
		`href="/desk/today/late-1"`, `href="/poster"`)
	d.Get("/desk/today/late-1").Wants(200, late.Item.Title.Name, "Jumat, 20 November 2026", "terlambat 3 hari", late.Member.Name, late.Item.Barcode)
	for _, empty := range []string{"late-8", "late-31", "shelf", "cards", "renewals", "renewals?door=web", "imports/1"} {
		d.Get("/desk/today/"+empty).Wants(200, "T").Lacks("<table")
	}
	for path, code := range map[string]int{"late-2": 404, "renewals?door=x": 404, "late-1?after=x": 400, "due?branch=9": 404, "late-1?branch=-1": 400, "imports/x": 404} {
		d.Get("/desk/today/" + path).Wants(code)
	}
}

func TestADayCanBeOneBranchs(t *testing.T) {
	d := desktest.New(t).As("librarian")
	small := d.Branch("Kecil", "")
	d.Member("umum").Loan(librarytest.Of(d.Item().AtBranch(small)))
	path := "/desk/today?branch=" + strconv.FormatInt(small, 10)
	d.Get("/desk/today").Wants(200, "1 Jatuh tempo hari ini", "Semua cabang", path)
	d.Get("/desk/today?branch=1").Wants(200, "0 Jatuh tempo hari ini")
	d.Get(path).Wants(200, "1 Jatuh tempo hari ini", "/desk/today/due?branch=")
}

func TestAListHasANextPage(t *testing.T) {
	d := desktest.New(t).As("librarian")
	for range 51 {
		d.Member("umum").Loan()
	}
	first := d.Get("/desk/today/due").Wants(200, `rel="next"`)
	_, after, _ := strings.Cut(first.Body, `href="/desk/today/due?after=`)
	after, _, _ = strings.Cut(after, `"`)
	d.Get("/desk/today/due?after="+after).Wants(200, "Anggota").Lacks(`rel="next"`)
}

func TestCallingAMember(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Set("library_name", "Perpustakaan Kudus")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	d.Exec(`update members set phone = '0812-3456-7890', language = 'en', name = ? where id = ?`, `"><script>`, loan.Member.ID)
	form := url.Values{"member": {strconv.FormatInt(loan.Member.ID, 10)}, "last": {"0"}, "outcome": {"promised"}, "channel": {"whatsapp"}}

	page := d.Get("/desk/today/calls").Wants(200, "https://wa.me/6281234567890?text=", "tel:&#43;6281234567890", loan.Item.Title.Name).Lacks(`"><script>`)
	chat := chatOf(t, page.Body)
	for _, want := range []string{"Perpustakaan Kudus", loan.Item.Title.Name, "Friday, 20 November 2026", "friendly reminder"} {
		if !strings.Contains(chat, want) {
			t.Errorf("no %q in %q", want, chat)
		}
	}
	for _, personal := range []string{"script", loan.Member.Card, loan.Item.Barcode} {
		if strings.Contains(chat, personal) {
			t.Errorf("%q in %q", personal, chat)
		}
	}

	d.Post("/desk/today/calls", form).Goes("/desk/today/calls?done=1")
	d.Post("/desk/today/calls", form).Goes("/desk/today/calls?done=1")
	d.Get("/desk/today/calls?done=1").Wants(200, "Semua anggota yang terlambat sudah dihubungi", "lewat WhatsApp, oleh librarian", "Akan mengembalikan")
	d.As("supervisor").Post("/desk/today/calls", form).Wants(409, "petugas lain")
	d.Post("/desk/today/calls/undo", url.Values{"call": {"1"}}).Goes("/desk/today/calls")
	d.Get("/desk/today/calls").Wants(200, "Catatan itu dibatalkan", "wa.me")
	d.Get("/desk/today/calls?done=1").Wants(200).Lacks("told-ok")

	form.Set("channel", "pigeon")
	d.Post("/desk/today/calls", form).Wants(400)
	d.Post("/desk/today/calls/undo", url.Values{"call": {"99"}}).Wants(404)
}

func chatOf(t *testing.T, body string) string {
	t.Helper()
	_, text, _ := strings.Cut(body, "?text=")
	text, _, _ = strings.Cut(text, `"`)
	chat, err := url.QueryUnescape(text)
	if err != nil {
		t.Fatal(err)
	}
	return chat
}

func TestTickingWhatIsEnteredElsewhere(t *testing.T) {
	d := desktest.New(t).As("librarian")
	loan := d.Member("umum").Loan()
	loan.Member.Renew(loan)
	d.Get("/desk/today/to-enter").Wants(200, "mencatat pinjamannya di sini")
	d.Post("/desk/today/to-enter", url.Values{"renewal": {"1"}}).Wants(400)

	d.Set("record", "mirror")
	d.Get("/desk/today").Wants(200, "1 Perpanjangan yang perlu dicatat")
	d.Get("/desk/today/to-enter").Wants(200, loan.Item.Title.Name, "Senin, 30 November 2026", `name="through" value="1"`)
	d.Get("/desk/today/to-enter.csv").Wants(200, "ref,source_id,card,barcode", loan.Item.Barcode)
	d.Post("/desk/today/to-enter", url.Values{"renewal": {"1"}}).Goes("/desk/today/to-enter?entered=1")
	d.Get("/desk/today/to-enter?entered=1").Wants(200, "1 perpanjangan ditandai", "Tidak ada yang tertinggal")
	d.Post("/desk/today/to-enter", url.Values{"through": {"1"}}).Goes("/desk/today/to-enter?entered=0")
	d.Post("/desk/today/to-enter", url.Values{"renewal": {"x"}}).Wants(400)
}

func TestATickOfTodayIsUndone(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Set("record", "mirror")
	one, two := d.Member("umum").Loan(), d.Member("umum").Loan()
	one.Member.Renew(one)
	two.Member.Renew(two)
	path := "/desk/today/to-enter"
	d.Post(path, url.Values{"through": {"2"}}).Goes(path + "?entered=2")
	d.Advance(time.Minute)
	d.Get(path).Wants(200, "Ditandai hari ini", one.Item.Title.Name+" dan 1 lainnya", "librarian", "Tidak ada yang tertinggal")
	shown := tickField.FindStringSubmatch(d.Get(path).Body)
	undo := url.Values{"at": {shown[1]}, "by": {shown[2]}}
	d.Post(path+"/undo", undo).Goes(path + "?undone=2")
	d.Get(path+"?undone=2").Wants(200, "2 perpanjangan perlu dicatat lagi", two.Item.Title.Name).Lacks("Ditandai hari ini")
	d.Post(path+"/undo", undo).Wants(409, "tidak dapat dibatalkan lagi", one.Item.Title.Name)
	d.Post(path+"/undo", url.Values{"at": {"x"}}).Wants(400)
	d.As("supervisor").Get("/desk/audit").Wants(200, "Tanda sudah dicatat dibatalkan")

	d.Post(path, url.Values{"renewal": {"1"}}).Goes(path + "?entered=1")
	shown = tickField.FindStringSubmatch(d.Get(path).Body)
	d.Advance(24 * time.Hour)
	d.Get(path).Wants(200).Lacks("Ditandai hari ini")
	d.Post(path+"/undo", url.Values{"at": {shown[1]}, "by": {shown[2]}}).Wants(409)
	if n := d.Int(`select count(*) from renewals where entered_at is not null`); n != 1 {
		t.Errorf("%d ticked, not 1", n)
	}
}

var tickField = regexp.MustCompile(`name="at" value="([0-9]+)"><button name="by" value="([0-9]+)"`)
