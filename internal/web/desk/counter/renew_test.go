package counter_test

import (
	"net/url"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
)

func TestSomeAreRenewedWithAResultForEach(t *testing.T) {
	d := desk(t, "librarian")
	m := d.Member("umum")
	a, b := m.Loan(librarytest.Due("2026-11-24")), m.Loan(librarytest.Due("2026-11-25"), librarytest.Renewed(2))
	d.Get(memberPath(m)).Wants(200, "2 pinjaman", "Bisa sampai Selasa, 1 Desember 2026", "Semua 2 perpanjangan sudah terpakai", `value="`+a.Ref().String()+`"`)
	d.Post(memberPath(m)+"/renew", nil).Wants(422, "Belum ada pinjaman yang dicentang")
	answer := d.Post(memberPath(m)+"/renew", url.Values{"loan": {a.Ref().String(), b.Ref().String()}})
	d.Get(answer.Location).Wants(200, "1 dari 2 pinjaman diperpanjang", `class="good"`, `class="refused"`, "Diperpanjang sampai Selasa, 1 Desember 2026").
		Lacks("pengecualian</summary>")
	// The same page once more: the same receipt.
	d.Post(memberPath(m)+"/renew", url.Values{"loan": {a.Ref().String(), b.Ref().String()}}).Goes(answer.Location)
	d.Post(memberPath(m)+"/renew", url.Values{"loan": {"x"}}).Wants(400)
}

func TestOneButtonRenewsOneAndAnotherAll(t *testing.T) {
	d := desk(t, "librarian")
	m := d.Member("umum")
	a, b := m.Loan(librarytest.Due("2026-11-24")), m.Loan(librarytest.Due("2026-11-25"))
	all := []string{a.Ref().String(), b.Ref().String()}
	d.Get(memberPath(m)).Wants(200, `name="all" value="`+all[1]+`"`, "Perpanjang semua yang bisa")
	d.Post(memberPath(m)+"/renew", url.Values{"loan": {all[0]}, "all": all, "one": {all[1]}})
	if n := d.Int(`select renewals from loans where id = ?`, a.ID); n != 0 {
		t.Error("the other one was renewed")
	}
	d.Post(memberPath(m)+"/renew", url.Values{"all": all, "which": {"all"}})
	for _, loan := range []*librarytest.Loan{a, b} {
		if n := d.Int(`select renewals from loans where id = ?`, loan.ID); n != 1 {
			t.Errorf("renewed %d times", n)
		}
	}
}

func TestARefusalIsPassedOverWithAReason(t *testing.T) {
	d := desk(t, "supervisor")
	m := d.Member("umum")
	loan := m.Loan(librarytest.Due("2026-11-25"), librarytest.Renewed(2))
	refused := d.Post(memberPath(m)+"/renew", url.Values{"loan": {loan.Ref().String()}})
	d.Get(refused.Location).Wants(200, "Tidak diperpanjang", "Perpanjang dengan pengecualian", `name="codes" value="limit_reached"`)
	form := url.Values{"loan": {loan.Ref().String()}, "codes": {"limit_reached"}, "reason": {"-"}}
	d.Post(memberPath(m)+"/renew", form).Wants(422, "Tulislah alasannya", `value="-"`)
	form.Set("reason", "sedang menulis skripsi")
	done := d.Post(memberPath(m)+"/renew", form)
	d.Get(done.Location).Wants(200, "1 pinjaman diperpanjang", `class="good"`)
	if got := d.Text(`select reason from renewals where loan_id = ?`, loan.ID); got != "sedang menulis skripsi" {
		t.Errorf("the reason is %q", got)
	}
	d.As("librarian").Post(memberPath(m)+"/renew", url.Values{"loan": {loan.Ref().String()}, "codes": {"limit_reached"}, "reason": {"tanpa izin siapa pun"}})
	if n := d.Int(`select count(*) from renewals where loan_id = ?`, loan.ID); n != 1 {
		t.Errorf("%d renewals", n)
	}
}

func TestWhoeverHasItAScannedBookIsRenewedOnce(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-24"))
	shown := id(d.Now().Unix())
	form := box("code", loan.Item.Barcode, "mode", "renew", "as_of", shown)
	d.Advance(time.Minute)
	d.Post("/desk/box", form).Wants(200, `data-tone="ok"`, "Diperpanjang: "+loan.Item.Title.Name, "Pinjaman "+loan.Member.Name)
	d.Advance(time.Minute)
	// The answer was lost, and the same is sent again: the same comes back.
	d.Post("/desk/box", form).Wants(200, `data-tone="ok"`, "Diperpanjang sampai Selasa, 1 Desember 2026")
	if n := d.Int(`select renewals from loans where id = ?`, loan.ID); n != 1 {
		t.Errorf("renewed %d times", n)
	}
	d.Post("/desk/box", box("code", d.Item().Barcode, "mode", "renew", "as_of", shown)).Wants(409, `data-tone="stop"`, "Tidak sedang dipinjam")
	used := d.Member("umum").Loan(librarytest.Due("2026-11-24"), librarytest.Renewed(2))
	d.Post("/desk/box", box("code", used.Item.Barcode, "mode", "renew")).Wants(409, `data-tone="stop"`, "Belum diperpanjang", "sudah terpakai")
}

func TestTodaysRenewalIsUndone(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-24"))
	d.Post(memberPath(loan.Member)+"/renew", url.Values{"loan": {loan.Ref().String()}})
	d.Get(loanPath(loan)).Wants(200, "Batalkan perpanjangan hari ini", "Diperpanjang hari ini")
	renewed := loan.Ref()
	renewed.Renewals = 1
	d.Post(loanPath(loan)+"/undo", url.Values{"loan": {renewed.String()}}).Goes(memberPath(loan.Member) + "?told=renewal_undone")
	d.Post(loanPath(loan)+"/undo", url.Values{"loan": {renewed.String()}}).Wants(409, `data-tone="stop"`)
	if due := loan.DueAt(); !due.Equal(librarytest.At("2026-11-24T23:59:59")) {
		t.Errorf("due %v", due)
	}
}
