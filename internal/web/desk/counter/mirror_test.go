package counter_test

import (
	"net/url"
	"testing"

	"simpanbudi/internal/librarytest"
)

func TestWhereAnotherSystemLendsTheCounterOnlyRenews(t *testing.T) {
	d := desk(t, "supervisor")
	d.Set("record", "mirror")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-24"))
	m := loan.Member
	d.Get("/desk").Wants(200, "di sistem lain").Lacks("Kembalikan", "Pinjamkan")
	d.Get("/desk/returns").Wants(403, "Dilakukan di sistem yang lain")
	d.Get(memberPath(m)).Wants(200, `name="mode" value="renew"`).Lacks("Kembalikan", "Pinjamkan")
	d.Post("/desk/box", box("code", loan.Item.Barcode)).Wants(200, "Perpanjang buku ini").Lacks("Kembalikan buku ini")
	d.Post("/desk/box", box("code", loan.Item.Barcode, "member", id(m.ID), "mode", "return")).Wants(200, `data-tone="ok"`, "Diperpanjang")
	d.Post("/desk/box", box("code", loan.Item.Barcode, "at", "returns")).Wants(403, "Dilakukan di sistem yang lain")
	d.Post(memberPath(m)+"/lend", box("code", d.Item().Barcode, "codes", "blocked", "reason", "coba saja dulu")).Wants(403, "sistem yang lain")
	d.Get(loanPath(loan)).Wants(200, "Cetak slip tanggal kembali").Lacks("Ubah jatuh tempo", "Catat hilang", "Kembalikan buku ini")
	d.Post(loanPath(loan)+"/due-date", url.Values{"loan": {id(loan.ID) + ".1"}, "due": {"2026-12-24"}, "reason": {"coba saja dulu"},
		"shown_due": {shownDue(loan)}}).Wants(403)
}
