package identity

import (
	"testing"

	"simpanbudi/internal/fault"
)

func TestSetPINTakesSixEqualDigitsThatAreNotEasy(t *testing.T) {
	f := newFixture(t)
	id := f.member("AB482913", "", "21121987")
	for _, c := range []struct {
		pin, again string
		want       fault.Code
	}{
		{"", "", fault.PINFormat},
		{"48291", "48291", fault.PINFormat},
		{"4829137", "4829137", fault.PINFormat},
		{"48291a", "48291a", fault.PINFormat},
		{"４８２９１３", "４８２９１３", fault.PINFormat},
		{"719304", "719305", fault.PINMismatch},
		{"000000", "000000", fault.PINWeak},
		{"121212", "121212", fault.PINWeak},
		{"907907", "907907", fault.PINWeak},
		{"123456", "123456", fault.PINWeak},
		{"654321", "654321", fault.PINWeak},
		{"789012", "789012", fault.PINWeak},
		{"482913", "482913", fault.PINWeak}, // stands on the card
		{"211287", "211287", fault.PINWeak}, // DDMMYY
		{"871221", "871221", fault.PINWeak}, // YYMMDD
		{"122187", "122187", fault.PINWeak}, // MMDDYY
		{"121987", "121987", fault.PINWeak}, // MMYYYY
		{"198712", "198712", fault.PINWeak}, // YYYYMM
		{"211288", "211288", ""},            // somebody else's
		{"719304", "719304", ""},
		{" 719 304", "719304", ""},
	} {
		wantCode(t, f.SetPIN(t.Context(), id, c.pin, c.again, "web"), c.want)
	}
	wantCode(t, f.SetPIN(t.Context(), 4711, "719304", "719304", "web"), fault.NotFound)
}

func TestSetPINIsAuditedByIDsOnlyAndReplacesAnImportedOne(t *testing.T) {
	f := newFixture(t)
	id := f.member("A1", "482913", "")
	if err := f.SetPIN(t.Context(), id, "719304", "719304", "desk"); err != nil {
		t.Fatal(err)
	}
	if got := f.text(`select count(*) from audit where actor = 'member' and actor_id = ? and door = 'desk'
		and action = 'member.pin_set' and subject = 'member' and subject_id = ? and detail = '{}'`, id, id); got != "1" {
		t.Errorf("%s audit rows, want 1", got)
	}
	if got := f.text(`select count(*) from members where pin_mac is null and pin_hash is not null and pin_set_at is not null`); got != "1" {
		t.Error("the imported PIN still stands")
	}
	_, err := f.try("A1", "482913")
	wantCode(t, err, fault.SignInNo)
	if _, err := f.try("A1", "719304"); err != nil {
		t.Error(err)
	}
}

func TestResetPINOpensALockedCardAndForgetsTheRest(t *testing.T) {
	f := newFixture(t)
	id := f.member("A1", "482913", "")
	in, err := f.try("A1", "482913")
	if err != nil {
		t.Fatal(err)
	}
	s := NewSessions(f.db, SessionOptions{Now: f.clock.Now})
	defer s.Close()
	cookie := signIn(t, s, in)
	f.lock("A1")

	pin, err := f.ResetPIN(t.Context(), " a1 ")
	if err != nil || !isPIN(pin) {
		t.Fatalf("got %q, %v", pin, err)
	}
	if _, _, ok := whoIs(t, s, cookie); ok {
		t.Error("the old session still stands")
	}
	if got := f.text(`select count(*) from known_devices`); got != "0" {
		t.Error("the old device is still known")
	}
	_, err = f.try("A1", "482913")
	wantCode(t, err, fault.SignInNo)
	if again, err := f.try("A1", pin); err != nil || again.Member != id || again.MustSetPIN {
		t.Errorf("the new PIN: %+v, %v", again, err)
	}
	if got := f.text(`select count(*) from audit where actor = 'system' and action = 'member.pin_reset' and subject_id = ?`, id); got != "1" {
		t.Errorf("%s audit rows, want 1", got)
	}
}

func TestResetPINOfNobodyIsNotFound(t *testing.T) {
	f := newFixture(t)
	f.exec(`update members set erased_at = 1 where id = ?`, f.member("ERASED", "482913", ""))
	for _, card := range []string{"NOBODY", "ERASED", ""} {
		_, err := f.ResetPIN(t.Context(), card)
		wantCode(t, err, fault.NotFound)
	}
}
