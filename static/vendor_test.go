package static

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// What others have written is what they have published: every vendored file is
// in SUMS with its sum, and every folder has its licence.
func TestVendoredFilesAreWhatTheirSumsSay(t *testing.T) {
	text, err := os.ReadFile("vendor/SUMS")
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(text)) {
		sum, name, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok || sums[name] != "" {
			t.Fatalf("SUMS: %q is not a sum, two spaces and a new name", line)
		}
		sums[name] = sum
	}
	folders := map[string]bool{} // whether there is a licence
	err = fs.WalkDir(os.DirFS("."), "vendor", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "vendor/SUMS" {
			return err
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		short := strings.TrimPrefix(name, "vendor/")
		if sums[short] != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: its sum is %x, SUMS has %q", short, sum, sums[short])
		}
		delete(sums, short)
		folders[path.Dir(name)] = folders[path.Dir(name)] || path.Base(name) == "LICENSE"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range sums {
		t.Errorf("SUMS has %s, which is not there", name)
	}
	folders["fonts"], folders["icons"] = exists("fonts/LICENSE"), exists("icons/LICENSE")
	for folder, licensed := range folders {
		if !licensed {
			t.Errorf("%s has no LICENSE", folder)
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
