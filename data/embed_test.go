package data_test

import (
	"encoding/csv"
	"io/fs"
	"os"
	"path"
	"slices"
	"testing"

	"simpanbudi/data"
)

// readTable reads an embedded CSV file and checks its header. Rows of uneven length fail in the reader.
func readTable(t *testing.T, name string, header ...string) [][]string {
	t.Helper()
	file, err := data.Files.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(rows) == 0 || !slices.Equal(rows[0], header) {
		t.Fatalf("%s: the header is not %q", name, header)
	}
	return rows[1:]
}

func TestEveryDataFileHereIsEmbedded(t *testing.T) {
	for _, pattern := range []string{"presets/*.json", "locales/*/*.json", "demo/*.csv", "holidays/*.csv"} {
		here, err := fs.Glob(os.DirFS("."), pattern)
		if err != nil {
			t.Fatal(err)
		}
		embedded, err := fs.Glob(data.Files, pattern)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(here, embedded) {
			t.Errorf("%s: the folder has %q, the binary %q", pattern, here, embedded)
		}
	}
}

func TestNoDatabaseIsEmbedded(t *testing.T) {
	err := fs.WalkDir(data.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if kind := path.Ext(name); kind != ".json" && kind != ".csv" {
			t.Errorf("%s does not belong in the binary", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
