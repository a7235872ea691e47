package main

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A day at the desk of a new library by keyboard alone: set up, sign in, members and
// books, lend, renew with an override, return, a closure, a rule, and all of it in
// the audit. Nothing is clicked, and nothing gets the focus but by the page or a key.
func TestTheDeskByKeyboardAlone(t *testing.T) {
	p, code := serveNew(t, "--now", "2026-11-23T09:00:00+07:00")
	k := &keyboard{phone(t, false, chromedp.Flag("lang", "en-US"))} // the month of a date comes first
	k.width(1024)
	k.open(p.URL + "/desk")
	k.expectPath("/desk/setup")
	k.setUp(code)
	k.button("Keluar", "/desk/sign-in")
	k.signIn()

	k.register("A001", "Rahma Wulandari")
	k.register("A002", "Budi Santoso")
	books := []string{"Bumi Manusia", "Laut Bercerita", "Cantik Itu Luka"}
	for i, title := range books {
		k.catalogue(title, fmt.Sprintf("BK%04d", i+1))
	}

	k.link("Layanan", "/desk")
	k.scan("A001", `document.querySelector(".member-head")`)
	for i := range books {
		k.scan(fmt.Sprintf("BK%04d", i+1), loansAre(i+1))
	}
	k.hold("Budi Santoso", "Laut Bercerita")
	k.renewTwo(books[0], books[1])

	k.until(`document.activeElement.id === "code"`)
	k.press(kb.Escape)
	k.until(`location.pathname === "/desk" && !document.querySelector(".member-head")`)
	k.press(kb.F3)
	k.until(`location.pathname === "/desk/returns"`)
	for i, title := range books { // the second goes to the shelf, for who waits
		k.scan(fmt.Sprintf("BK%04d", i+1), fmt.Sprintf(`document.querySelectorAll("table.returns tbody tr").length === %d`, i+1))
		k.until(fmt.Sprintf(`document.querySelector("#place .band")?.innerText.includes(%q)`, title))
		k.acknowledge()
	}

	k.press(kb.F2) // lent again, so that there are due dates to move
	k.until(`location.pathname === "/desk"`)
	k.scan("A001", `document.querySelector(".member-head")`)
	k.scan("BK0001", loansAre(1))
	k.scan("BK0003", loansAre(2))
	k.close()
	k.change()
	k.audit()
}

func (k *keyboard) setUp(code string) {
	k.t.Helper()
	k.fill("code", code)
	k.fill("library_name", "Perpustakaan Desa Colo")
	k.choose("preset", "kudus")
	k.fill("name", "Bu Siti")
	k.fill("username", "siti")
	k.fill("password", "gajah-minum-di-kali")
	k.fill("again", "gajah-minum-di-kali")
	k.enter("/desk")
}

func (k *keyboard) signIn() {
	k.t.Helper()
	k.until(focusOn(`name === "username"`))
	k.fill("username", "siti")
	k.fill("password", "gajah-minum-di-kali")
	k.enter("/desk")
}

// register makes a member, at first without a name: the field has the focus then.
func (k *keyboard) register(card, name string) {
	k.t.Helper()
	k.link("Anggota", "/desk/members")
	k.link("Daftarkan anggota", "/desk/members/new")
	k.fill("card", card)
	k.enter("/desk/members/new")
	k.until(focusOn(`name === "name"`))
	k.fill("name", name)
	k.enter("/record")
	k.says("Anggota sudah terdaftar", name)
}

// catalogue makes a title with one copy.
func (k *keyboard) catalogue(title, barcode string) {
	k.t.Helper()
	k.link("Koleksi", "/desk/titles")
	k.link("Judul baru", "/desk/titles/new")
	k.fill("title", title)
	k.enter("")
	k.fill("barcode", barcode)
	k.enter("")
	k.says("Eksemplar ditambahkan", title, barcode)
}

// hold puts somebody into the queue for a title.
func (k *keyboard) hold(name, title string) {
	k.t.Helper()
	k.link("Anggota", "/desk/members")
	k.fill("q", name)
	k.enter("/desk/members")
	k.link(name, "/desk/members/2")
	k.link("Antrean", "/holds")
	k.fill("q", title)
	k.enter("/holds")
	k.button("Antrekan", "/holds")
	k.link("Layanan", "/desk")
}

// renewTwo ticks two loans of which only the first can be renewed, and passes over
// what stands against the other, with a reason.
func (k *keyboard) renewTwo(free, awaited string) {
	k.t.Helper()
	k.scan("A001", loansAre(3))
	k.tick(free)
	k.tick(awaited)
	k.tabTo(focusOn(`matches("button[value=ticked]")`))
	k.press(kb.Enter)
	k.until(fmt.Sprintf(`document.querySelector("tr.good")?.innerText.includes(%q) && document.querySelector("tr.refused")?.innerText.includes(%q)`, free, awaited))
	k.tabTo(focusOn(`matches("#stop [data-past]")`))
	time.Sleep(400 * time.Millisecond) // the Enter of a person, not of a scanner
	k.press(kb.Enter)
	k.until(focusOn(`name === "reason"`))
	k.press(kb.Enter) // nothing happens without a reason
	k.write("reason", "Penggantinya baru datang Senin")
	k.date("due", "2026-12-05")
	k.press(kb.Enter)
	k.until(fmt.Sprintf(`document.querySelector("tr.good")?.innerText.includes(%q)`, awaited))
}

// close closes the library on the day on which the loans are due.
func (k *keyboard) close() {
	k.t.Helper()
	k.link("Hari tutup", "/desk/closures")
	k.date("closed_from", "2026-11-30")
	k.fill("closed_name", "Hari Guru")
	k.enter("/desk/closures/preview")
	k.says("Senin, 30 November 2026", "Selasa, 1 Desember 2026", "2 pinjaman")
	k.button("Simpan dan pindahkan", "")
	k.says("2 tanggal kembali sudah dipindahkan")
}

// change changes a rule, after its effect has been seen.
func (k *keyboard) change() {
	k.t.Helper()
	k.link("Aturan", "/desk/rules")
	k.link("Ubah", "/desk/rules/edit")
	k.fill("rule.renewals_allowed", "0")
	k.until(`document.getElementById("rule-words").innerText.includes("Pinjaman ini tidak dapat diperpanjang")`)
	k.enter("/desk/rules/effect")
	k.says("2 dari 2 pinjaman", "Jumlah perpanjangan: 2 → 0")
	k.button("Simpan aturan", "/desk/rules")
	k.says("Aturan sudah disimpan", "Pinjaman ini tidak dapat diperpanjang")
}

// audit finds each step, and those with an exception by the filter.
func (k *keyboard) audit() {
	k.t.Helper()
	k.link("Catatan", "/desk/audit")
	want := map[string]int{"Perpustakaan disiapkan": 1, "Aturan dimuat": 1, "Akun petugas dibuat": 1, "Anggota didaftarkan": 2,
		"Judul ditambahkan": 3, "Eksemplar ditambahkan": 3, "Dipinjamkan": 5, "Antrean dibuat": 1, "Diperpanjang": 2, "Dikembalikan": 3,
		"Buku antrean siap diambil": 1, "Hari tutup ditambahkan": 1, "Jatuh tempo digeser karena hari tutup": 3, "Aturan diubah": 2} // the other by the preset of the set-up
	got := map[string]int{}
	for _, what := range js[[]string](k.device, `[...document.querySelectorAll("table.audit tbody b")].map((b) => b.innerText)`) {
		got[what]++
	}
	for what, n := range want {
		if got[what] != n {
			k.t.Errorf("the audit has %q %d times, not %d: %s", what, got[what], n, k.text("table.audit"))
		}
	}
	k.tabTo(focusOn(`type === "checkbox" && document.activeElement.form?.getAttribute("action") === "/desk/audit"`))
	k.press(" ")
	k.enter("/desk/audit")
	if n := js[int](k.device, `document.querySelectorAll("table.audit tbody tr").length`); n != 1 {
		k.t.Errorf("%d steps with an exception", n)
	}
	k.says("Diperpanjang", "Pengecualian atas: ada antrean", "Penggantinya baru datang Senin", "Bu Siti")
}

func loansAre(n int) string {
	return fmt.Sprintf(`document.querySelectorAll(".loans-at-desk tbody tr").length === %d`, n)
}
