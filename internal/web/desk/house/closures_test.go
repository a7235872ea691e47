package house_test

import (
	"net/url"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

// hidden reads the hidden fields of the last form of a page that has them.
func hidden(a *desktest.Answer, action string) url.Values {
	form := a.Body[strings.Index(a.Body, `action="`+action+`"`):]
	form = form[:strings.Index(form, "</form>")]
	fields := url.Values{}
	for _, part := range strings.Split(form, `<input type="hidden" name="`)[1:] {
		name, rest, _ := strings.Cut(part, `" value="`)
		value, _, _ := strings.Cut(rest, `"`)
		fields.Add(name, value)
	}
	return fields
}

func TestAClosureIsShownFirstAndThenMovesItsLoans(t *testing.T) {
	d := desktest.New(t)
	loan := d.Member("umum").Loan(librarytest.Due("2026-12-25"))
	d.As("supervisor").Get("/desk/closures").Wants(200, "Hari tutup", "Tutup setiap minggu")

	plan := d.Post("/desk/closures/preview", url.Values{"kind": {"closed"}, "closed_from": {"2026-12-25"}, "closed_name": {`"><script>Natal`}})
	plan.Wants(200, "Jumat, 25 Desember 2026", "Sabtu, 26 Desember 2026", loan.Item.Barcode, "Simpan dan pindahkan 1 pinjaman").Lacks("<script>Natal")
	if d.Int(`select count(*) from closures`) != 0 {
		t.Fatal("a preview has written")
	}

	form := hidden(plan, "/desk/closures")
	form.Set("closed_name", "Natal")
	d.Post("/desk/closures", form).Goes("/desk/closures/moves/1")
	d.Get("/desk/closures/moves/1").Wants(200, "Selesai. 1 tanggal kembali sudah dipindahkan.")
	if got := loan.DueAt(); !got.Equal(librarytest.At("2026-12-26T23:59:59")) {
		t.Errorf("due %v", got)
	}
	d.Get("/desk/closures").Wants(200, "Jumat, 25 Desember 2026", "Natal")

	// The same once more: nothing to do, and nothing is doubled.
	d.Post("/desk/closures", form).Wants(409, "Sementara itu ada yang berubah", "Semuanya sudah demikian")
	if n := d.Int(`select count(*) from closures`); n != 1 {
		t.Errorf("%d rows", n)
	}
}

func TestAClosureThatMakesNoSenseSaysSoBesideTheField(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	for name, c := range map[string]struct {
		form url.Values
		want []string
	}{
		"no day":   {url.Values{"kind": {"closed"}, "closed_name": {"Rapat"}}, []string{"Isilah tanggal pertama.", `value="Rapat"`, `aria-invalid="true"`}},
		"no date":  {url.Values{"kind": {"closed"}, "closed_from": {"2026-02-31"}}, []string{"Tanggal ini tidak ada.", `value="2026-02-31"`}},
		"backward": {url.Values{"kind": {"open"}, "open_from": {"2026-12-25"}, "open_to": {"2026-12-24"}}, []string{"mendahului"}},
		"too long": {url.Values{"kind": {"closed"}, "closed_from": {"2026-12-25"}, "closed_to": {"2028-12-24"}}, []string{"satu tahun sekaligus", `value="2028-12-24"`}},
		"weekday":  {url.Values{"kind": {"weekly"}, "weekly_weekday": {"9"}}, []string{"Pilihlah harinya."}},
		"no tick":  {url.Values{"kind": {"holidays"}, "year": {"2026"}}, []string{"Centanglah"}},
	} {
		t.Run(name, func(t *testing.T) { d.Post("/desk/closures/preview", c.form).Wants(422, c.want...) })
	}
	d.Post("/desk/closures/preview", url.Values{"kind": {"?"}}).Wants(400)
	d.Post("/desk/closures", url.Values{}).Wants(400)
}

func TestHolidaysAreTickedByYear(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	d.Get("/desk/closures/holidays").Wants(200, "Hari libur nasional 2026", "Kelahiran Yesus Kristus").Lacks("masih perkiraan")
	d.Get("/desk/closures/holidays?year=2027").Wants(200, "masih perkiraan", "Perkiraan")
	d.Get("/desk/closures/holidays?year=1999").Wants(404)

	plan := d.Post("/desk/closures/preview", url.Values{"kind": {"holidays"}, "year": {"2026"}, "day": {"2026-12-24", "2026-12-25", "2026-12-26"}})
	plan.Wants(200, "Kamis, 24 Desember 2026: Cuti Bersama", "Kelahiran Yesus Kristus", "Tidak ada tanggal kembali yang berpindah.")
	d.Post("/desk/closures", hidden(plan, "/desk/closures")).Goes("/desk/closures")
	if n := d.Int(`select count(*) from closures`); n != 2 {
		t.Errorf("%d rows, want the two that are holidays", n)
	}
	d.Get("/desk/closures").Wants(200, "sudah disimpan", "Kelahiran Yesus Kristus")
	d.Get("/desk/closures/holidays").Wants(200, "Sudah dicatat")
}

func TestAClosureIsRemovedAndSaysThatNothingMovesBack(t *testing.T) {
	d := desktest.New(t)
	d.Closed("2026-12-25", "2026-12-26")
	d.As("supervisor")
	remove := hidden(d.Get("/desk/closures").Wants(200, "Jumat, 25 Desember 2026 sampai Sabtu, 26 Desember 2026"), "/desk/closures/preview")
	plan := d.Post("/desk/closures/preview", remove).Wants(200, "tidak dikembalikan")
	d.Post("/desk/closures", hidden(plan, "/desk/closures")).Goes("/desk/closures")
	d.Post("/desk/closures/preview", remove).Wants(409, "sudah dihapus di meja lain")
	if n := d.Int(`select count(*) from closures`); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}

func TestTheCalendarOfAYearSaysWhichDaysAreClosed(t *testing.T) {
	d := desktest.New(t)
	d.Closed("2027-01-01")
	east := d.Branch("timur", "Asia/Jayapura")
	d.As("supervisor").Get("/desk/closures?year=2027").Wants(200, "Kalender 2027", "1 tutup", "timur")
	d.Get("/desk/closures?year=x&branch=99").Wants(200, "Kalender 2026")
	_ = east
}

func TestClosuresAreForSupervisors(t *testing.T) {
	d := desktest.New(t).As("librarian")
	for _, path := range []string{"/desk/closures", "/desk/closures/holidays", "/desk/closures/moves/1"} {
		d.Get(path).Wants(403)
	}
	d.Post("/desk/closures", url.Values{}).Wants(403)
	d.Post("/desk/closures/preview", url.Values{}).Wants(403)
	d.As("supervisor").Get("/desk/closures/moves/1").Wants(404)
}
