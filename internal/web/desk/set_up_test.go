package desk_test

import (
	"net/url"
	"sync"
	"testing"

	"simpanbudi/internal/web/desk/desktest"
)

// unset is a library whose desk nobody has set up, with the console's code.
func unset(t *testing.T) (*desktest.Desk, string) {
	t.Helper()
	d := desktest.New(t)
	d.Exec(`delete from staff`)
	code, err := d.Who.SetUpCode(t.Context())
	if err != nil || code == "" {
		t.Fatalf("code %q, %v", code, err)
	}
	return d, code
}

func founding(code string) url.Values {
	return url.Values{"code": {code}, "library_name": {"Perpustakaan Desa"}, "shown.library_name": {"Perpustakaan"},
		"time_zone": {"Asia/Makassar"}, "shown.time_zone": {"Asia/Jakarta"}, "record": {"mirror"}, "shown.record": {"own"},
		"preset": {"jakarta"}, "name": {"Bu Siti"}, "username": {"siti"}, "password": {desktest.Password}, "again": {desktest.Password}}
}

func TestTheDeskIsSetUpOnceByWhoSeesTheConsole(t *testing.T) {
	d, code := unset(t)
	for _, path := range []string{"/desk", "/desk/sign-in", "/desk/locked"} {
		d.Get(path).Goes("/desk/setup")
	}
	d.Get("/").Wants(200)
	d.Get("/desk/setup").Wants(200, "Kode dari konsol", "Kabupaten Kudus", "Anda boleh memperpanjang 2 kali").Lacks(code, "Aturan yang sudah dimuat")
	d.Post("/desk/setup", founding(code)).Goes("/desk")
	d.Get("/desk").Wants(200, "Bu Siti", "Perpustakaan Desa", "Meja layanan siap dipakai")
	if got := d.Text(`select group_concat(name || '=' || value, ' ') from (select * from settings where name in ('library_name', 'time_zone', 'record') order by name)`); got != "library_name=Perpustakaan Desa record=mirror time_zone=Asia/Makassar" {
		t.Errorf("kept %q", got)
	}
	if got := d.Text(`select group_concat(action || ' by ' || actor_id, ', ') from (select * from audit where door = 'desk' order by id)`); got != "staff.added by 1, setting.changed by 1, setting.changed by 1, setting.changed by 1, rule.changed by 1, rules.loaded by 1, library.set_up by 1" {
		t.Errorf("audited %q", got)
	}
	if got := d.Int(`select json_extract(rule, '$.renewals_allowed') from rules`); got != 1 {
		t.Errorf("%d renewals, not those of Jakarta", got)
	}
	d.Get("/desk/setup").Goes("/desk")
	d.Cookies = map[string]string{}
	d.Get("/desk/setup").Goes("/desk")
	d.Get("/desk").Goes("/desk/sign-in")
	d.Post("/desk/setup", founding(code)).Wants(409, "sudah disiapkan")
	if d.Int(`select count(*) from staff`) != 1 {
		t.Error("a second account")
	}
}

func TestSetUpSaysWhatIsWrongAndKeepsWhatWasTyped(t *testing.T) {
	d, code := unset(t)
	form := founding("0000-0000")
	form.Set("username", "Bu Siti!")
	form.Set("again", "lain sama sekali")
	form.Set("library_name", "dua\nbaris")
	form.Del("preset")
	d.Post("/desk/setup", form).Wants(422, "Kode ini tidak cocok", "tidak dapat menjadi nama pengguna", "Kedua kata sandi berbeda",
		"Pilih salah satu aturan", "paling banyak 120 huruf", `value="Bu Siti!"`, `value="mirror" checked`).Lacks(desktest.Password)
	form = founding(code)
	form.Set("password", "siti12345")
	form.Set("again", "siti12345")
	d.Post("/desk/setup", form).Wants(422, "berisi nama pengguna", `value="`+code+`"`)
	if d.Int(`select count(*) from staff`) != 0 || d.Int(`select count(*) from audit`) != 0 {
		t.Error("something was written")
	}
	for range 8 { // two tries were wrong and right already; a right code is not counted
		d.Post("/desk/setup", founding("0000-0001")).Wants(422)
	}
	d.Post("/desk/setup", founding("0000-0001")).Wants(422)
	d.Post("/desk/setup", founding(code)).Wants(429, "Bu Siti")
}

func TestRulesThatAreLoadedStayUnlessAPresetIsChosen(t *testing.T) {
	d, code := unset(t)
	d.Exec(`update rules set rule = '{"loan":"P10D","renewal":"P10D","renewals_allowed":3}'`)
	d.Exec(`update config_version set version = version + 1`)
	d.Get("/desk/setup").Wants(200, `value="keep" checked`, "Masa pinjam 10 hari. Anda boleh memperpanjang 3 kali, masing-masing 10 hari, paling lama 21 hari sejak dipinjam.")
	form := founding(code)
	form.Set("preset", "keep")
	d.Post("/desk/setup", form).Goes("/desk")
	if got := d.Int(`select json_extract(rule, '$.renewals_allowed') from rules`); got != 3 {
		t.Errorf("%d renewals", got)
	}
}

func TestOfTwoSetUpsAtOnceOneIsDoneAndTheOtherTold(t *testing.T) {
	d, code := unset(t)
	var wait sync.WaitGroup
	answers := make([]*desktest.Answer, 4)
	for i := range answers {
		other := d.Browser()
		wait.Go(func() { answers[i] = other.Post("/desk/setup", founding(code)) })
	}
	wait.Wait()
	done := 0
	for _, a := range answers {
		switch a.Code {
		case 303:
			done++
		case 409, 422: // told that it is done, or that the code is used
		default:
			t.Errorf("status %d\n%s", a.Code, a.Body)
		}
	}
	if done != 1 || d.Int(`select count(*) from staff`) != 1 || d.Int(`select count(*) from audit where action = 'library.set_up'`) != 1 {
		t.Errorf("%d set-ups, %d accounts", done, d.Int(`select count(*) from staff`))
	}
}
