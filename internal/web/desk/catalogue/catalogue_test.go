package catalogue_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

const bad = `"><script>alert(1)</script>`

func TestABookIsAddedByHandAndFoundAgain(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Get("/desk/titles/new").Wants(200, "Judul baru")
	d.Post("/desk/titles/new", url.Values{"title": {" "}, "author": {"Andrea Hirata"}, "isbn": {"12"}}).
		Wants(422, "Tuliskan judulnya", "10 atau 13 angka", `value="Andrea Hirata"`, `value="12"`)
	form := url.Values{"title": {"Laskar  Pelangi"}, "author": {"Andrea Hirata"}, "isbn": {"979-3062-79-7"}}
	d.Post("/desk/titles/new", form).Goes("/desk/titles/1")
	if key := d.Text(`select match_key from titles where id = 1`); key != "isbn:9789793062792" {
		t.Errorf("an import would not find it: %s", key)
	}
	d.Get("/desk/titles/1").Wants(200, "Laskar Pelangi", "Belum ada eksemplar", "Judul disimpan")
	d.Post("/desk/titles/new", form).Wants(422, "sudah ada", `href="/desk/titles/1"`) // posted twice

	copy := url.Values{"barcode": {"KUD-0099"}, "branch": {"1"}, "item_type": {"book"}, "call_number": {"899.221 HIR l"}, "status": {"available"}, "renewable": {"on"}}
	d.Post("/desk/titles/1/items", copy).Goes("/desk/titles/1")
	d.Get("/desk/titles/1").Wants(200, "KUD-0099", "Ada di rak", `value="KUD-0100"`, `value="899.221 HIR l"`)
	d.Post("/desk/titles/1/items", copy).Wants(422, "sudah dipakai", `href="/desk/items/1"`, `value="KUD-0099"`)
	card := d.Member("umum").Card
	copy.Set("barcode", card)
	d.Post("/desk/titles/1/items", copy).Wants(422, "nomor kartu anggota")
	copy.Set("barcode", "X1")
	copy.Set("branch", "77")
	copy.Set("item_type", "zeppelin")
	copy.Set("status", "eaten")
	d.Post("/desk/titles/1/items", copy).Wants(422, "Pilih salah satu cabang", "Pilih salah satu jenis", "Pilih salah satu status")

	d.Get("/desk/titles?q=pel+laskar").Wants(200, "Laskar Pelangi", "1 dari 1 ada di rak")
	d.Get("/desk/titles?q=pelagni").Wants(200, "Ini hasil untuk “pelangi”")
	d.Get("/desk/titles?q=KUD-0099").Wants(200, `href="/desk/items/1"`)
	d.Get("/desk/titles?q=zzz").Wants(200, "Belum ditemukan")
	if n := d.Int(`select count(*) from audit where action in ('title.added', 'item.added') and actor = 'librarian' and actor_id = ?`, d.Staff("librarian")); n != 2 {
		t.Errorf("%d audit rows", n)
	}
}

func TestWhoIsSlowerSeesTheRecordAsItIs(t *testing.T) {
	d := desktest.New(t).As("librarian")
	item := d.Item()
	title := fmt.Sprintf("/desk/titles/%d/edit", item.Title.ID)
	d.Get(title).Wants(200, item.Title.Name, `name="version" value="0"`)
	d.Post(title, url.Values{"version": {"0"}, "title": {"Judul benar"}, "author": {"A"}}).Goes(strings.TrimSuffix(title, "/edit"))
	d.Post(title, url.Values{"version": {"0"}, "title": {"Judul lain"}, "author": {"B"}}).
		Wants(409, "baru saja diubah", "Sekarang tercatat: Judul benar / A", `value="Judul lain"`, `name="version" value="1"`)
	path := fmt.Sprintf("/desk/items/%d", item.ID)
	form := url.Values{"version": {"0"}, "barcode": {item.Barcode}, "branch": {"1"}, "item_type": {"book"}, "status": {"damaged"}, "note": {"halaman 12 sobek"}}
	d.Post(path, form).Goes(path)
	form.Set("status", "available")
	d.Post(path, form).Wants(409, "baru saja diubah", "Rusak")
	d.Get(path).Wants(200, "halaman 12 sobek", "Diubah", "Tersedia → Rusak")
	if got := d.Text(`select status || renewable from items where id = ?`, item.ID); got != "damaged0" {
		t.Error(got)
	}
	d.Get("/desk/items/99999").Wants(404)
	d.Get("/desk/titles/x").Wants(404)
}

func TestACopyShowsWhoHasItButNotWhoHadIt(t *testing.T) {
	d := desktest.New(t).As("librarian")
	item := d.Item()
	before, now := d.Member("umum"), d.Member("umum")
	before.Loan(librarytest.Of(item), librarytest.Due("2026-09-01")).Close()
	path := fmt.Sprintf("/desk/items/%d", item.ID)
	d.Get(path).Wants(200, "Terakhir dipinjam oleh", before.Name, "1 kali dipinjam")
	d.Advance(15 * 24 * 3600e9)
	d.Get(path).Wants(200).Lacks(before.Name)
	now.Loan(librarytest.Of(item), librarytest.Due("2027-01-10"))
	d.Get(path).Wants(200, "Dipinjam", now.Name, fmt.Sprintf(`href="/desk/members/%d"`, now.ID)).Lacks(before.Name)
	form := url.Values{"version": {"0"}, "barcode": {item.Barcode}, "branch": {"1"}, "item_type": {"book"}, "status": {"withdrawn"}}
	d.Post(path, form).Wants(422, "Masih dipinjam")
}

func TestHoldsArePlacedRefusedAndPassedOver(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Set("holds_limit", "1")
	item := d.Item()
	d.Member("umum").Loan(librarytest.Of(item))
	m := d.Member("umum")
	path := fmt.Sprintf("/desk/members/%d/holds", m.ID)
	d.Get(path+"?q="+url.QueryEscape(item.Barcode)).Wants(200, item.Title.Name, "Antrekan eksemplar ini saja")
	ask := url.Values{"title": {fmt.Sprint(item.Title.ID)}}
	d.Post(path, ask).Goes(path)
	d.Get(path).Wants(200, "Masuk antrean", "ke-1 dari 1", "1 dari paling banyak 1 buku")
	d.Post(path, ask).Wants(422, "sudah ada dalam antrean").Lacks("Tetap masukkan")

	shelf := d.Item()
	more := url.Values{"title": {fmt.Sprint(shelf.Title.ID)}}
	d.Post(path, more).Wants(422, "Ada di rak", "sebanyak yang diperbolehkan", shelf.Barcode).Lacks("Tetap masukkan") // a librarian may not pass over the limit
	d.As("supervisor").Post(path, more).Wants(422, "Tetap masukkan", `name="override" value="hold_limit"`)
	more["override"] = []string{"hold_limit", "on_shelf"}
	more.Set("reason", "x")
	d.Post(path, more).Wants(422, "paling sedikit dua", `value="x"`)
	more.Set("reason", "untuk lomba besok")
	d.Post(path, more).Goes(path)
	d.Get("/desk/holds").Wants(200, "Ambil dari rak", shelf.Barcode, m.Name)
	d.Post("/desk/holds/2/cancel", nil).Wants(200, "sudah berakhir")
	d.Post("/desk/holds/2/cancel", nil).Wants(200, "sudah berakhir")
	d.Post("/desk/holds/99/cancel", nil).Wants(404)
	d.Get(fmt.Sprintf("/desk/titles/%d", item.Title.ID)).Wants(200, m.Name, "ke-1 dari 1")
}

func TestABookThatIsNotFetchedIsTakenDownForWhoWaitsNext(t *testing.T) {
	d := desktest.New(t).As("librarian")
	item := d.Item()
	first, second := d.Member("umum"), d.Member("umum")
	first.HoldTitle(item.Title)
	d.Advance(60e9)
	second.HoldTitle(item.Title)
	d.Exec(`update holds set status = 'ready', assigned_item_id = ?, ready_at = ?, shelf_until = ? where id = 1`, item.ID, d.Now().Unix(), d.Now().Unix()+100)
	d.Get("/desk/holds").Wants(200, "Siap sampai", first.Name).Lacks("Turunkan dari rak")
	d.Post("/desk/holds/1/take-down", nil).Goes("/desk/holds") // its time is not over
	d.Advance(24 * 3600e9)
	d.Get("/desk/holds").Wants(200, "Turunkan dari rak")
	d.Post("/desk/holds/1/take-down", nil).Wants(200, "tetap di rak tunggu", second.Name, "/desk/slips/hold?barcode="+item.Barcode)
	d.Post("/desk/holds/1/take-down", nil).Goes("/desk/holds")
	d.Get("/desk/holds").Wants(200, "sudah berakhir", "Baru berakhir", second.Name)
	d.Post("/desk/holds/2/cancel", nil).Wants(200, "Kembalikan buku "+item.Barcode)
}

func TestAMirrorOnlyLooks(t *testing.T) {
	d := desktest.New(t).As("admin")
	item := d.Item()
	m := d.Member("umum")
	m.HoldTitle(item.Title)
	d.Set("record", "mirror")
	for _, path := range []string{"/desk/titles", fmt.Sprintf("/desk/titles/%d", item.Title.ID), fmt.Sprintf("/desk/items/%d", item.ID), "/desk/holds", fmt.Sprintf("/desk/members/%d/holds", m.ID)} {
		d.Get(path).Wants(200, "sistem lain").Lacks(`name="barcode"`, "Batalkan antrean", "Judul baru")
	}
	d.Get("/desk/titles/new").Wants(403)
	d.Post("/desk/titles/new", url.Values{"title": {"A"}}).Wants(403)
	d.Post(fmt.Sprintf("/desk/items/%d", item.ID), url.Values{"version": {"0"}}).Wants(403)
	d.Post(fmt.Sprintf("/desk/members/%d/holds", m.ID), url.Values{"title": {fmt.Sprint(item.Title.ID)}}).Wants(403)
	d.Post("/desk/holds/1/cancel", nil).Wants(403)
}

func TestStrangeNamesAreOnlyText(t *testing.T) {
	d := desktest.New(t).As("librarian")
	long := strings.Repeat("panjang", 60)
	d.Post("/desk/titles/new", url.Values{"title": {bad + long}, "author": {"\u202eمؤلف" + bad}}).Goes("/desk/titles/1")
	d.Post("/desk/titles/1/items", url.Values{"barcode": {bad}, "branch": {"1"}, "item_type": {"book"}, "status": {"available"}, "call_number": {bad}}).Goes("/desk/titles/1")
	for _, path := range []string{"/desk/titles", "/desk/titles?q=" + url.QueryEscape(bad), "/desk/titles/1", "/desk/titles/1/edit", "/desk/items/1"} {
		d.Get(path).Wants(200, "alert(1)").Lacks("<script>alert")
	}
	if strings.Contains(d.Log.String(), "alert") {
		t.Error("what was typed is in the log")
	}
}

func TestACopyIsMarkedAsDamagedAndPutBackInService(t *testing.T) {
	d := desktest.New(t).As("librarian")
	item := d.Item()
	path := fmt.Sprintf("/desk/items/%d", item.ID)
	d.Member("umum").HoldTitle(item.Title)
	d.Get(path).Wants(200, "Tandai rusak", `name="was" value="available"`)
	mark := url.Values{"was": {"available"}, "damaged": {"yes"}, "reason": {strings.Repeat("robek ", 60)}}
	d.Post(path+"/damaged", mark).Wants(422, "Paling banyak 300 huruf", "robek robek")
	mark.Set("reason", "jilid lepas "+bad)
	d.Post(path+"/damaged", mark).Goes(path)
	d.Get(path).Wants(200, "Ditandai rusak", "Rusak", "jilid lepas", "Layankan lagi", `name="was" value="damaged"`).Lacks("<script>alert")
	d.Post(path+"/damaged", mark).Wants(409, "baru saja diubah", "Layankan lagi")
	d.Post(path+"/damaged", url.Values{"was": {"damaged"}, "damaged": {"no"}}).Goes(path)
	d.Get(path).Wants(200, "dilayankan lagi", "Cetak slip pesanan", `href="/desk/slips/hold`)
	d.Exec(`update items set status = 'lost' where id = ?`, item.ID)
	d.Get(path).Wants(200).Lacks("Tandai rusak")
	d.Set("record", "mirror")
	d.Post(path+"/damaged", url.Values{"was": {"available"}, "damaged": {"yes"}}).Wants(403)
}

func TestABarcodeIsCarriedToTheCopyThatGetsIt(t *testing.T) {
	d := desktest.New(t).As("librarian")
	item := d.Item()
	title := fmt.Sprintf("/desk/titles/%d", item.Title.ID)
	d.Post("/desk/box", url.Values{"code": {"ZX-7701"}}).Wants(404, `href="/desk/titles?barcode=ZX-7701"`)
	d.Get("/desk/titles?barcode=B77").Wants(200, "Barcode yang akan dicatat: B77", `href="`+title+`?barcode=B77#part-add"`, `href="/desk/titles/new?barcode=B77"`,
		`name="barcode" value="B77" form="title-search"`)
	d.Get("/desk/titles?barcode=B77&q=zzz").Wants(200, `href="/desk/titles/new?q=zzz&amp;barcode=B77"`)
	d.Get(title+"?barcode=B77").Wants(200, `name="barcode" value="B77"`)
	d.Get("/desk/titles/new?barcode=B77").Wants(200, `type="hidden" name="barcode" value="B77"`)
	d.Post("/desk/titles/new", url.Values{"title": {" "}, "barcode": {"B77"}}).Wants(422, `type="hidden" name="barcode" value="B77"`)
	d.Post("/desk/titles/new", url.Values{"title": {"Bumi"}, "barcode": {"B77"}}).Goes(fmt.Sprintf("/desk/titles/%d?barcode=B77#part-add", item.Title.ID+1))
	d.Get("/desk/titles/new?barcode=" + strings.Repeat("7", 61)).Wants(200).Lacks("7777")
	d.Get("/desk/titles?barcode=%22%3E%3Cscript%3E").Wants(200).Lacks(`"><script>`)

	d.Set("record", "mirror")
	d.Get("/desk/titles?barcode=B77").Wants(200).Lacks("Barcode yang akan dicatat", "barcode=B77")
	d.Set("record", "own")
	d.Post("/desk/box", url.Values{"code": {"3319010101900001"}}).Wants(404, `href="/desk/titles"`) // may be somebody's national number
	d.Post("/desk/box", url.Values{"code": {"9789793062792"}}).Wants(404, `href="/desk/titles?q=9789793062792"`)
	d.Get("/desk/titles/new?q=9789793062792").Wants(200, `name="isbn" value="9789793062792"`)
}
