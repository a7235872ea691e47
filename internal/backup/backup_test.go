package backup

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/store"
)

func TestEachBackupIsProvedAndTheOldestMakeRoom(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T03:00"))
	m := house.Member("umum")
	m.Renew(m.Loan())
	key := house.Path + ".key"
	if err := os.WriteFile(key, []byte("key"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "backups")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "simpanbudi-important.db")
	if err := os.WriteFile(foreign, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var last Made
	for day := range 4 {
		var err error
		last, err = Nightly(t.Context(), Options{Database: house.Path, Key: key, Dir: dir, Keep: 2, Now: house.Now().AddDate(0, 0, day)})
		if err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 5 || last.Removed != 1 { // two with their keys, and what is not ours
		t.Errorf("%v %v %+v", entries, err, last)
	}
	restored := filepath.Join(t.TempDir(), "again.db")
	if _, err := store.Restore(t.Context(), last.Path, restored, false, time.Now()); err != nil {
		t.Error(err)
	}
}

func TestADamagedLibraryRemovesNoOlderBackup(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T03:00"))
	m := house.Member("umum")
	l := m.Loan()
	m.Renew(l)
	dir := t.TempDir()
	o := Options{Database: house.Path, Dir: dir, Keep: 1, Now: house.Now()}
	good, err := Nightly(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	house.Exec(`update loans set renewals = 7 where id = ?`, l.ID)
	o.Now = o.Now.AddDate(0, 0, 1)
	if _, err := Nightly(t.Context(), o); err == nil {
		t.Fatal("a library that is wrong was backed up as if it were right")
	}
	if _, err := os.Stat(good.Path); err != nil {
		t.Error(err)
	}
}
