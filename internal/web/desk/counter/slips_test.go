package counter_test

import (
	"net/url"
	"testing"

	"simpanbudi/internal/librarytest"
)

func TestWhatHappenedTodayIsPrintedOnOneSlip(t *testing.T) {
	d := desk(t, "librarian")
	m := d.Member("umum")
	back, renewed, lent := m.Loan(librarytest.Due("2026-11-28")), m.Loan(librarytest.Due("2026-11-24")), d.Item()
	d.Get("/desk/slips/last").Wants(404, "Belum ada yang dicetak")
	d.Get(memberPath(m)+"/slip").Wants(200, "Belum ada yang dipinjam, diperpanjang, atau dikembalikan")
	d.Post("/desk/box", box("code", back.Item.Barcode, "at", "returns")).Wants(200)
	d.Post(memberPath(m)+"/renew", url.Values{"loan": {renewed.Ref().String()}})
	d.Post("/desk/box", box("code", lent.Barcode, "member", id(m.ID), "mode", "lend")).Wants(200)
	d.Exec(`insert into account_lines (member_id, at, kind, amount, ref, request_key) values (?, ?, 'payment', 5000, 'PAID0001', 'k')`, m.ID, d.Now().Unix())
	d.Get(memberPath(m)+"/slip").Wants(200, "Dibayar Rp5.000 PAID0001", "Dikembalikan "+back.Item.Title.Name, "Diperpanjang "+renewed.Item.Title.Name, "Dipinjam "+lent.Title.Name,
		"Kembali paling lambat Selasa, 1 Desember 2026", "Sekarang dipinjam: 2 buku", "paper-80").Lacks(m.Card)
	d.Get(memberPath(m)+"/slip?paper=58").Wants(200, "paper-58").Lacks("paper-80")
	d.Get(memberPath(m)+"/slip").Wants(200, "paper-58")
	d.Get("/desk/slips/last").Goes(memberPath(m) + "/slip?print=1")
	d.Get(memberPath(m)+"/slip?print=1").Wants(200, "data-now")
	d.Get("/desk/members/99999/slip").Wants(404)
}

func TestADateSlipLeadsToTheSignInPageOnlyWhereThatIsKnown(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-30"))
	path := "/desk/slips/date?barcode=" + loan.Item.Barcode
	d.Get(path).Wants(200, "Senin, 30 November 2026", loan.Item.Title.Name).Lacks(loan.Member.Name, "<path", "Perpanjang sendiri")
	d.Set("base_url", "https://perpanjang.example.id")
	d.Get(path).Wants(200, "https://perpanjang.example.id", "Kode QR ke halaman perpanjangan", "Perpanjang sendiri di")
	d.Get("/desk/slips/date?barcode=" + d.Item().Barcode).Wants(404)
	d.Get("/desk/slips/date").Wants(404)
}

func TestAnyMembersReceiptIsShownToStaff(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-24"))
	receipt := loan.Member.Renew(loan)
	d.Get("/desk/receipts/"+receipt.Ref).Wants(200, receipt.Ref, loan.Member.Name, loan.Item.Title.Name, "Diperpanjang sampai")
	d.Post("/desk/box", box("code", receipt.Ref)).Goes("/desk/receipts/" + receipt.Ref)
	d.Get("/desk/receipts/ZZZZZZZZ").Wants(404)
	d.Get("/desk/receipts/!").Wants(404)
}
