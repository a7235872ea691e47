package identity

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"simpanbudi/internal/fault"
)

func TestKeyFileIsMadeOnceAndReadFromThenOn(t *testing.T) {
	path := KeyFile(filepath.Join(t.TempDir(), "library.db"))
	first, err := LoadKeys(path)
	if err != nil {
		t.Fatal(err)
	}
	again, err := LoadKeys(path)
	if err != nil {
		t.Fatal(err)
	}
	if first.Fingerprint() != again.Fingerprint() {
		t.Error("a second start has another key")
	}
	if len(first.Warnings()) > 0 {
		t.Errorf("a new file warns: %q", first.Warnings())
	}
	names, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil || len(names) != 1 {
		t.Errorf("left in the folder: %v, %v", names, err)
	}
}

func TestKeyFileIsTheOwnersOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("Windows keeps no mode")
		return
	}
	path := filepath.Join(t.TempDir(), "library.db.key")
	if _, err := LoadKeys(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	k, err := LoadKeys(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode is %v, want 0600", info.Mode().Perm())
	}
	if len(k.Warnings()) != 1 || !strings.Contains(k.Warnings()[0], "0600") {
		t.Errorf("the operator is told %q", k.Warnings())
	}
}

func TestProgramsThatStartAtOnceGetTheSameKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db.key")
	prints := make([]string, 32)
	var wg sync.WaitGroup
	for i := range prints {
		wg.Go(func() {
			k, err := LoadKeys(path)
			if err != nil {
				t.Error(err)
				return
			}
			prints[i] = k.Fingerprint()
		})
	}
	wg.Wait()
	for _, p := range prints {
		if p != prints[0] {
			t.Fatalf("two keys: %s and %s", prints[0], p)
		}
	}
}

func TestKeyFileIsMadeInPlaceWhereTheDiskHasNoLinks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db.key")
	text := keyFileVersion + strings.Repeat("A", 43) + "=\n"
	if err := makeInPlace(path, []byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := makeInPlace(path, []byte(text)); !os.IsExist(err) {
		t.Errorf("a second program wrote over it: %v", err)
	}
	if _, err := LoadKeys(path); err != nil {
		t.Error(err)
	}
}

func TestDamagedKeyFileIsRefusedAndKept(t *testing.T) {
	for name, text := range map[string]string{
		"empty":           "",
		"another version": "simpanbudi-key-9:" + strings.Repeat("A", 43) + "=\n",
		"cut off":         keyFileVersion + "AAAA\n",
		"too long":        keyFileVersion + strings.Repeat("A", 63) + "=\n",
		"not base64":      keyFileVersion + strings.Repeat("!", 44) + "\n",
		"another file":    strings.Repeat("x", 10_000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "library.db.key")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := LoadKeys(path)
			wantCode(t, err, fault.Corrupt)
			if after, _ := os.ReadFile(path); string(after) != text {
				t.Error("the file was changed")
			}
		})
	}
}

func TestFolderThatCannotBeWrittenIsAClearFault(t *testing.T) {
	_, err := LoadKeys(filepath.Join(t.TempDir(), "no-such-folder", "library.db.key"))
	wantCode(t, err, fault.ReadOnly)
}
