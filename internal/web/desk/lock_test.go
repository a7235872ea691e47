package desk_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk/desktest"
)

// begun is when the clock of clocked begins.
var begun = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

// clocked is a desk whose sessions go by a clock that the test moves.
func clocked(t *testing.T) (d *desktest.Desk, pass func(time.Duration)) {
	t.Helper()
	at := begun
	d = desktest.New(t)
	d.Who = identity.New(d.DB, d.Keys, identity.Options{Now: func() time.Time { return at }, LibraryNow: d.Now})
	d.Serve()
	return d, func(by time.Duration) { at = at.Add(by) }
}

func TestADeskLeftAloneAsksForThePasswordAndLeadsBack(t *testing.T) {
	d, pass := clocked(t)
	d.As("admin")
	pass(9*time.Minute + 59*time.Second)
	d.Get("/desk/staff").Wants(200)
	pass(9*time.Minute + 59*time.Second)
	d.Get("/desk/staff").Wants(200)
	pass(10 * time.Minute)
	d.Get("/desk/staff").Goes("/desk/locked?back=/desk/staff")
	d.Get("/desk").Goes("/desk/locked?back=/desk")
	d.Get("/desk/locked?back=/desk/staff").Wants(200, "Terkunci", "admin", `value="/desk/staff"`).Lacks("Pengaturan")
	d.Post("/desk/unlock", url.Values{"password": {"salah"}, "back": {"/desk/staff"}}).Wants(401, "Kata sandi tidak cocok", `value="/desk/staff"`)
	d.Get("/desk/staff").Goes("/desk/locked?back=/desk/staff")
	d.Post("/desk/unlock", url.Values{"password": {desktest.Password}, "back": {"/desk/staff"}}).Goes("/desk/staff")
	d.Get("/desk/staff").Wants(200)
	d.Get("/desk/locked?back=//evil.example").Goes("/desk")
	d.Post("/desk/lock", url.Values{"back": {"/desk/account"}}).Goes("/desk/locked?back=/desk/account")
	d.Post("/desk/sign-out", nil).Goes("/desk/sign-in")
}

func TestALockStaysWhateverTheSettingSaysLater(t *testing.T) {
	d, pass := clocked(t)
	d.As("admin")
	pass(10 * time.Minute)
	d.Get("/desk").Goes("/desk/locked?back=/desk")
	if err := d.Library.SetSetting(t.Context(), "desk_lock_minutes", "0"); err != nil {
		t.Fatal(err)
	}
	d.Get("/desk").Goes("/desk/locked?back=/desk")
	d.Post("/desk/unlock", url.Values{"password": {desktest.Password}}).Goes("/desk")
	pass(11 * time.Hour)
	d.Get("/desk").Wants(200)
	pass(time.Hour)
	d.Get("/desk").Goes("/desk/sign-in") // twelve hours after signing in
}

var kept = regexp.MustCompile(`name="kept" value="([^"]+)"`)

func TestAFormPostedFromALockedSessionIsNotDoneAndNotLost(t *testing.T) {
	d, pass := clocked(t)
	d.As("admin")
	pass(10 * time.Minute)
	typed := url.Values{"name": {`Lobi "><script>`}}
	a := d.Post("/desk/kiosks", typed).Wants(423, "Isiannya tersimpan").Lacks("Lobi")
	sealed := kept.FindStringSubmatch(a.Body)
	if sealed == nil || d.Int(`select count(*) from kiosks`) != 0 {
		t.Fatal("it was done, or nothing was kept")
	}
	form := url.Values{"password": {"salah"}, "back": {"/desk/kiosks"}, "kept": {sealed[1]}}
	d.Post("/desk/unlock", form).Wants(401, sealed[1])
	form.Set("password", desktest.Password)
	d.Post("/desk/unlock", form).Wants(200, `action="/desk/kiosks"`, `name="name" value="Lobi &#34;&gt;&lt;script&gt;"`)
	other := d.Browser().As("supervisor")
	form.Set("back", "/desk")
	other.Post("/desk/unlock", form).Goes("/desk") // of another session it opens nothing
}

// ended is a session that has lasted its twelve hours.
func ended(t *testing.T) *desktest.Desk {
	t.Helper()
	d, pass := clocked(t)
	d.As("admin")
	pass(12 * time.Hour)
	return d
}

func TestAFormPostedAfterTheSessionHasEndedIsNotDoneAndNotLost(t *testing.T) {
	d := ended(t)
	a := d.Post("/desk/kiosks", url.Values{"name": {"Lobi utama"}}).Wants(401, "Isiannya tersimpan", `value="/desk/kiosks"`).Lacks("Lobi")
	sealed := kept.FindStringSubmatch(a.Body)
	if sealed == nil || d.Int(`select count(*) from kiosks`) != 0 {
		t.Fatal("it was done, or nothing was kept")
	}
	form := url.Values{"username": {"admin"}, "password": {"salah"}, "next": {"/desk/kiosks"}, "kept": {sealed[1]}}
	d.Post("/desk/sign-in", form).Wants(401, sealed[1], `value="admin"`)
	form.Set("password", desktest.Password)
	d.Post("/desk/sign-in", form).Wants(200, `action="/desk/kiosks"`, `name="name" value="Lobi utama"`)
	d.Get("/desk/kiosks").Wants(200)
}

func TestAFormWithAPasswordIsNotKeptForWhoSignsInNext(t *testing.T) {
	d := ended(t)
	typed := url.Values{"old": {desktest.Password}, "password": {another}, "again": {another}}
	d.Post("/desk/account/password", typed).Wants(401, "Kirimlah sekali lagi").Lacks(another, `name="kept"`)
	d.Post("/desk/kiosks", url.Values{"name": {strings.Repeat("x", 41<<10)}}).Wants(401, "Kirimlah sekali lagi").Lacks(`name="kept"`)
	d.Post("/desk/kiosks", nil).Goes("/desk/sign-in")
}

func TestAFormOfALockedPageOutlivesItsSession(t *testing.T) {
	d, pass := clocked(t)
	d.As("admin")
	pass(10 * time.Minute)
	a := d.Post("/desk/kiosks", url.Values{"name": {"Lobi"}}).Wants(423)
	form := url.Values{"password": {desktest.Password}, "back": {"/desk/kiosks"}, "kept": {kept.FindStringSubmatch(a.Body)[1]}}
	pass(12 * time.Hour)
	again := d.Post("/desk/unlock", form).Wants(401, "Isiannya tersimpan", form.Get("kept")).Lacks(desktest.Password)
	in := url.Values{"username": {"admin"}, "password": {desktest.Password}, "next": {"/desk/kiosks"}, "kept": {kept.FindStringSubmatch(again.Body)[1]}}
	d.Post("/desk/sign-in", in).Wants(200, `action="/desk/kiosks"`, `value="Lobi"`)
}

func TestAScriptIsToldThatItsSessionHasEndedAndSignsInAgain(t *testing.T) {
	d := ended(t)
	d.Header = map[string]string{"X-Desk-Script": "1"}
	d.Post("/desk/unlock", url.Values{"password": {desktest.Password}}).Goes("/desk/sign-in")
	d.Header["HX-Request"] = "true"
	if a := d.Post("/desk/rules/form", url.Values{"kind": {"put"}}).Wants(423); a.Header.Get("HX-Trigger") != "desk:locked" {
		t.Error(a.Header)
	}
	delete(d.Header, "HX-Request")
	form := url.Values{"username": {"admin"}, "password": {"salah"}}
	d.Post("/desk/sign-in", form).Wants(401).Lacks("<")
	form.Set("password", desktest.Password)
	d.Post("/desk/sign-in", form).Wants(204)
	d.Post("/desk/stay", nil).Wants(204)
}

func TestAScriptIsToldThatItsSessionIsLocked(t *testing.T) {
	d, pass := clocked(t)
	d.As("librarian")
	d.Header["HX-Request"] = "true"
	d.Post("/desk/stay", nil).Wants(204)
	pass(10 * time.Minute)
	a := d.Get("/desk").Wants(423)
	if a.Header.Get("HX-Reswap") != "none" || a.Header.Get("HX-Trigger") != "desk:locked" {
		t.Error(a.Header)
	}
	d.Header = map[string]string{"X-Desk-Script": "1"}
	d.Post("/desk/stay", nil).Wants(423)
	d.Post("/desk/unlock", url.Values{"password": {"salah"}}).Wants(401, "Kata sandi tidak cocok").Lacks("<")
	d.Post("/desk/unlock", url.Values{"password": {desktest.Password}}).Wants(204)
	d.Post("/desk/stay", nil).Wants(204)
	d.Post("/desk/lock", nil).Wants(204)
	d.Post("/desk/stay", nil).Wants(423)
}
