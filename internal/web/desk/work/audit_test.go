package work_test

import (
	"net/url"
	"strconv"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

func TestTheTrailSaysWhoDidWhat(t *testing.T) {
	d := desktest.New(t)
	d.As("librarian").Get("/desk/audit").Wants(403)
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	d.Exec(`update members set name = ? where id = ?`, `"><script>`, loan.Member.ID)
	d.Post("/desk/today/calls", url.Values{"member": {strconv.FormatInt(loan.Member.ID, 10)}, "last": {"0"}, "channel": {"phone"}})
	loan.Member.Renew(loan)

	d.As("supervisor")
	d.Get("/desk/audit").Wants(200, "Anggota dihubungi", "Diperpanjang", "jatuh tempo Jumat, 20 November 2026 menjadi", loan.Item.Title.Name,
		"/desk/items/", "librarian", "halaman anggota").Lacks(`"><script>`)
	staff := strconv.FormatInt(d.Staff("librarian"), 10)
	d.Get("/desk/audit?staff="+staff).Wants(200, "Anggota dihubungi", `<option value="`+staff+`" selected>`, "Tampilkan semua").Lacks("Diperpanjang</b>")
	d.Get("/desk/audit?kind=loan&from=2026-11-23&to=2026-11-23").Wants(200, "Diperpanjang</b>").Lacks("Anggota dihubungi</b>")
	d.Get("/desk/audit?door=kiosk").Wants(200, "Tidak ada catatan yang cocok")
	d.Get("/desk/audit?from=2026-11-23&to=2026-11-01").Wants(422, "tidak boleh sebelum", `value="2026-11-01"`)
	d.Get("/desk/audit?from=kemarin").Wants(422, "seperti 2026-11-23", `value="kemarin"`)
	for _, bad := range []string{"kind=x", "door=x", "staff=x", "after=x"} {
		d.Get("/desk/audit?" + bad).Wants(400)
	}
}

func TestTheFilterLeavesTheFrameAlone(t *testing.T) {
	desktest.New(t).As("supervisor").Get("/desk/audit").Wants(200, "<bdi>supervisor</bdi>")
}
