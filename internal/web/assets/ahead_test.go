package assets

import (
	"bytes"
	"flag"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"simpanbudi/internal/web/wire"
	"simpanbudi/static"
)

var update = flag.Bool("update", false, "make the copies under static/packed anew")

// Copies made ahead must be those of the files as they are now. After a vendored
// file has changed: go test ./internal/web/assets -run Ahead -update
func TestCopiesMadeAheadAreOfTheFilesAsTheyAre(t *testing.T) {
	vendored := 0
	err := fs.WalkDir(static.Files, "vendor", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.Contains(papers, path.Base(name)) {
			return err
		}
		vendored++
		text, err := fs.ReadFile(static.Files, name)
		if err != nil {
			return err
		}
		if *update {
			keep(t, name, pack(name, text, thorough))
			return nil
		}
		packed, err := ahead(static.Files, name)
		if err != nil || packed == nil {
			t.Errorf("%s has no copies: %v", name, err)
			return err
		}
		if !bytes.Equal(text, unpack(t, brotli.NewReader(bytes.NewReader(packed[wire.Brotli])))) {
			t.Errorf("%s.br is of another file", name)
		}
		z, err := gzip.NewReader(bytes.NewReader(packed[wire.Gzip]))
		if err != nil || !bytes.Equal(text, unpack(t, z)) {
			t.Errorf("%s.gz is of another file: %v", name, err)
		}
		return nil
	})
	if err != nil || vendored == 0 {
		t.Fatal(vendored, err)
	}
}

func unpack(t *testing.T, r io.Reader) []byte {
	t.Helper()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Error(err)
	}
	return text
}

func keep(t *testing.T, name string, packed map[string][]byte) {
	t.Helper()
	for coding, text := range packed {
		file := filepath.Join("../../../static", packedAhead, filepath.FromSlash(name)+endings[coding])
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
