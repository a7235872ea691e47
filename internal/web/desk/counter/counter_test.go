package counter_test

import (
	"net/url"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

// desk is a desk at which somebody of a role is signed in.
func desk(t *testing.T, role string) *desktest.Desk {
	t.Helper()
	return desktest.New(t).As(role)
}

func box(fields ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		v.Set(fields[i], fields[i+1])
	}
	return v
}

func TestACardOpensItsMemberAndABarcodeIsLentToThem(t *testing.T) {
	d := desk(t, "librarian")
	m, item := d.Member("umum"), d.Item()
	path := memberPath(m)
	d.Get("/desk").Wants(200, `id="box"`, "Pindai apa saja")
	d.Post("/desk/box", box("code", " "+m.Card+" ")).Goes(path)
	d.Get(path).Wants(200, m.Name, "Tidak ada pinjaman", `name="member" value="`+id(m.ID)+`" form="box"`)
	d.Post("/desk/box", box("code", item.Barcode, "member", id(m.ID), "mode", "lend")).
		Wants(200, `data-tone="ok"`, "Dipinjamkan: "+item.Title.Name, "Kembali paling lambat Senin, 30 November 2026", "1 pinjaman")
	if n := d.Int(`select count(*) from loans where member_id = ? and item_id = ? and status = 'open'`, m.ID, item.ID); n != 1 {
		t.Errorf("%d loans", n)
	}
	// A double click, or a retry after a lost answer: told, and nothing is doubled.
	d.Post("/desk/box", box("code", item.Barcode, "member", id(m.ID), "mode", "lend")).
		Wants(200, `data-tone="warn"`, "Sudah dipinjamkan kepada anggota ini")
	if n := d.Int(`select count(*) from loans`); n != 1 {
		t.Errorf("%d loans", n)
	}
}

func TestACardScannedWhileAMemberIsOpenSwitches(t *testing.T) {
	d := desk(t, "librarian")
	a, b := d.Member("umum"), d.Member("umum")
	d.Post("/desk/box", box("code", b.Card, "member", id(a.ID), "mode", "lend")).
		Wants(200, `data-tone="warn"`, "Sekarang melayani "+b.Name, `name="member" value="`+id(b.ID)+`"`)
	d.Post("/desk/box", box("code", a.Card, "member", id(a.ID), "mode", "lend")).Goes(memberPath(a))
}

func TestTheCodeOfACardOpensItsMember(t *testing.T) {
	d := desk(t, "librarian")
	m := d.Member("umum")
	token, err := d.Library.MakeCardToken(t.Context(), m.ID, "web")
	if err != nil {
		t.Fatal(err)
	}
	d.Post("/desk/box", box("code", "https://perpanjang.example.id/c/"+token)).Goes(memberPath(m))
}

func TestABarcodeWithNobodyOpenShowsWhoHasIt(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	d.Post("/desk/box", box("code", loan.Item.Barcode)).
		Wants(200, loan.Member.Name, "Dipinjam, lewat jatuh tempo", "Kembalikan buku ini", "Perpanjang buku ini", memberPath(loan.Member))
	free := d.Item()
	d.Post("/desk/box", box("code", free.Barcode)).Wants(200, "Ada di rak", "Belum ada anggota yang terbuka")
}

func TestWhatIsLentToSomebodyElseStops(t *testing.T) {
	d := desk(t, "supervisor")
	loan, m := d.Member("umum").Loan(librarytest.Due("2026-11-30")), d.Member("umum")
	d.Post("/desk/box", box("code", loan.Item.Barcode, "member", id(m.ID), "mode", "lend")).
		Wants(409, `data-tone="stop"`, "Belum dipinjamkan", "dipinjam oleh "+loan.Member.Name, "Masih tercatat dipinjam", m.Name).
		Lacks("Pinjamkan dengan pengecualian")
}

func TestAMemberWhoWasBlockedMeanwhileIsNotLentTo(t *testing.T) {
	d := desk(t, "librarian")
	m, item := d.Member("umum"), d.Item()
	d.Get(memberPath(m)).Wants(200)
	m.Blocked()
	form := box("code", item.Barcode, "member", id(m.ID), "mode", "lend")
	d.Post("/desk/box", form).Wants(409, `data-tone="stop"`, "Keanggotaan diblokir").Lacks("Pinjamkan dengan pengecualian")
	d.As("supervisor").Post("/desk/box", form).Wants(409, "Pinjamkan dengan pengecualian")
	override := box("code", item.Barcode, "codes", "blocked", "reason", "x")
	d.Post(memberPath(m)+"/lend", override).Wants(422, "Tulislah alasannya", `value="x"`, " open>")
	override.Set("reason", "sudah diselesaikan di meja")
	d.Post(memberPath(m)+"/lend", override).Wants(200, `data-tone="ok"`, "alasannya tercatat")
	d.As("librarian").Post(memberPath(m)+"/lend", box("code", d.Item().Barcode, "codes", "blocked", "reason", "tidak boleh begitu")).
		Wants(409, "Keanggotaan diblokir")
	if n := d.Int(`select count(*) from loans`); n != 1 {
		t.Errorf("%d loans", n)
	}
}

func TestACardExpiredIsPassedOverWithADate(t *testing.T) {
	d := desk(t, "supervisor")
	m, item := d.Member("umum").Expires("2026-11-01"), d.Item()
	d.Post("/desk/box", box("code", item.Barcode, "member", id(m.ID), "mode", "lend")).Wants(409, `name="due" value="2026-11-30"`)
	form := box("code", item.Barcode, "codes", "card_expired", "reason", "diperpanjang hari ini", "due", "kemarin")
	d.Post(memberPath(m)+"/lend", form).Wants(422, "Pilihlah tanggal", `value="kemarin"`, "diperpanjang hari ini")
	form.Set("due", "2026-12-02")
	d.Post(memberPath(m)+"/lend", form).Wants(200, "Rabu, 2 Desember 2026")
}

func TestUnknownCodesAndEmptyOnes(t *testing.T) {
	d := desk(t, "librarian")
	m := d.Member("umum")
	d.Post("/desk/box", box("code", "B9999999", "member", id(m.ID), "mode", "lend")).
		Wants(404, `data-tone="stop"`, "B9999999", "Cari kata ini", "/desk/titles?barcode=B9999999", m.Name)
	d.Post("/desk/box", box("code", "  ", "member", id(m.ID), "mode", "return")).Goes(memberPath(m) + "?mode=return")
	d.Post("/desk/box", box("code", "")).Goes("/desk")
	d.Post("/desk/box", box("code", "", "at", "returns")).Goes("/desk/returns")
	d.Get("/desk/box").Goes("/desk")
	d.Post("/desk/box", box("code", `"><script>alert(1)</script>`, "member", id(m.ID))).Wants(404).Lacks("<script>alert")
	d.Post("/desk/box", box("code", "3319011708850001")).Wants(404, "••••••••••••0001").Lacks("kode 3319011708850001")
	long := make([]byte, 5000)
	for i := range long {
		long[i] = '7'
	}
	d.Post("/desk/box", box("code", string(long))).Wants(422, "Terlalu panjang")
	d.Post("/desk/box", box("code", "1", "member", "999999", "mode", "lend")).Wants(404)
}

func TestPatternsTellACardFromABarcode(t *testing.T) {
	d := desk(t, "librarian")
	m, item := d.Member("umum"), d.Item()
	d.Exec(`update items set barcode = ? where id = ?`, m.Card, item.ID)
	d.Post("/desk/box", box("code", m.Card)).Wants(200, "kartu anggota dan juga barcode", "Buka "+m.Name, item.Title.Name)
	d.Set("card_pattern", "KA[0-9]{6}")
	d.Post("/desk/box", box("code", m.Card)).Goes(memberPath(m))
	d.Set("card_pattern", "").Set("barcode_pattern", "KA[0-9]{6}")
	d.Post("/desk/box", box("code", m.Card)).Wants(200, "Ada di rak")
	d.Post("/desk/box", box("code", "KA999999")).Wants(404, "Tidak ada buku dengan barcode KA999999")
}

func TestNamesAreSearchedByPost(t *testing.T) {
	d := desk(t, "librarian")
	m := d.Member("umum")
	d.Exec(`update members set name = ? where id = ?`, `Siti "><script> Aminah`, m.ID)
	d.Post("/desk/box", box("code", "siti am")).Wants(200, "Hasil untuk", m.Card, memberPath(m), "Siti &#34;&gt;&lt;script&gt; Aminah")
	item := d.Item()
	d.Post("/desk/box", box("code", item.Title.Name)).Wants(200, item.Title.Name, "1 dari 1 ada", "/desk/titles/"+id(item.Title.ID))
	d.Post("/desk/search", box("code", "xyzzy begini")).Wants(200, "Belum ada anggota atau judul yang cocok")
	d.Get(memberPath(m)).Wants(200).Lacks("<script> Aminah")
}

func TestAGuardianIsShownWithTheirChildren(t *testing.T) {
	d := desk(t, "librarian")
	mother, child := d.Member("umum"), d.Member("umum")
	d.Exec(`update members set guardian_id = ? where id = ?`, mother.ID, child.ID)
	d.Exec(`update members set name = ? where id = ?`, `Adi "><script>`, child.ID)
	child.Loan(librarytest.Due("2026-11-20"))
	d.Get(memberPath(mother)).Wants(200, "Keluarga", "Anak", "Adi", "1 pinjaman", "1 lewat jatuh tempo", `href="`+memberPath(child)+`"`).Lacks(`"><script>`)
	d.Get(memberPath(child)).Wants(200, "Wali", mother.Name)
	d.Get(memberPath(d.Member("umum"))).Wants(200).Lacks("Keluarga")
}
