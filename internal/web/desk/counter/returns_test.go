package counter_test

import (
	"net/url"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
)

func TestBooksComeBackOneAfterTheOther(t *testing.T) {
	d := desk(t, "librarian")
	a, b := d.Member("umum").Loan(librarytest.Due("2026-11-30")), d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	d.Get("/desk/returns").Wants(200, "Belum ada. Pindai buku yang kembali", `name="at" value="returns" form="box"`)
	d.Post("/desk/box", box("code", a.Item.Barcode, "at", "returns")).
		Wants(200, `data-tone="ok"`, "Kembali: "+a.Item.Title.Name, "Dari "+a.Member.Name, "Batalkan pengembalian ini")
	d.Post("/desk/box", box("code", b.Item.Barcode, "at", "returns")).
		Wants(200, `data-tone="warn"`, "Lewat 3 hari", a.Item.Title.Name, b.Item.Title.Name)
	d.Post("/desk/box", box("code", b.Item.Barcode, "at", "returns")).Wants(200, `data-tone="warn"`, "Sudah kembali pukul")
	d.Post("/desk/box", box("code", d.Item().Barcode, "at", "returns")).Wants(200, "Tidak sedang dipinjam")
	d.Post("/desk/box", box("code", "B9999999", "at", "returns")).Wants(404, `data-tone="stop"`, "Tidak ada buku dengan barcode B9999999", a.Item.Title.Name)
	if n := d.Int(`select count(*) from returns`); n != 2 {
		t.Errorf("%d returns", n)
	}
}

func TestACardAmongTheReturnsOpensNobody(t *testing.T) {
	d := desk(t, "librarian")
	m := d.Member("umum")
	d.Post("/desk/box", box("code", m.Card, "at", "returns")).
		Wants(200, `data-tone="warn"`, "Ini kartu "+m.Name+", bukan buku", "Buka "+m.Name, `name="mode" value="return"`)
}

func TestANightBoxCountsAsOfItsDay(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-21"))
	d.Post("/desk/box", box("code", loan.Item.Barcode, "at", "returns", "returned_on", "2026-11-21")).
		Wants(200, `data-tone="ok"`, "Dihitung kembali Sabtu, 21 November 2026", `name="returned_on" value="2026-11-21"`, "bukan hari ini").
		Lacks("Lewat")
	other := d.Member("umum").Loan(librarytest.Due("2026-11-21"))
	d.Post("/desk/box", box("code", other.Item.Barcode, "at", "returns", "returned_on", "2026-12-24")).
		Wants(422, `data-tone="stop"`, "tidak di masa depan", `value="2026-12-24"`)
	d.Post("/desk/box", box("code", other.Item.Barcode, "at", "returns", "returned_on", "kemarin")).Wants(422, `value="kemarin"`)
	if n := d.Int(`select count(*) from loans where id = ? and status = 'open'`, other.ID); n != 1 {
		t.Error("it came back all the same")
	}
}

func TestABookThatIsAwaitedSaysForWhomAndPrintsItsSlip(t *testing.T) {
	d := desk(t, "librarian")
	loan, waits := d.Member("umum").Loan(librarytest.Due("2026-11-30")), d.Member("umum")
	d.Exec(`update members set name = 'Siti Nur Aminah' where id = ?`, waits.ID)
	waits.HoldTitle(loan.Item.Title)
	d.Post("/desk/box", box("code", loan.Item.Barcode, "at", "returns")).
		Wants(200, `data-tone="warn" data-ask`, "Simpan untuk Siti Nur Aminah", "/desk/slips/hold?barcode="+loan.Item.Barcode)
	slip := d.Get("/desk/slips/hold?barcode="+loan.Item.Barcode).Wants(200, "Siti N. A. …"+waits.Card[len(waits.Card)-4:], "Diambil paling lambat").
		Lacks("Aminah", waits.Card)
	if !strings.Contains(slip.Body, "paper-80") {
		t.Error("no paper")
	}
	d.Set("hold_slip", "initials")
	d.Get("/desk/slips/hold?barcode=" + loan.Item.Barcode).Wants(200).Lacks("Siti")
	d.Get("/desk/slips/hold?barcode=" + d.Item().Barcode).Wants(404)
}

func TestAReturnOfTodayIsUndone(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	d.Post("/desk/box", box("code", loan.Item.Barcode, "at", "returns")).Wants(200)
	undo := "/desk/returns/" + id(d.Int(`select id from returns`)) + "/undo"
	d.Post(undo, nil).Goes(memberPath(loan.Member) + "?told=return_undone")
	d.Get(memberPath(loan.Member)+"?told=return_undone").Wants(200, "pinjamannya terbuka lagi", "1 pinjaman")
	d.Post(undo, nil).Wants(409, `data-tone="stop"`, "sudah dibatalkan")
	d.Get("/desk/returns").Wants(200, "Dibatalkan")
	d.Post("/desk/returns/99999/undo", nil).Wants(404)
	d.Post("/desk/returns/x/undo", nil).Wants(404)
}

func TestAReturnAtAMemberStaysWithThem(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-30"))
	form := box("code", loan.Item.Barcode, "member", id(loan.Member.ID), "mode", "return")
	d.Post("/desk/box", form).Wants(200, `data-tone="ok"`, loan.Member.Name, "Tidak ada pinjaman", `name="mode" value="return"`).Lacks("Dari " + loan.Member.Name)
}

func TestABookThatIsFetchedElsewhereIsSentThere(t *testing.T) {
	d := desk(t, "librarian")
	north := id(d.Branch("Utara", ""))
	item := d.Item()
	m := d.Member("umum")
	path := memberPath(m) + "/holds"
	d.Get(path).Wants(200, "Diambil di cabang", "Utara")
	d.Get(path+"?pickup="+north+"&q="+url.QueryEscape(item.Title.Name)).Wants(200, `name="pickup" value="`+north+`"`)
	wish := url.Values{"title": {id(item.Title.ID)}, "pickup": {north}}
	d.Post(path, wish).Wants(422, `name="pickup" value="`+north+`"`) // it is on the shelf
	wish.Set("override", "on_shelf")
	d.Post(path, wish).Goes(path)
	d.Get(path).Wants(200, "diambil di Utara")

	d.Post("/desk/box", box("code", item.Barcode, "mode", "return", "at", "returns")).Wants(200, "diambil di Utara sampai").Lacks("Kirim ke cabang")
	d.Get("/desk/holds?branch=1").Wants(200, "Semua cabang", "Perangkat ini mengingat").Lacks(item.Title.Name)
	d.Get("/desk/returns").Wants(200)
	d.Post("/desk/box", box("code", item.Barcode, "mode", "return", "at", "returns")).Wants(200, "Kirim ke cabang Utara untuk "+m.Name)
	d.Get("/desk/slips/hold?barcode="+item.Barcode).Wants(200, "Diambil di Utara")
	d.Get("/desk/holds?branch="+north).Wants(200, item.Title.Name, "diambil di Utara")
	d.Post("/desk/box", box("code", item.Barcode)).Wants(200, "Diambil di Utara")
}
