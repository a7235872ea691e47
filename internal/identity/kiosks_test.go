package identity

import (
	"net/http/httptest"
	"strings"
	"testing"

	"simpanbudi/internal/fault"
)

func TestWhatWasTypedIsReadableWithTheVisitsTokenOnly(t *testing.T) {
	typed := held{Card: "KA000001", PIN: "27495"}
	token := newToken()
	sealed := typed.seal(token)
	if strings.Contains(string(sealed), typed.Card) || strings.Contains(string(sealed), typed.PIN) {
		t.Errorf("%q can be read", sealed)
	}
	if got := unseal(token, sealed); got != typed {
		t.Errorf("got %+v, want %+v", got, typed)
	}
	damaged := append([]byte{}, sealed...)
	damaged[len(damaged)-1]++
	for name, got := range map[string]held{
		"another token": unseal(newToken(), sealed), "damaged": unseal(token, damaged),
		"cut": unseal(token, sealed[:5]), "nothing": unseal(token, nil),
	} {
		if got != (held{}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestACodeIsReadAsPeopleTypeIt(t *testing.T) {
	for range 100 {
		code := newKioskCode()
		if len(code) != 9 || code[4] != '-' || strings.Trim(code, codeLetters+"-") != "" {
			t.Fatalf("%q is no code", code)
		}
		typed := strings.NewReplacer("0", "o", "1", "l").Replace(strings.ToLower(" " + code[:2] + " " + code[2:] + " "))
		if codeKey(typed) != codeKey(code) {
			t.Fatalf("%q is not read as %q", typed, code)
		}
	}
}

func TestAKioskNeedsAName(t *testing.T) {
	f := newFixture(t)
	for _, name := range []string{"", "  ", "a\nb", strings.Repeat("x", 61), "\xff"} {
		_, err := f.AddKiosk(t.Context(), name)
		wantCode(t, err, fault.Invalid)
	}
	wantCode(t, f.RemoveKiosk(t.Context(), "Lobi"), fault.NotFound)
}

func TestASharedScreenKnowsAndRemembersNoDevice(t *testing.T) {
	f := newFixture(t)
	f.member("KA1", "274951", "")
	own, err := f.try("KA1", "274951")
	if err != nil || own.Device == "" {
		t.Fatalf("%+v, %v", own, err)
	}
	in, err := f.SignIn(t.Context(), Attempt{Card: "KA1", Secret: "274951", Address: "192.0.2.8", Device: own.Device, Shared: true})
	if err != nil || in.Device != "" {
		t.Errorf("%+v, %v", in, err)
	}
	if n := f.text(`select count(*) from known_devices`); n != "1" {
		t.Errorf("%s devices are remembered", n)
	}
}

func TestCookiesOfAKioskKeepToTLS(t *testing.T) {
	f := newFixture(t)
	code, err := f.AddKiosk(t.Context(), "Lobi")
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	if err := f.Kiosks(true).Register(t.Context(), w, code, "192.0.2.7"); err != nil {
		t.Fatal(err)
	}
	got := w.Header().Get("Set-Cookie")
	for _, want := range []string{"__Host-kiosk=", "Path=/", "HttpOnly", "Secure", "SameSite=Strict", "Max-Age=34560000"} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s in %q", want, got)
		}
	}
	if list, err := ListKiosks(t.Context(), f.db, f.clock.Now()); err != nil || len(list) != 1 || list[0].Registered.IsZero() || list[0].Waiting {
		t.Errorf("%+v, %v", list, err)
	}
}
