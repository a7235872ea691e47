package identity

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/fault"
)

// seat is a browser at a desk.
type seat struct {
	*fixture
	desk    *Desk
	cookies map[string]*http.Cookie
	rules   DeskRules
}

func (f *fixture) seat() *seat {
	return &seat{fixture: f, desk: f.Service.Desk(false), cookies: map[string]*http.Cookie{}, rules: DeskRules{LockAfter: 10 * time.Minute}}
}

func (s *seat) request() *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/desk", nil)
	for _, c := range s.cookies {
		r.AddCookie(c)
	}
	return r
}

func (s *seat) keep(w *httptest.ResponseRecorder) {
	for _, c := range w.Result().Cookies() {
		if s.cookies[c.Name] = c; c.MaxAge < 0 {
			delete(s.cookies, c.Name)
		}
	}
}

func (s *seat) signIn(username, password string) (Stage, error) {
	w := httptest.NewRecorder()
	v, err := s.desk.SignIn(s.t.Context(), w, s.request(), StaffAttempt{Username: username, Password: password, Address: "192.0.2.7"})
	s.keep(w)
	if err != nil {
		return Open, err
	}
	return v.Stage, nil
}

func (s *seat) find() *StaffVisit {
	s.t.Helper()
	v, err := s.desk.Find(s.t.Context(), s.request(), s.rules)
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}

func (s *seat) enter(code string) error {
	w := httptest.NewRecorder()
	err := s.desk.EnterCode(s.t.Context(), w, s.find(), code)
	s.keep(w)
	return err
}

// secret is the one of an account, as its app has it.
func (s *seat) secret(staff int64) []byte {
	return s.keys.openTOTP(staff, []byte(s.text(`select totp_secret from staff where id = ?`, staff)))
}

func (s *seat) code(staff int64) string { return hotp(s.secret(staff), stepOf(s.clock.Now())) }

// hired is a seat with an account, signed in.
func hired(t *testing.T, username, role string) *seat {
	t.Helper()
	f := newFixture(t)
	if err := f.AddStaff(t.Context(), username, role, password); err != nil {
		t.Fatal(err)
	}
	s := f.seat()
	if _, err := s.signIn(username, password); err != nil {
		t.Fatal(err)
	}
	return s
}

// enrol switches one-time codes on.
func (s *seat) enrol() (recovery []string) {
	s.t.Helper()
	v := s.find()
	if err := s.desk.BeginCodes(s.t.Context(), v); err != nil {
		s.t.Fatal(err)
	}
	recovery, err := s.desk.ConfirmCodes(s.t.Context(), s.request(), v, password, s.code(v.ID), "192.0.2.7")
	if err != nil {
		s.t.Fatal(err)
	}
	return recovery
}

func TestUnknownWrongAndDisabledLookAndCostAlike(t *testing.T) {
	f := newFixture(t)
	for _, name := range []string{"siti", "tutup"} {
		if err := f.AddStaff(t.Context(), name, "librarian", password); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.DisableStaff(t.Context(), "tutup"); err != nil {
		t.Fatal(err)
	}
	for _, try := range []struct{ name, password string }{{"siti", "salah semua ini"}, {"tutup", password}, {"tiada", password}} {
		s := f.seat()
		for n := range 6 {
			hashes := f.hashes.Load()
			_, err := s.signIn(try.name, try.password)
			if n == 5 {
				wantCode(t, err, fault.TooMany)
				if got := retryAfter(t, err); got != 30 || f.hashes.Load() != hashes {
					t.Errorf("%s: wait %d s, %d hashes", try.name, got, f.hashes.Load()-hashes)
				}
				continue
			}
			wantCode(t, err, fault.SignInNo)
			if f.hashes.Load() != hashes+1 || len(s.cookies) != 0 {
				t.Errorf("%s: %d hashes, cookies %v", try.name, f.hashes.Load()-hashes, s.cookies)
			}
		}
	}
	if got := f.text(`select count(*) from audit where action = 'staff.throttled'`); got != "3" {
		t.Errorf("%s lockouts audited", got)
	}
}

func TestStrangersCannotLockOutADeskThatIsKnown(t *testing.T) {
	s := hired(t, "siti", "admin")
	stranger := s.fixture.seat()
	for range 6 {
		_, err := stranger.signIn("siti", "salah semua ini")
		if fault.CodeOf(err) == "" {
			t.Fatal("let in")
		}
	}
	if _, err := s.signIn("siti", password); err != nil {
		t.Errorf("the desk that siti works at: %v", err)
	}
	_, err := stranger.signIn("siti", password)
	wantCode(t, err, fault.TooMany)
	// A new password makes a stranger of every desk, also of who knew the old one.
	if err := s.ResetStaff(t.Context(), "siti", password+" baru", false); err != nil {
		t.Fatal(err)
	}
	_, err = s.signIn("siti", password+" baru")
	wantCode(t, err, fault.TooMany)
}

func TestResetAndDisableEndSessionsAtOnce(t *testing.T) {
	for name, end := range map[string]func(s *seat) error{
		"reset":   func(s *seat) error { return s.ResetStaff(t.Context(), "siti", password+" baru", false) },
		"disable": func(s *seat) error { return s.DisableStaff(t.Context(), "siti") },
	} {
		s := hired(t, "siti", "librarian")
		if s.find() == nil {
			t.Fatal("not signed in")
		}
		if err := end(s); err != nil {
			t.Fatal(err)
		}
		if s.find() != nil || s.text(`select count(*) from staff_sessions`) != "0" {
			t.Errorf("%s: still signed in", name)
		}
	}
}

func TestSigningInTakesTheCodeAfterThePassword(t *testing.T) {
	s := hired(t, "siti", "librarian")
	recovery := s.enrol()
	if len(recovery) != recoveryCodes || len(slices.Compact(slices.Sorted(slices.Values(recovery)))) != recoveryCodes {
		t.Fatalf("recovery codes %v", recovery)
	}
	used := s.code(1)
	if stage, err := s.signIn("siti", password); err != nil || stage != CodeToDo || s.find().Stage != CodeToDo {
		t.Fatalf("after the password: %v, %v", stage, err)
	}
	wantCode(t, s.enter(used), CodeNo) // it confirmed the secret
	wantCode(t, s.enter("000000"), CodeNo)
	s.clock.pass(totpStep)
	half := s.cookies["desk"].Value
	code := s.code(1)
	if err := s.enter(code); err != nil {
		t.Fatal(err)
	}
	if s.find().Stage != Open || s.cookies["desk"].Value == half {
		t.Error("the session is not open, or has its old token")
	}
	other := s.fixture.seat()
	if _, err := other.signIn("siti", password); err != nil {
		t.Fatal(err)
	}
	wantCode(t, other.enter(code), CodeNo) // seen over the shoulder
	if err := other.enter(" " + recovery[3][:5] + recovery[3][6:]); err != nil {
		t.Errorf("a recovery code, as people type it: %v", err)
	}
	third := s.fixture.seat()
	if _, err := third.signIn("siti", password); err != nil {
		t.Fatal(err)
	}
	wantCode(t, third.enter(recovery[3]), CodeNo)
	if left, err := s.desk.RecoveryLeft(t.Context(), s.find()); err != nil || left != recoveryCodes-1 {
		t.Errorf("%d left, %v", left, err)
	}
	if kept := s.text(`select group_concat(code_hash) from staff_recovery_codes`); slices.ContainsFunc(recovery, func(c string) bool { return strings.Contains(kept, c) }) {
		t.Error("kept as they are")
	}
}

func TestCodesAreThrottledAndTheHalfSessionEndsSoon(t *testing.T) {
	s := hired(t, "siti", "librarian")
	s.enrol()
	s.clock.pass(totpStep)
	if _, err := s.signIn("siti", password); err != nil {
		t.Fatal(err)
	}
	for range cardLimit.free {
		wantCode(t, s.enter("000000"), CodeNo)
	}
	wantCode(t, s.enter(s.code(1)), fault.TooMany)
	s.clock.pass(31 * time.Second)
	if err := s.enter(s.code(1)); err != nil {
		t.Fatal(err)
	}
	s.clock.pass(totpStep)
	if _, err := s.signIn("siti", password); err != nil {
		t.Fatal(err)
	}
	s.clock.pass(codeWithin)
	if s.find() != nil {
		t.Error("half a session outlives its minutes")
	}
}

func TestCodesGoOffByPasswordAndCode(t *testing.T) {
	s := hired(t, "siti", "admin")
	s.rules.AdminCodes = true
	if s.find().Stage != EnrolToDo {
		t.Error("an admin is let in without codes")
	}
	s.enrol()
	if s.find().Stage != Open {
		t.Error("not open with codes on")
	}
	s.clock.pass(totpStep)
	v := s.find()
	wantCode(t, s.desk.EndCodes(t.Context(), s.request(), v, "salah semua ini", s.code(1), ""), fault.SignInNo)
	wantCode(t, s.desk.EndCodes(t.Context(), s.request(), v, password, "000000", ""), CodeNo)
	if err := s.desk.EndCodes(t.Context(), s.request(), v, password, s.code(1), ""); err != nil {
		t.Fatal(err)
	}
	if got := s.text(`select count(*) from staff where totp_secret is null and totp_confirmed_at is null`); got != "1" {
		t.Error("something is left")
	}
	if got := s.text(`select group_concat(action, ' ') from (select action from audit where action like 'staff.codes%' order by id)`); got != "staff.codes_on staff.codes_off" {
		t.Errorf("audited %q", got)
	}
}

func TestTheLastAdminStays(t *testing.T) {
	s := hired(t, "siti", "admin")
	v := s.find()
	shown, err := s.desk.Account(t.Context(), v.ID)
	if err != nil {
		t.Fatal(err)
	}
	wantCode(t, s.desk.DisableAccount(t.Context(), v, v.ID), LastAdmin)
	wantCode(t, s.desk.EditAccount(t.Context(), v, shown, "", "librarian"), LastAdmin)
	other, err := s.desk.AddAccount(t.Context(), v, NewAccount{Username: "budi", Role: "admin", Password: password})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.desk.EditAccount(t.Context(), v, shown, "Bu Siti", "supervisor"); err != nil {
		t.Fatal(err)
	}
	wantCode(t, s.desk.EditAccount(t.Context(), v, shown, "Siti", "librarian"), fault.Conflict) // a page that is older
	wantCode(t, s.desk.DisableAccount(t.Context(), v, other), LastAdmin)
	if s.find().Role != "supervisor" || s.find().Name != "Bu Siti" {
		t.Error("the session does not follow the account")
	}
}

func TestALostKeyFileLosesCodesButNoAccounts(t *testing.T) {
	s := hired(t, "siti", "librarian")
	s.enrol()
	if err := CheckKeys(t.Context(), s.db, s.keys); err != nil {
		t.Fatal(err)
	}
	foreign := newKeys(make([]byte, masterLen))
	wantCode(t, CheckKeys(t.Context(), s.db, foreign), KeysForeign)
	if _, err := AdoptKeys(t.Context(), s.db, foreign); err != nil {
		t.Fatal(err)
	}
	if stage, err := s.signIn("siti", password); err != nil || stage != Open {
		t.Errorf("stage %v, %v", stage, err)
	}
}
