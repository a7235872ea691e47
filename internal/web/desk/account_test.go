package desk_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/web/desk/desktest"
)

const another = "lima kata yang lain lagi"

func TestAPasswordIsChangedByTheOldOneAndEndsOtherSessions(t *testing.T) {
	d := desktest.New(t)
	d.As("librarian")
	elsewhere := d.Browser().As("librarian")
	d.Get("/desk/account").Wants(200, "Akun saya", "yang ini", "Akhiri semua yang lain")
	form := func(old, password, again string) url.Values {
		return url.Values{"old": {old}, "password": {password}, "again": {again}}
	}
	d.Post("/desk/account/password", form("salah sama sekali", another, another)).Wants(422, "Kata sandi tidak cocok").Lacks(another)
	d.Post("/desk/account/password", form(desktest.Password, "pendek", "pendek")).Wants(422, "kurang dari 8 huruf")
	d.Post("/desk/account/password", form(desktest.Password, another, "lain")).Wants(422, "Kedua kata sandi berbeda")
	elsewhere.Get("/desk").Wants(200)
	d.Post("/desk/account/password", form(desktest.Password, another, another)).Goes("/desk/account")
	d.Get("/desk/account").Wants(200, "Kata sandi sudah diganti").Lacks("Akhiri semua yang lain")
	elsewhere.Get("/desk").Goes("/desk/sign-in")
	elsewhere.Post("/desk/sign-in", url.Values{"username": {"librarian"}, "password": {another}}).Goes("/desk")
}

var sessionID = regexp.MustCompile(`name="session" value="(\d+)"`)

func TestSessionsAreEndedOneByOneOrAllOthersAndOnlyOnesOwn(t *testing.T) {
	d := desktest.New(t)
	d.Header["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
	d.As("librarian")
	second, third := d.Browser().As("librarian"), d.Browser().As("librarian")
	stranger := d.Browser().As("supervisor")
	body := d.Get("/desk/account").Wants(200, "Firefox, Windows").Body
	found := sessionID.FindAllStringSubmatch(body, -1)
	if len(found) != 2 {
		t.Fatalf("%d others", len(found))
	}
	stranger.Post("/desk/account/sessions/end", url.Values{"session": {found[0][1]}}).Goes("/desk/account")
	third.Get("/desk").Wants(200)
	d.Post("/desk/account/sessions/end", url.Values{"session": {found[0][1]}}).Goes("/desk/account")
	third.Get("/desk").Goes("/desk/sign-in")
	second.Get("/desk").Wants(200)
	d.Post("/desk/account/sessions/end-others", nil).Goes("/desk/account")
	second.Get("/desk").Goes("/desk/sign-in")
	d.Get("/desk").Wants(200)
	stranger.Get("/desk").Wants(200)
	d.Post("/desk/account/sessions/end", url.Values{"session": {"x"}}).Wants(400)
}

func TestAnAdminSetsCodesUpBeforeAnythingElseWhereTheyAreRequired(t *testing.T) {
	d := desktest.New(t)
	if err := d.Library.SetSetting(t.Context(), "staff_totp", "admins"); err != nil {
		t.Fatal(err)
	}
	d.Browser().As("supervisor").Get("/desk").Wants(200)
	d.As("admin").Get("/desk/staff").Goes("/desk/account/codes")
	d.Get("/desk/account/codes").Wants(200, "harus memakai kode sekali pakai").Lacks("Pengaturan", "<svg class=\"code\"")
	d.Post("/desk/account/codes", nil).Goes("/desk/account/codes")
	d.Get("/desk/account/codes").Wants(200, `<svg class="code"`, "Tidak dapat memindai?")
	both := url.Values{"password": {desktest.Password}, "code": {"000000"}}
	d.Post("/desk/account/codes/confirm", both).Wants(422, "Kode ini tidak cocok").Lacks(desktest.Password)
	d.Post("/desk/account/codes/confirm", url.Values{"password": {"salah"}, "code": {"000000"}}).Wants(422, "Kata sandi tidak cocok")
	d.Get("/desk").Goes("/desk/account/codes")
	d.Post("/desk/lock", nil).Goes("/desk/locked?back=/desk")
	d.Post("/desk/unlock", url.Values{"password": {desktest.Password}}).Goes("/desk")
	d.Post("/desk/account/codes/renew", both).Goes("/desk/account/codes")
}

var shownSecret = regexp.MustCompile(`<p class="secret">([A-Z2-7 ]+)</p>`)

// appCode is what an authenticator app shows some steps from now.
func appCode(t *testing.T, secret string, ahead int64) string {
	t.Helper()
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ReplaceAll(secret, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	m := hmac.New(sha1.New, key)
	_ = binary.Write(m, binary.BigEndian, time.Now().Unix()/30+ahead)
	sum := m.Sum(nil)
	at := sum[19] & 15
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[at:])&0x7fffffff%1_000_000)
}

func TestCodesAreSwitchedOnUsedRenewedAndSwitchedOff(t *testing.T) {
	d := desktest.New(t)
	d.As("librarian")
	d.Post("/desk/account/codes", nil).Goes("/desk/account/codes")
	found := shownSecret.FindStringSubmatch(d.Get("/desk/account/codes").Wants(200).Body)
	if found == nil {
		t.Fatal("no secret is shown")
	}
	both := func(code string) url.Values { return url.Values{"password": {desktest.Password}, "code": {code}} }
	d.Post("/desk/account/codes/confirm", both(appCode(t, found[1], -1))).Goes("/desk/account/codes/recovery")
	body := d.Get("/desk/account/codes/recovery").Wants(200, "Hanya tampil sekali ini", `download="simpanbudi.txt"`, `href="data:text/plain`).Body
	recovery := regexp.MustCompile(`<li>([0-9A-Z]{5}-[0-9A-Z]{5})</li>`).FindAllStringSubmatch(body, -1)
	if len(recovery) != 10 || !strings.Contains(body, "%0D%0A"+recovery[9][1]) {
		t.Fatalf("%d recovery codes, or not all of them in the file", len(recovery))
	}
	d.Get("/desk/account/codes/recovery").Goes("/desk/account")
	d.Get("/desk/account").Wants(200, "10 kode cadangan tersisa")
	d.Get("/desk/account/codes").Wants(200, "Matikan kode sekali pakai").Lacks(found[1])
	d.Post("/desk/account/codes", nil).Goes("/desk/account/codes") // not over the one that is on
	d.Post("/desk/sign-out", nil)
	d.Post("/desk/sign-in", url.Values{"username": {"librarian"}, "password": {desktest.Password}}).Goes("/desk/code?next=/desk")
	d.Post("/desk/code", url.Values{"code": {recovery[0][1]}}).Goes("/desk")
	d.Get("/desk/account").Wants(200, "9 kode cadangan tersisa")
	d.Post("/desk/account/codes/renew", both(recovery[0][1])).Wants(422, "Kode ini tidak cocok")
	d.Post("/desk/account/codes/renew", both(recovery[1][1])).Goes("/desk/account/codes/recovery")
	d.Post("/desk/account/codes/off", both(recovery[2][1])).Wants(422) // replaced
	d.Post("/desk/account/codes/off", both(appCode(t, found[1], 1))).Goes("/desk/account")
	d.Get("/desk/account").Wants(200, "Kode sekali pakai dimatikan")
	if strings.Contains(d.Log.String(), found[1]) || d.Int(`select count(*) from staff_recovery_codes`) != 0 {
		t.Error("something is left")
	}
}

func TestAccountsAreMadeChangedClosedAndOpened(t *testing.T) {
	d := desktest.New(t)
	d.As("admin")
	d.Get("/desk/staff").Wants(200, "Akun petugas", "Petugas baru", "Anda")
	d.Post("/desk/staff/new", url.Values{"username": {"Bu Siti"}, "name": {strings.Repeat("panjang ", 40)}, "role": {"raja"}, "password": {"123"}}).
		Wants(422, "tidak dapat menjadi nama pengguna", "paling banyak 60 huruf", "Pilih salah satu peran", "kurang dari 8 huruf", `value="Bu Siti"`)
	d.Post("/desk/staff/new", url.Values{"username": {"ADMIN"}, "role": {"librarian"}}).Wants(409, "sudah dipakai")
	a := d.Post("/desk/staff/new", url.Values{"username": {"siti"}, "name": {`Bu "><script>`}, "role": {"supervisor"}})
	id := d.Staff("siti")
	path := strings.TrimSuffix(a.Location, "/password")
	if a.Code != 303 || path == a.Location {
		t.Fatalf("status %d, to %q", a.Code, a.Location)
	}
	once := regexp.MustCompile(`<dd class="secret">([^<]+)</dd>`).FindStringSubmatch(d.Get(a.Location).Wants(200, "Hanya tampil sekali ini").Lacks("<script>x").Body)
	if once == nil {
		t.Fatal("no password is shown")
	}
	d.Get(a.Location).Goes(path) // not again
	siti := d.Browser()
	siti.Post("/desk/sign-in", url.Values{"username": {"siti"}, "password": {once[1]}}).Goes("/desk")
	siti.Get("/desk/staff").Wants(403)
	edit := url.Values{"shown.name": {`Bu "><script>`}, "shown.role": {"supervisor"}, "name": {"Bu Siti"}, "role": {"admin"}}
	d.Post(path, edit).Goes(path)
	siti.Get("/desk/staff").Wants(200, "Bu Siti") // at once
	edit.Set("role", "librarian")
	d.Post(path, edit).Wants(409, "baru saja diubah orang lain")
	d.Post(path+"/password", url.Values{"password": {another}}).Goes(path)
	siti.Get("/desk").Goes("/desk/sign-in")
	siti.Post("/desk/sign-in", url.Values{"username": {"siti"}, "password": {another}}).Goes("/desk")
	d.Post(path+"/disable", nil).Goes(path)
	siti.Get("/desk").Goes("/desk/sign-in")
	siti.Post("/desk/sign-in", url.Values{"username": {"siti"}, "password": {another}}).Wants(401)
	own := "/desk/staff/" + d.Text(`select id from staff where username = 'admin'`)
	d.Post(own+"/disable", nil).Wants(409, "admin terakhir")
	d.Post(own, url.Values{"shown.role": {"admin"}, "role": {"librarian"}}).Wants(409, "admin terakhir")
	d.Get(path).Wants(200, "Ditutup", "Buka kembali")
	d.Post(path+"/enable", nil).Goes(path)
	siti.Post("/desk/sign-in", url.Values{"username": {"siti"}, "password": {another}}).Goes("/desk")
	if got := d.Text(`select group_concat(action, ' ') from (select action from audit where subject = 'staff' and subject_id = ? and door = 'desk' order by id)`, id); got != "staff.added staff.changed staff.reset staff.disabled staff.enabled" {
		t.Errorf("audited %q", got)
	}
}

func TestACodeIsTheSecondStepOfSigningIn(t *testing.T) {
	d := desktest.New(t)
	d.As("librarian")
	d.Exec(`update staff set totp_secret = x'00', totp_confirmed_at = 1 where username = 'librarian'`)
	d.Post("/desk/sign-out", nil)
	d.Post("/desk/sign-in", url.Values{"username": {"librarian"}, "password": {desktest.Password}, "next": {"/desk/account"}}).Goes("/desk/code?next=/desk/account")
	for _, path := range []string{"/desk", "/desk/account", "/desk/account/codes", "/desk/locked"} {
		d.Get(path).Goes("/desk/code")
	}
	d.Get("/desk/code?next=/desk/account").Wants(200, `value="/desk/account"`, `autocomplete="one-time-code"`)
	d.Get("/desk/code?next=https://evil.example").Wants(200, `value="/desk"`)
	d.Post("/desk/code", url.Values{"code": {"123456"}, "next": {"/desk/account"}}).Wants(401, "Kode ini tidak cocok", `value="/desk/account"`)
	d.Post("/desk/account/codes/off", nil).Goes("/desk/code")
}
