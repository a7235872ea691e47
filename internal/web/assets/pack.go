package assets

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"simpanbudi/internal/web/wire"
)

// codings are what files are sent in beside as they are, the smallest first.
var codings = []string{wire.Brotli, wire.Gzip}

// small are the kinds of files that are compressed in themselves.
var small = []string{".png", ".woff2"}

// packedAhead is the folder of compressed copies: of vendor/x/y.js it is
// packed/vendor/x/y.js.br.
const packedAhead, packedEnd = "packed/", ".br"

// copyOf returns the file that a name is the compressed copy of.
func copyOf(name string) (plain string, isCopy bool) {
	rest, isCopy := strings.CutPrefix(name, packedAhead)
	return strings.TrimSuffix(rest, packedEnd), isCopy
}

// ahead returns the copy made ahead of a file, nil where there is none.
func ahead(files fs.FS, name string) ([]byte, error) {
	br, err := fs.ReadFile(files, path.Join(packedAhead, name+packedEnd))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return br, err
}

// quick costs the first reader of a file a few milliseconds; thorough takes
// seconds for what is vendored, so that is done ahead.
const quick, thorough = 7, brotli.BestCompression

// only is a file that is sent as it is.
func only(text []byte) func(string) []byte {
	return func(coding string) []byte {
		if coding == wire.Identity {
			return text
		}
		return nil
	}
}

// codingsOf returns a file in each coding, made when the first reader asks for it.
// One of text and br may be nil: it is made from the other.
func codingsOf(text, br []byte) func(coding string) []byte {
	plain := sync.OnceValue(func() []byte {
		if text != nil {
			return text
		}
		return unpack(br)
	})
	smallest := sync.OnceValue(func() []byte {
		if br != nil {
			return br
		}
		packed := pack(text, quick)
		if len(packed) > len(text)*9/10 {
			return nil
		}
		return packed
	})
	zipped := sync.OnceValue(func() []byte { return zip(plain()) })
	return func(coding string) []byte {
		switch coding {
		case wire.Brotli:
			return smallest()
		case wire.Gzip:
			return zipped()
		}
		return plain()
	}
}

// Writing to memory does not fail, and what ships was tried by the tests.

func pack(text []byte, level int) []byte {
	var b bytes.Buffer
	write(brotli.NewWriterLevel(&b, level), text)
	return b.Bytes()
}

func zip(text []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	write(w, text)
	return b.Bytes()
}

func write(w io.WriteCloser, text []byte) {
	_, _ = w.Write(text)
	_ = w.Close()
}

func unpack(br []byte) []byte {
	text, _ := io.ReadAll(brotli.NewReader(bytes.NewReader(br)))
	return text
}
