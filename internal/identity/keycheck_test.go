package identity

import (
	"os"
	"testing"
)

func TestForeignKeyIsNoticedWhileMACsNeedTheOldOne(t *testing.T) {
	f := newFixture(t)
	if err := CheckKeys(t.Context(), f.db, f.keys); err != nil {
		t.Fatal(err)
	}
	f.member("A1", "482913", "")
	if err := CheckKeys(t.Context(), f.db, f.keys); err != nil {
		t.Fatalf("its own key: %v", err)
	}
	if err := os.Remove(KeyFile(f.path)); err != nil {
		t.Fatal(err)
	}
	f.reopen() // makes a new key file
	wantCode(t, CheckKeys(t.Context(), f.db, f.keys), KeysForeign)
	wantCode(t, CheckKeys(t.Context(), f.db, f.keys), KeysForeign) // it is not taken on the second try either
}

func TestAnotherKeyIsTakenWhereNoMACNeedsTheOldOne(t *testing.T) {
	f := newFixture(t)
	if err := CheckKeys(t.Context(), f.db, f.keys); err != nil {
		t.Fatal(err)
	}
	other := newKeys(make([]byte, masterLen))
	if err := CheckKeys(t.Context(), f.db, other); err != nil {
		t.Fatal(err)
	}
	if got := f.text(`select value from settings where name = 'key_fingerprint'`); got != other.Fingerprint() {
		t.Errorf("noted %s, want %s", got, other.Fingerprint())
	}
}

func TestAdoptKeysDropsWhatOnlyTheLostKeyCouldCheck(t *testing.T) {
	f := newFixture(t)
	if err := CheckKeys(t.Context(), f.db, f.keys); err != nil {
		t.Fatal(err)
	}
	f.member("A1", "482913", "")
	f.member("A2", "", "01022003")
	own := f.member("A3", "", "")
	if err := f.SetPIN(t.Context(), own, "482913", "482913", "web"); err != nil {
		t.Fatal(err)
	}
	other := newKeys(make([]byte, masterLen))
	n, err := AdoptKeys(t.Context(), f.db, other)
	if err != nil || n != 2 {
		t.Fatalf("AdoptKeys = %d, %v; want 2 members", n, err)
	}
	if err := CheckKeys(t.Context(), f.db, other); err != nil {
		t.Error(err)
	}
	if got := f.text(`select count(*) from members where pin_hash is not null`); got != "1" {
		t.Errorf("%s members have a PIN of their own, want 1", got)
	}
	if n, err := AdoptKeys(t.Context(), f.db, other); err != nil || n != 0 {
		t.Errorf("again: %d, %v; want nothing to do", n, err)
	}
}
