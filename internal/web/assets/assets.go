// Package assets serves the files of static/ under names that carry a hash of
// their content, so that a browser may keep them for ever.
package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"simpanbudi/internal/web/wire"
	"simpanbudi/static"
)

// Prefix is the path below which the files are served.
const Prefix = "/static/"

// Set is every file, ready to be sent.
type Set struct {
	byPath map[string]*file  // with hash, without the prefix
	paths  map[string]string // name in static/ → path to link to
}

type file struct {
	kind string
	in   func(coding string) []byte // its text; nil where that coding would save little
}

// kinds are the media types we ship. The machine's own table is not asked: on
// Windows anybody may have changed it.
var kinds = map[string]string{
	".css":   "text/css; charset=utf-8",
	".svg":   "image/svg+xml",
	".wasm":  "application/wasm",
	".js":    "text/javascript; charset=utf-8",
	".png":   "image/png",
	".woff2": "font/woff2",
}

// papers lie beside vendored files and are not served.
var papers = []string{"LICENSE", "LICENSE-Apache-2.0", "NOTICE", "SUMS"}

// Load reads the files that ship with the product, once: they cannot change.
func Load() (*Set, error) { return shipped() }

var shipped = sync.OnceValues(func() (*Set, error) { return LoadFrom(static.Files) })

// LoadFrom reads all files; one of an unknown kind is an error. Style sheets come
// last, because they name other files; so may scripts, but only each other.
// Nothing is compressed yet: that would be most of a start.
func LoadFrom(files fs.FS) (*Set, error) {
	s := &Set{byPath: map[string]*file{}, paths: map[string]string{}}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) == ".css" || slices.Contains(papers, path.Base(name)) {
			return err
		}
		if plain, isCopy := copyOf(name); isCopy {
			return s.copied(files, name, plain)
		}
		if path.Ext(name) == ".js" {
			return s.script(files, name)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return s.add(files, name, text)
	})
	if err != nil {
		return nil, err
	}
	css, err := sheets(files)
	if err != nil {
		return nil, err
	}
	for name, text := range css {
		if text, err = s.addressed(name, text); err != nil {
			return nil, err
		}
		if err = s.add(files, name, []byte(text)); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *Set) add(files fs.FS, name string, text []byte) error {
	br, err := ahead(files, name)
	if err != nil {
		return err
	}
	if slices.Contains(small, path.Ext(name)) {
		return s.put(name, text, only(text))
	}
	return s.put(name, text, codingsOf(text, br))
}

// copied adds a file that ships as its compressed copy alone.
func (s *Set) copied(files fs.FS, name, plain string) error {
	if _, err := fs.Stat(files, plain); err == nil {
		return nil // add has it
	}
	br, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	return s.put(plain, br, codingsOf(nil, br))
}

// put lists a file under its name with the hash of what tells it from others.
func (s *Set) put(name string, content []byte, in func(coding string) []byte) error {
	kind, known := kinds[path.Ext(name)]
	if !known {
		return fmt.Errorf("static/%s: its kind of file is not known", name)
	}
	hashed := withHash(name, content)
	s.byPath[hashed] = &file{kind: kind, in: in}
	s.paths[name] = Prefix + hashed
	return nil
}

// withHash puts the start of the content's hash before the ending.
func withHash(name string, text []byte) string {
	sum := sha256.Sum256(text)
	end := path.Ext(name)
	return strings.TrimSuffix(name, end) + "." + hex.EncodeToString(sum[:6]) + end
}

// Path returns the path to link to for a file of static/, "" where there is none.
func (s *Set) Path(name string) string { return s.paths[name] }

// Serve answers a request for a file and reports whether there is one.
func (s *Set) Serve(w http.ResponseWriter, r *http.Request) bool {
	f, ok := s.byPath[strings.TrimPrefix(r.URL.Path, Prefix)]
	if !ok {
		return false
	}
	h, coding := w.Header(), wire.Identity
	if f.in(wire.Brotli) != nil {
		h.Set("Vary", "Accept-Encoding")
		if coding = wire.Choose(r.Header.Get("Accept-Encoding"), codings...); coding != wire.Identity {
			h.Set("Content-Encoding", coding)
		}
	}
	body := f.in(coding)
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(body) // the reader may be gone
	return true
}
