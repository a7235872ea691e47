package assets

import (
	"bytes"
	"flag"
	"io"
	"io/fs"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/klauspost/compress/gzip"

	"simpanbudi/static"
)

var update = flag.Bool("update", false, "make the copies under static/packed anew")

const folder = "../../../static"

// Copies made ahead must be those of the files as they are now. After a vendored
// file has changed: go test ./internal/web/assets -run Ahead -update
func TestCopiesMadeAheadAreOfTheFilesAsTheyAre(t *testing.T) {
	vendored := 0
	err := fs.WalkDir(os.DirFS(folder), "vendor", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.Contains(papers, path.Base(name)) {
			return err
		}
		vendored++
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		if *update {
			keep(t, name, pack(text, thorough))
			return nil
		}
		br, err := ahead(static.Files, name)
		if err != nil || br == nil {
			t.Errorf("%s has no copy: %v", name, err)
			return err
		}
		if !bytes.Equal(text, unpack(br)) {
			t.Errorf("%s.br is of another file", name)
		}
		return nil
	})
	if err != nil || vendored == 0 {
		t.Fatal(vendored, err)
	}
}

// What ships as its small copy alone is whole for whoever wants it otherwise.
func TestAFileIsTheSameInEveryCoding(t *testing.T) {
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"vendor/zxing-wasm/zxing_reader.wasm", "vendor/htmx/htmx.min.js"} {
		want, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		for coding, open := range map[string]func([]byte) []byte{
			"":     func(b []byte) []byte { return b },
			"br":   unpack,
			"gzip": func(b []byte) []byte { return unzip(t, b) },
		} {
			w, r := httptest.NewRecorder(), httptest.NewRequest("GET", set.Path(name), nil)
			r.Header.Set("Accept-Encoding", coding)
			if !set.Serve(w, r) || w.Header().Get("Content-Encoding") != coding || w.Header().Get("Content-Type") != kinds[path.Ext(name)] {
				t.Fatalf("%s in %q: %v", name, coding, w.Header())
			}
			if !bytes.Equal(open(w.Body.Bytes()), want) {
				t.Errorf("%s in %q is another file", name, coding)
			}
		}
	}
}

func unzip(t *testing.T, text []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	text, err = io.ReadAll(z)
	if err != nil {
		t.Error(err)
	}
	return text
}

func keep(t *testing.T, name string, br []byte) {
	t.Helper()
	file := filepath.Join(folder, packedAhead, filepath.FromSlash(name)+packedEnd)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, br, 0o644); err != nil {
		t.Fatal(err)
	}
}
