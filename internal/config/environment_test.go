package config

import (
	"os"
	"path/filepath"
	"testing"
)

func TestEnvironmentReadsATwinFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "name")
	if err := os.WriteFile(path, []byte("Perpustakaan Kudus\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env, err := Environment(lookup(map[string]string{"SIMPANBUDI_LIBRARY_NAME_FILE": path}))
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := env("SIMPANBUDI_LIBRARY_NAME"); !ok || got != "Perpustakaan Kudus" {
		t.Errorf("got %q, %v", got, ok)
	}
}

func TestEnvironmentPrefersTheVariableItself(t *testing.T) {
	env, err := Environment(lookup(map[string]string{
		"SIMPANBUDI_CONTACT": "0291-1", "SIMPANBUDI_CONTACT_FILE": "does-not-exist"}))
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := env("SIMPANBUDI_CONTACT"); got != "0291-1" {
		t.Errorf("got %q", got)
	}
}

func TestEnvironmentRefusesAnUnreadableFile(t *testing.T) {
	_, err := Environment(lookup(map[string]string{"SIMPANBUDI_CONTACT_FILE": filepath.Join(t.TempDir(), "none")}))
	if err == nil {
		t.Error("a missing file went unnoticed")
	}
}

func lookup(vars map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		v, ok := vars[name]
		return v, ok
	}
}
