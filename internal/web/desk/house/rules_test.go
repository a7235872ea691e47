package house_test

import (
	"html"
	"net/url"
	"regexp"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

var (
	inputs    = regexp.MustCompile(`<input type="([a-z]+)"(?: id="[^"]*")? name="([^"]*)" value="([^"]*)"( checked)?`)
	areas     = regexp.MustCompile(`<textarea id="[^"]*" name="([^"]*)"[^>]*>([^<]*)</textarea>`)
	selects   = regexp.MustCompile(`(?s)<select id="[^"]*" name="([^"]*)".*?</select>`)
	selecteds = regexp.MustCompile(`<option value="([^"]*)" selected>`)
)

// filledIn is the form of a rule as a browser would post it.
func filledIn(a *desktest.Answer) url.Values {
	_, body, _ := cut(a.Body, `<form id="rule"`)
	fields := url.Values{}
	for _, m := range inputs.FindAllStringSubmatch(body, -1) {
		if m[1] != "checkbox" || m[4] != "" {
			fields.Add(m[2], html.UnescapeString(m[3]))
		}
	}
	for _, m := range areas.FindAllStringSubmatch(body, -1) {
		fields.Add(m[1], html.UnescapeString(m[2]))
	}
	for _, m := range selects.FindAllStringSubmatch(body, -1) {
		if s := selecteds.FindStringSubmatch(m[0]); s != nil {
			fields.Add(m[1], s[1])
		}
	}
	return fields
}

func cut(s, at string) (before, after string, found bool) {
	loc := regexp.MustCompile(regexp.QuoteMeta(at)).FindStringIndex(s)
	if loc == nil {
		return s, "", false
	}
	return s[:loc[0]], s[loc[1]:], true
}

const general = "/desk/rules/edit?branch=%2A&category=%2A&item_type=%2A"

func TestARuleIsChangedAfterItsEffectIsSeen(t *testing.T) {
	d := desktest.New(t)
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-23"), librarytest.Renewed(1))
	d.As("admin").Get("/desk/rules").Wants(200, "Aturan umum", "Masa pinjam 7 hari.", "Ubah")
	form := filledIn(d.Get(general).Wants(200, `value="7 hari"`, "Bunyi aturan ini", "Masa pinjam 7 hari."))

	// Nothing typed, nothing changed.
	d.Post("/desk/rules/effect", form).Wants(200, "Tidak ada aturan yang berubah.")

	form.Set("rule.renewals_allowed", "1")
	form.Set("rule.loan", "2 minggu")
	d.Post("/desk/rules/form", form).Wants(200, "Masa pinjam 14 hari.", "Anda boleh memperpanjang 1 kali")
	effect := d.Post("/desk/rules/effect", form).Wants(200, "1 dari 1 pinjaman yang sekarang dapat diperpanjang menjadi tidak dapat.",
		"Masa pinjam: 7 hari → 14 hari", "Jumlah perpanjangan: 2 → 1", loan.Item.Barcode, "Semua 1 perpanjangan")
	if d.Int(`select count(*) from rules where rule = '{}'`) != 1 {
		t.Fatal("the effect has written")
	}
	d.Post("/desk/rules", hidden(effect, "/desk/rules")).Goes("/desk/rules")
	d.Get("/desk/rules").Wants(200, "sudah disimpan", "Masa pinjam 14 hari.")
	d.Get("/desk/rules/history").Wants(200, "admin", "Diubah", "Masa pinjam: 7 hari → 14 hari")

	// Posted once more: it is so already.
	d.Post("/desk/rules", hidden(effect, "/desk/rules")).Goes("/desk/rules")
	if n := d.Int(`select count(*) from audit where action = 'rule.changed'`); n != 1 {
		t.Errorf("%d audit rows", n)
	}
}

func TestWhatIsWrongWithARuleStandsBesideItsField(t *testing.T) {
	d := desktest.New(t).As("admin")
	form := filledIn(d.Get(general))
	for name, c := range map[string]struct{ field, typed, want string }{
		"period":    {"rule.loan", "seminggu", "misalnya 7 hari"},
		"nothing":   {"rule.loan", "", "misalnya 7 hari"},
		"zero":      {"rule.renewal", "0 hari", "lebih dari nol"},
		"mixed":     {"rule.max_total", "1 hari 2 jam", "tidak dapat dicampur"},
		"window":    {"rule.window", "dulu", "Kosongkan untuk kapan saja."},
		"count":     {"rule.renewals_allowed", "-1", "bilangan bulat"},
		"money":     {"fine.per_day", "gratis", "rupiah"},
		"too large": {"fine.max", "99999999999999999999", "rupiah"},
		"day":       {"rule.latest_due", "2026-02-31", "Tanggal ini tidak ada."},
		"choice":    {"rule.closed_days", "nanti", "Pilihlah salah satu."},
		"terms":     {"rule.schedule.from.0", "2026-07-13", "tiga tanggal"},
	} {
		t.Run(name, func(t *testing.T) {
			wrong := url.Values{}
			for k, v := range form {
				wrong[k] = v
			}
			wrong.Set(c.field, c.typed)
			wrong.Set("fine.legal_basis", `"><script>Perda`)
			a := d.Post("/desk/rules/effect", wrong).Wants(422, c.want, "1 isian perlu diperbaiki").Lacks("<script>Perda")
			if kept := filledIn(a).Get(c.field); c.field != "rule.closed_days" && kept != c.typed {
				t.Errorf("%q was kept of %q", kept, c.typed)
			}
			d.Post("/desk/rules", wrong).Wants(422)
		})
	}
	form.Set("rule.closed_days", "count_open_days")
	form.Set("rule.renewal", "1 bulan")
	d.Post("/desk/rules/effect", form).Wants(422, "bulan tidak dapat dipakai")
	if d.Int(`select count(*) from audit where subject = 'rule'`) != 0 {
		t.Error("something was written")
	}
}

func TestTwoDesksAtOneRule(t *testing.T) {
	d := desktest.New(t).As("admin")
	mine := filledIn(d.Get(general))
	theirs := filledIn(d.Get(general))
	theirs.Set("rule.renewal", "3 hari")
	d.Post("/desk/rules", theirs).Goes("/desk/rules")

	mine.Set("rule.renewals_allowed", "5")
	for _, path := range []string{"/desk/rules/effect", "/desk/rules"} {
		lost := d.Post(path, mine).Wants(409, "di meja lain", "Lama satu perpanjangan: 3 hari → 7 hari", "Jumlah perpanjangan: 2 → 5", `value="5"`)
		if again := filledIn(lost); again.Get("version") == mine.Get("version") {
			t.Error("the form is not made on the fresh rules")
		}
	}
	if n := d.Int(`select count(*) from audit where action = 'rule.changed'`); n != 1 {
		t.Errorf("%d audit rows", n)
	}
	again := filledIn(d.Post("/desk/rules", mine))
	again.Set("rule.renewal", "3 hari")
	d.Post("/desk/rules", again).Goes("/desk/rules")
}

func TestARuleForAPlaceIsAddedAndRemoved(t *testing.T) {
	d := desktest.New(t)
	d.Exec(`insert into categories (code, name) values ('guru', '"><script>Guru')`)
	form := filledIn(d.As("admin").Get("/desk/rules/new").Wants(200, "Untuk siapa dan apa"))
	d.Post("/desk/rules", form).Wants(422, "sudah ada aturan")
	form.Set("category", "tidak-ada")
	d.Post("/desk/rules", form).Wants(422, "Pilihlah dari daftar.")
	form.Set("category", "guru")
	form.Set("rule.loan", "1 bulan")
	d.Post("/desk/rules/effect", form).Wants(200, "Aturan baru", "Masa pinjam 1 bulan.")
	d.Post("/desk/rules", form).Goes("/desk/rules")
	list := d.Get("/desk/rules").Wants(200, "Masa pinjam 1 bulan.").Lacks("<script>Guru")

	remove := hidden(list, "/desk/rules/effect")
	effect := d.Post("/desk/rules/effect", remove).Wants(200, "Dihapus", "aturan yang lebih umum")
	d.Post("/desk/rules", hidden(effect, "/desk/rules")).Goes("/desk/rules")
	d.Post("/desk/rules", hidden(effect, "/desk/rules")).Wants(409, "sudah dihapus")
	d.Get("/desk/rules/history").Wants(200, "Dihapus", "Aturan baru")
	d.Post("/desk/rules", url.Values{"kind": {"remove"}}).Wants(400)
	d.Get("/desk/rules/edit?category=guru").Wants(404)
}

func TestAPresetIsLoadedAfterItsEffectIsSeen(t *testing.T) {
	d := desktest.New(t).As("admin")
	page := d.Get("/desk/rules/presets").Wants(200, "Kabupaten Kudus", "Perpustakaan Jakarta")
	form := hidden(page, "/desk/rules/effect")
	form.Set("preset", "jakarta")
	effect := d.Post("/desk/rules/effect", form).Wants(200, "Masa pinjam: 7 hari → 14 hari")
	d.Rule(`{"loan":"P3D"}`) // meanwhile
	d.Post("/desk/rules", hidden(effect, "/desk/rules")).Wants(409, "Masa pinjam: 3 hari → 14 hari")
	d.Post("/desk/rules", hidden(d.Post("/desk/rules/effect", form), "/desk/rules")).Goes("/desk/rules")
	d.Get("/desk/rules").Wants(200, "Masa pinjam 14 hari.")
	d.Post("/desk/rules/effect", url.Values{"kind": {"preset"}, "preset": {"../x"}}).Wants(404)
	d.Post("/desk/rules/effect", url.Values{}).Wants(400)
}

func TestTheScriptGetsTheSentencesAlone(t *testing.T) {
	d := desktest.New(t).As("admin")
	form := filledIn(d.Get(general).Wants(200, "vendor/htmx/htmx"))
	d.Header["HX-Request"] = "true"
	form.Set("rule.loan", "2 minggu")
	d.Post("/desk/rules/form", form).Wants(200, "Masa pinjam 14 hari.", `id="rule-words"`).Lacks("<html", "<form")
	form.Set("rule.loan", "?")
	d.Post("/desk/rules/form", form).Wants(200, "1 isian perlu diperbaiki").Lacks("<html")
}

func TestSupervisorsLookAtRulesAndAdminsChangeThem(t *testing.T) {
	d := desktest.New(t)
	d.As("librarian").Get("/desk/rules").Wants(403)
	d.As("supervisor").Get("/desk/rules").Wants(200, "Aturan diubah oleh admin.").Lacks("/desk/rules/edit", "/desk/rules/new")
	d.Get("/desk/rules/history").Wants(200, "Belum ada aturan yang diubah.")
	for _, path := range []string{"/desk/rules/new", general, "/desk/rules/presets"} {
		d.Get(path).Wants(403)
	}
	for _, path := range []string{"/desk/rules", "/desk/rules/form", "/desk/rules/effect"} {
		d.Post(path, url.Values{}).Wants(403)
	}
}
