// Package assets serves the files of static/ under names that carry a hash of
// their content, so that a browser may keep them for ever.
package assets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

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
	kind    string
	plain   []byte
	gzipped []byte // nil where it would save little
}

// kinds are the media types we ship. The machine's own table is not asked: on
// Windows anybody may have changed it.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
}

// Load reads the files that ship with the product.
func Load() (*Set, error) { return LoadFrom(static.Files) }

// LoadFrom reads all files; one of an unknown kind is an error.
func LoadFrom(files fs.FS) (*Set, error) {
	s := &Set{byPath: map[string]*file{}, paths: map[string]string{}}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		kind, known := kinds[path.Ext(name)]
		if !known {
			return fmt.Errorf("static/%s: its kind of file is not known", name)
		}
		hashed := withHash(name, text)
		s.byPath[hashed] = &file{kind: kind, plain: text, gzipped: compress(text)}
		s.paths[name] = Prefix + hashed
		return nil
	})
	return s, err
}

// withHash puts the start of the content's hash before the ending.
func withHash(name string, text []byte) string {
	sum := sha256.Sum256(text)
	end := path.Ext(name)
	return strings.TrimSuffix(name, end) + "." + hex.EncodeToString(sum[:6]) + end
}

func compress(text []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(text)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil || b.Len() > len(text)*9/10 {
		return nil
	}
	return b.Bytes()
}

// Path returns the path to link to for a file of static/, "" where there is none.
func (s *Set) Path(name string) string { return s.paths[name] }

// Serve answers a request for a file and reports whether there is one.
func (s *Set) Serve(w http.ResponseWriter, r *http.Request) bool {
	f, ok := s.byPath[strings.TrimPrefix(r.URL.Path, Prefix)]
	if !ok {
		return false
	}
	h, body := w.Header(), f.plain
	if f.gzipped != nil {
		h.Set("Vary", "Accept-Encoding")
		if takesGzip(r) {
			h.Set("Content-Encoding", "gzip")
			body = f.gzipped
		}
	}
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(body) // the reader may be gone
	return true
}

// takesGzip reads Accept-Encoding; "gzip;q=0" is a no.
func takesGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(part, ";")
		if strings.TrimSpace(name) != "gzip" {
			continue
		}
		q, weighed := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		n, err := strconv.ParseFloat(q, 64)
		return !weighed || err == nil && n > 0
	}
	return false
}
