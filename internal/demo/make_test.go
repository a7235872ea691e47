package demo

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

func TestMakeNeverReplacesALibrary(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lib.db")
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Make(t.Context(), path, time.Now()); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("making a demonstration over a library: %v", err)
	}
	text := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(text, []byte("a letter"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Make(t.Context(), text, time.Now()); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("making a demonstration over a letter: %v", err)
	}
	if kept, err := os.ReadFile(text); err != nil || string(kept) != "a letter" {
		t.Errorf("the letter says %q, %v", kept, err)
	}
}

func TestMakeReplacesADemonstrationThatNobodyUses(t *testing.T) {
	h := demoAt(t, "2026-11-23T09:00:00+07:00")
	path := h.db.Path()
	if _, err := Make(t.Context(), path, time.Now()); fault.CodeOf(err) != fault.Busy {
		t.Errorf("making it under a server's feet: %v", err)
	}
	if err := h.db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Make(t.Context(), path, time.Now()); err != nil {
		t.Errorf("making it again: %v", err)
	}
	left, err := filepath.Glob(path + ".before*")
	if err != nil || len(left) > 0 {
		t.Errorf("the earlier one is still there: %v %v", left, err)
	}
}
