package identity

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"simpanbudi/internal/fault"
)

// lock uses up the free tries of a card.
func (f *fixture) lock(card string) {
	f.t.Helper()
	for range cardLimit.free {
		_, err := f.try(card, "000000")
		wantCode(f.t, err, fault.SignInNo)
	}
}

func TestCardIsLockedForTheRightPINToo(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "482913", "")
	f.lock("A1")
	before := f.hashes.Load()
	_, err := f.try("a1", "482913")
	wantCode(t, err, fault.TooMany)
	if s := retryAfter(t, err); s != 30 {
		t.Errorf("retry after %d s, want 30", s)
	}
	if f.hashes.Load() != before {
		t.Error("a refused try was hashed")
	}
	f.clock.pass(30 * time.Second)
	if _, err := f.try("A1", "482913"); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	if got := f.text(`select count(*) from throttles`); got != "1" { // the address keeps its five
		t.Errorf("%s buckets left after a success, want the address's only", got)
	}
}

func TestRefusedTriesDoNotLengthenTheWait(t *testing.T) {
	f := newFixture(t)
	f.lock("A1")
	for range 50 {
		_, err := f.try("A1", "000000")
		wantCode(t, err, fault.TooMany)
		if s := retryAfter(t, err); s > 30 {
			t.Fatalf("retry after %d s", s)
		}
	}
}

func TestUnknownCardsAreThrottledLikeKnownOnes(t *testing.T) {
	f := newFixture(t)
	f.member("KNOWN", "482913", "")
	for i := range 60 {
		_, known := f.try("KNOWN", "000000")
		_, unknown := f.try("UNKNOWN", "000000")
		if fmt.Sprint(known, fault.ArgsOf(known)) != fmt.Sprint(unknown, fault.ArgsOf(unknown)) {
			t.Fatalf("try %d: %v %v for a known card, %v %v for an unknown one", i,
				known, fault.ArgsOf(known), unknown, fault.ArgsOf(unknown))
		}
		f.clock.pass(20 * time.Second)
	}
}

func TestThrottleOutlastsARestart(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "482913", "")
	f.lock("A1")
	f.reopen()
	_, err := f.try("A1", "482913")
	wantCode(t, err, fault.TooMany)
}

func TestOfManyGuessesAtOnceOnlyTheFreeOnesAreChecked(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "482913", "")
	var checked, refused atomic.Int64
	var wg sync.WaitGroup
	for i := range 300 {
		wg.Go(func() {
			_, err := f.SignIn(context.Background(), Attempt{Card: "A1", Secret: fmt.Sprintf("%06d", i), Address: fmt.Sprintf("198.51.100.%d", i%250)})
			switch fault.CodeOf(err) {
			case fault.SignInNo:
				checked.Add(1)
			case fault.TooMany:
				refused.Add(1)
			default:
				t.Errorf("got %v", err)
			}
		})
	}
	wg.Wait()
	if checked.Load() != int64(cardLimit.free) || f.hashes.Load() != int64(cardLimit.free) {
		t.Errorf("%d checked with %d hashes, want %d", checked.Load(), f.hashes.Load(), cardLimit.free)
	}
}

func TestAddressIsRefusedAfterAHundredFailuresWhateverTheCards(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "482913", "")
	var checked atomic.Int64
	var wg sync.WaitGroup
	for i := range 300 {
		wg.Go(func() {
			if _, err := f.try(fmt.Sprintf("B%d", i), "000000"); fault.CodeOf(err) == fault.SignInNo {
				checked.Add(1)
			}
		})
	}
	wg.Wait()
	if checked.Load() != 100 {
		t.Errorf("%d guesses of one address were checked, want 100", checked.Load())
	}
	_, err := f.try("A1", "482913")
	wantCode(t, err, fault.TooMany)
	if s := retryAfter(t, err); s < 14*60 || s > 15*60 {
		t.Errorf("retry after %d s, want the rest of 15 minutes", s)
	}
	if _, err := f.SignIn(t.Context(), Attempt{Card: "A1", Secret: "482913", Address: "203.0.113.9"}); err != nil {
		t.Errorf("another address: %v", err)
	}
	f.clock.pass(15 * time.Minute)
	if _, err := f.try("A1", "482913"); err != nil {
		t.Errorf("after 15 minutes: %v", err)
	}
}

func TestAWholeSchoolSignsInAtOnceFromOneAddress(t *testing.T) {
	f := newFixture(t)
	const pupils = 250
	for i := range pupils {
		f.member(fmt.Sprintf("P%d", i), "482913", "")
	}
	var wg sync.WaitGroup
	for i := range pupils {
		wg.Go(func() {
			if _, err := f.try(fmt.Sprintf("P%d", i), "482913"); err != nil {
				t.Errorf("pupil %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	if got := f.text(`select count(*) from throttles`); got != "0" {
		t.Errorf("%s buckets left", got)
	}
	if n := len(f.addresses.open); n != 0 {
		t.Errorf("%d gates left", n)
	}
}

func TestKnownDeviceIsNotLockedOutByStrangers(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "482913", "")
	in, err := f.try("A1", "482913")
	if err != nil || in.Device == "" {
		t.Fatalf("got %+v, %v", in, err)
	}
	device := Attempt{Card: "A1", Secret: "482913", Address: "192.0.2.7", Device: in.Device}
	f.lock("A1")
	for i := range 100 { // the neighbours behind the same address
		_, _ = f.try(fmt.Sprintf("B%d", i), "000000")
	}
	for range 3 {
		again, err := f.SignIn(t.Context(), device)
		if err != nil || again.Device != in.Device {
			t.Fatalf("the device: %+v, %v", again, err)
		}
	}
	_, err = f.try("A1", "482913")
	wantCode(t, err, fault.TooMany) // its success frees no stranger

	device.Secret = "000000"
	for range cardLimit.free {
		_, err := f.SignIn(t.Context(), device)
		wantCode(t, err, fault.SignInNo)
	}
	device.Secret = "482913"
	_, err = f.SignIn(t.Context(), device)
	wantCode(t, err, fault.TooMany)
	f.clock.pass(30 * time.Second)
	if _, err := f.SignIn(t.Context(), device); err != nil {
		t.Errorf("after its own wait: %v", err)
	}
}

func TestDeviceOfAnotherCardIsAStranger(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "482913", "")
	f.member("A2", "482913", "")
	in, err := f.try("A2", "482913")
	if err != nil {
		t.Fatal(err)
	}
	f.lock("A1")
	for _, token := range []string{in.Device, f.keys.newDevice(), "invented", in.Device + "x"} {
		_, err := f.SignIn(t.Context(), Attempt{Card: "A1", Secret: "482913", Address: "203.0.113.9", Device: token})
		wantCode(t, err, fault.TooMany)
	}
}

func TestAddressesAreCountedByHome(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7":             "192.0.2.7",
		"192.0.2.7:4711":        "192.0.2.7",
		"::ffff:192.0.2.7":      "192.0.2.7",
		"2001:db8:1:2::5":       "2001:db8:1:2::/64",
		"2001:db8:1:2:ffff::9":  "2001:db8:1:2::/64",
		"[2001:db8:1:2::5]:443": "2001:db8:1:2::/64",
		"fe80::1%eth0":          "fe80::/64",
		"unix":                  "unix",
		"":                      "",
	} {
		if got := addressKey(address); got != want {
			t.Errorf("addressKey(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestThrottleNamesNobodyInTheDatabase(t *testing.T) {
	f := newFixture(t)
	_, _ = f.try("SECRETCARD", "000000")
	if got := f.text(`select count(*) from throttles where bucket like '%SECRETCARD%' or bucket like '%192.0.2%'`); got != "0" {
		t.Error("a bucket tells the card or the address")
	}
}
