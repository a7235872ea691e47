package identity

import (
	"context"
	"errors"
	"strings"
	"testing"

	"simpanbudi/internal/fault"
)

func TestEveryOutcomeTakesOneHashAndEveryFailureReadsAlike(t *testing.T) {
	f := newFixture(t)
	f.member("IMPORTED", "482913", "01022003")
	own := f.member("OWN", "", "01022003")
	if err := f.SetPIN(t.Context(), own, "482913", "482913", "web"); err != nil {
		t.Fatal(err)
	}
	f.member("NEW", "", "01022003")
	f.member("NOTHING", "", "")
	f.exec(`update members set status = 'blocked' where id = ?`, f.member("BLOCKED", "482913", ""))
	f.exec(`update members set erased_at = 1 where id = ?`, f.member("ERASED", "482913", ""))
	f.exec(`update members set pin_hash = 'damaged' where id = ?`, f.member("DAMAGED", "", "01022003"))

	for _, c := range []struct {
		name, card, secret string
		ok                 bool
	}{
		{"unknown card", "NOBODY", "482913", false},
		{"no card", "", "482913", false},
		{"no secret", "OWN", "", false},
		{"imported PIN, wrong", "IMPORTED", "482914", false},
		{"birth date beside an imported PIN", "IMPORTED", "01022003", false},
		{"imported PIN, right", "IMPORTED", "482913", true},
		{"the same PIN again, by its hash now", "IMPORTED", "482913", true},
		{"own PIN, wrong", "OWN", "482914", false},
		{"birth date beside an own PIN", "OWN", "01022003", false},
		{"own PIN, right", "OWN", "482913", true},
		{"birth date, wrong", "NEW", "02022003", false},
		{"birth date, right", "NEW", "01022003", true},
		{"nothing to sign in with", "NOTHING", "482913", false},
		{"blocked", "BLOCKED", "482913", true},
		{"erased", "ERASED", "482913", false},
		{"damaged row", "DAMAGED", "01022003", false},
		{"malformed", "OWN", "\x00\xff" + strings.Repeat("9", 5000), false},
	} {
		before := f.hashes.Load()
		in, err := f.try(c.card, c.secret)
		if n := f.hashes.Load() - before; n != 1 {
			t.Errorf("%s: %d hashes, want 1", c.name, n)
		}
		switch {
		case c.ok && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.ok && in.Member == 0:
			t.Errorf("%s: nobody signed in", c.name)
		case !c.ok && fault.CodeOf(err) != fault.SignInNo:
			t.Errorf("%s: %v, want %s", c.name, err, fault.SignInNo)
		case !c.ok && (err.Error() != string(fault.SignInNo) || fault.ArgsOf(err) != nil):
			t.Errorf("%s: the failure tells more than the others: %v %v", c.name, err, fault.ArgsOf(err))
		}
	}
}

func TestImportedPINIsHashedByTheSignInThatProvesIt(t *testing.T) {
	f := newFixture(t)
	id := f.member("A1", "482913", "")
	if _, err := f.try("A1", "482914"); err == nil {
		t.Fatal("a wrong PIN signed in")
	}
	if got := f.text(`select count(*) from members where id = ? and pin_mac is not null and pin_hash is null`, id); got != "1" {
		t.Error("a wrong try touched the imported PIN")
	}
	if _, err := f.try(" a 1 ", "482 913"); err != nil {
		t.Fatal(err)
	}
	if got := f.text(`select pin_hash from members where id = ? and pin_mac is null and pin_set_at is null`, id); !strings.HasPrefix(got, "$argon2id$") {
		t.Errorf("kept %q", got)
	}
}

func TestTwoFirstSignInsAtOnceBothComeIn(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "482913", "")
	arrived, done := make(chan struct{}, 2), make(chan error, 2)
	together := make(chan struct{})
	derive := f.hasher.derive
	f.hasher.derive = func(secret, salt []byte, c cost) []byte {
		select {
		case arrived <- struct{}{}:
			<-together
		default: // the one who came second checks again
		}
		return derive(secret, salt, c)
	}
	for range 2 {
		go func() { _, err := f.try("A1", "482913"); done <- err }()
	}
	for len(arrived) < 2 {
		select {
		case err := <-done:
			t.Fatalf("one was done before the other had begun: %v", err)
		default:
		}
	}
	close(together)
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestBirthDateLeadsToSettingAPINAndNoFurther(t *testing.T) {
	f := newFixture(t)
	id := f.member("A1", "", "01022003")
	in, err := f.try("A1", "01-02-2003")
	if err != nil || in.Member != id || !in.MustSetPIN {
		t.Fatalf("got %+v, %v", in, err)
	}
	if err := f.SetPIN(t.Context(), id, "482913", "482913", "web"); err != nil {
		t.Fatal(err)
	}
	_, err = f.try("A1", "01022003")
	wantCode(t, err, fault.SignInNo)
	if in, err = f.try("A1", "482913"); err != nil || in.MustSetPIN {
		t.Errorf("got %+v, %v", in, err)
	}
}

func TestBirthDateDoesNotSignInWhenSwitchedOff(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "", "01022003")
	f.birth.Store(false)
	_, err := f.try("A1", "01022003")
	wantCode(t, err, fault.SignInNo)
}

func TestPINChangedWhileBeingCheckedDecides(t *testing.T) {
	f := newFixture(t)
	id := f.member("A1", "", "")
	if err := f.SetPIN(t.Context(), id, "482913", "482913", "web"); err != nil {
		t.Fatal(err)
	}
	derive := f.hasher.derive
	changed := false
	f.hasher.derive = func(secret, salt []byte, c cost) []byte {
		if !changed {
			changed = true
			f.exec(`update members set pin_hash = ? where id = ?`, hash{cost: usual, salt: newSalt(), sum: newSaltSum()}.String(), id)
		}
		return derive(secret, salt, c)
	}
	_, err := f.try("A1", "482913")
	wantCode(t, err, fault.SignInNo)
}

func newSaltSum() []byte { return append(newSalt(), newSalt()...) }

func TestAttemptThatWasNotCheckedIsNotCounted(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "482913", "")
	f.hasher.working <- struct{}{}
	f.hasher.working <- struct{}{} // all hashers are busy
	for range 8 {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			_, err := f.SignIn(ctx, Attempt{Card: "A1", Secret: "482913", Address: "192.0.2.7"})
			done <- err
		}()
		for f.text(`select count(*) from throttles`) != "2" {
			select {
			case err := <-done:
				t.Fatalf("did not wait: %v", err)
			default:
			}
		}
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
		if got := f.text(`select count(*) from throttles`); got != "0" {
			t.Fatalf("%s buckets still count it", got)
		}
	}
	<-f.hasher.working
	<-f.hasher.working
	if _, err := f.try("A1", "482913"); err != nil {
		t.Error(err)
	}
}

func TestRealHashesSignIn(t *testing.T) {
	f := newFixture(t)
	f.hasher = newHasher(1)
	id := f.member("A1", "482913", "")
	for range 2 { // by its MAC, then by its hash
		if in, err := f.try("A1", "482913"); err != nil || in.Member != id {
			t.Fatalf("got %+v, %v", in, err)
		}
	}
	_, err := f.try("A1", "482914")
	wantCode(t, err, fault.SignInNo)
}

func BenchmarkSignIn(b *testing.B) {
	f := newFixture(b)
	f.hasher = newHasher(1)
	f.member("A1", "482913", "")
	for b.Loop() {
		if _, err := f.try("A1", "482913"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRefusedByThrottle(b *testing.B) {
	f := newFixture(b)
	for range cardLimit.free {
		_, _ = f.try("A1", "482914")
	}
	for b.Loop() {
		if _, err := f.try("A1", "482914"); fault.CodeOf(err) != fault.TooMany {
			b.Fatal(err)
		}
	}
}
