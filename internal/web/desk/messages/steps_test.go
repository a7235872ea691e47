package messages_test

import (
	"net/url"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

const steps = "/desk/messages/steps"

func stepForm(version string, fields ...string) url.Values {
	v := url.Values{"category": {"*"}, "version": {version}}
	for i := 0; i < len(fields); i += 2 {
		v.Set(fields[i], fields[i+1])
	}
	return v
}

func keys(d *desktest.Desk, category string) string {
	return d.Text(`select coalesce(group_concat(days || case letter when 1 then 'L' else '' end || case open_days when 1 then 'o' else '' end ||
		case channels when '' then '' else ':' || channels end, ' ' order by days), '') from reminder_steps where category = ?`, category)
}

const shipped = "-3 -1 0 1 3 7 14 21L"

func TestStepsAreAddedChangedRemovedAndRestored(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	all := "/desk/messages/steps?category=%2A"
	page := d.Get(steps).Wants(200, "3 hari sebelum jatuh tempo, lewat petugas (urutan perpustakaan)", "pada hari jatuh tempo", "surat, 21 hari setelah jatuh tempo",
		"Perubahan berlaku mulai penyusunan berikutnya, Selasa, 24 November 2026, pukul 06.30 WIB", "Umum")
	version := field(page.Body, "version")

	form := d.Get(steps+"/edit?category=*&step=before-3").Wants(200, "Ubah: 3 hari sebelum jatuh tempo", `value="before" selected`)
	change := stepForm(field(form.Body, "version"), "step", "before-3", "when", "before", "days", "5", "open_days", "on", "channel1", "email", "channel2", "hand")
	for range 2 {
		d.Post(steps, change).Goes(all)
	}
	d.Get(steps).Wants(200, "5 hari buka sebelum jatuh tempo, lewat surel lalu petugas", "Langkah disimpan")
	if got := keys(d, "*"); got != "-5o:email,hand -1 0 1 3 7 14 21L" {
		t.Errorf("%s", got)
	}
	d.Post(steps, stepForm(version, "when", "after", "days", "30")).Wants(409, "Petugas lain baru saja", `value="30"`)
	version = field(d.Get(steps).Body, "version")
	for range 2 {
		d.Post(steps, stepForm(version, "when", "letter", "days", "30")).Goes(all)
	}
	version = field(d.Get(steps).Body, "version")
	for range 2 {
		d.Post(steps+"/remove", stepForm(version, "step", "after-14")).Goes(all)
	}
	if got := keys(d, "*"); got != "-5o:email,hand -1 0 1 3 7 21L 30L" {
		t.Errorf("%s", got)
	}
	d.Post(steps+"/remove", stepForm("old", "step", "after-7")).Wants(409, "Inilah yang terbaru")
	version = field(d.Get(steps).Body, "version")
	for range 2 {
		d.Post(steps+"/restore", stepForm(version)).Goes(all)
	}
	if got := keys(d, "*"); got != shipped {
		t.Errorf("%s", got)
	}
	if n := d.Int(`select count(*) from audit where action = 'message.steps_changed' and actor_id = ?`, d.Staff("supervisor")); n != 4 {
		t.Errorf("%d audit rows", n)
	}
	d.Get("/desk/audit").Wants(200, "Waktu pengingat diubah")
}

func TestACategoryHasStepsOfItsOwnUntilItFollowsAgain(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	of := steps + "?category=umum"
	page := d.Get(of).Wants(200, "mengikuti langkah semua anggota")
	form := stepForm(field(page.Body, "version"), "step", "before-3")
	form.Set("category", "umum")
	d.Post(steps+"/remove", form).Goes(of)
	if got := keys(d, "umum") + "|" + keys(d, "*"); got != "-1 0 1 3 7 14 21L|"+shipped {
		t.Errorf("%s", got)
	}
	d.Member("umum").Loan(librarytest.Due("2026-11-26"))
	plan(t, d)
	if n := d.Int(`select count(*) from loan_notices`); n != 0 {
		t.Errorf("%d notices three days before", n)
	}
	form = stepForm(field(d.Get(of).Wants(200, "Ikuti langkah semua anggota").Body, "version"))
	form.Set("category", "umum")
	d.Post(steps+"/restore", form).Goes(of)
	plan(t, d)
	if n := d.Int(`select count(*) from loan_notices`); n != 1 || keys(d, "umum") != "" {
		t.Errorf("%d notices, %s", n, keys(d, "umum"))
	}
	form.Set("category", "nobody")
	d.Post(steps+"/restore", form).Wants(404)
	d.Get(steps + "?category=nobody").Wants(404)
	d.Get(steps + "/edit?category=*&step=after-99").Wants(404)
}

func TestWhatIsWrongWithAStepStandsBesideIt(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	version := field(d.Get(steps).Body, "version")
	for _, c := range []struct {
		fields []string
		says   string
	}{
		{[]string{"when", "before", "days", "31"}, "paling banyak 30 hari sebelum"},
		{[]string{"when", "after", "days", "181"}, "180 hari setelah"},
		{[]string{"when", "after", "days", ""}, "Tulis angka"},
		{[]string{"when", "after", "days", "-2"}, "Tulis angka"},
		{[]string{"when", "letter", "days", "0"}, "Tulis angka"},
		{[]string{"when", "after", "days", "7", "channel1", "email"}, "Sudah ada langkah pada hari itu"},
		{[]string{"when", "letter", "days", "7"}, "Sudah ada langkah pada hari itu"},
		{[]string{"when", "on", "days", "", "channel1", "email"}, "Sudah ada langkah pada hari itu"},
		{[]string{"when", "after", "days", "2", "channel1", "email", "channel2", "email"}, "satu kali saja"},
		{[]string{"when", "after", "days", "2", "channel1", "pigeon"}, "satu kali saja"},
	} {
		d.Post(steps, stepForm(version, c.fields...)).Wants(422, c.says)
		d.Post(steps+"/effect", stepForm(version, c.fields...)).Wants(200, c.says)
	}
	if got := keys(d, "*"); got != shipped {
		t.Errorf("%s", got)
	}
}

func TestTheEffectOfAStepIsCountedBeforeItIsSaved(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	for range 3 {
		d.Member("umum").Loan(librarytest.Due("2026-11-26")) // two days before, at the next planning
	}
	d.Member("umum").Loan(librarytest.Due("2026-11-25"))
	version := field(d.Get(steps).Body, "version")
	form := stepForm(version, "when", "before", "days", "2")
	d.Post(steps+"/effect", form).Wants(200, "2 hari sebelum jatuh tempo, lewat petugas", "24 November 2026, pukul 06.30", "kira-kira 4 pesan; tanpa perubahan kira-kira 4", "<h1>")
	d.Exec(`insert into loan_notices (loan_id, due_at, step, member_id, made_at, state) select id, due_at, 'before-3', member_id, 0, 'sent' from loans`)
	d.Header["HX-Request"] = "true"
	a := d.Post(steps+"/effect", form).Wants(200, "kira-kira 4 pesan; tanpa perubahan kira-kira 1")
	if strings.Contains(a.Body, "<h1>") {
		t.Error("the script gets a whole page")
	}
	if n := d.Int(`select count(*) from messages`); n != 0 || keys(d, "*") != shipped {
		t.Errorf("looking made %d messages", n)
	}
}
