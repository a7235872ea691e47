package assets

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"simpanbudi/internal/web/wire"
)

// codings are what files are kept in beside as they are, the smallest first.
var codings = []string{wire.Brotli, wire.Gzip}

// small are the kinds of files that are compressed in themselves.
var small = []string{".png", ".woff2"}

// packedAhead is the folder of compressed copies: of vendor/x/y.js they are
// packed/vendor/x/y.js.br and .gz.
const packedAhead = "packed"

// endings of the copies.
var endings = map[string]string{wire.Brotli: ".br", wire.Gzip: ".gz"}

// ahead returns the copies made ahead of a file, nil where there are none.
func ahead(files fs.FS, name string) (map[string][]byte, error) {
	packed := map[string][]byte{}
	for _, coding := range codings {
		text, err := fs.ReadFile(files, path.Join(packedAhead, name+endings[coding]))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		packed[coding] = text
	}
	return packed, nil
}

// effort says how hard to compress.
type effort struct{ brotli, gzip int }

var (
	// quick costs a start a few milliseconds for all our own files together.
	quick = effort{brotli: 7, gzip: gzip.BestCompression}
	// thorough takes seconds for what is vendored, so that is done ahead.
	thorough = effort{brotli: brotli.BestCompression, gzip: gzip.BestCompression}
)

// pack compresses a file; nil where that would save little.
func pack(name string, text []byte, e effort) map[string][]byte {
	if slices.Contains(small, path.Ext(name)) {
		return nil
	}
	var br, gz bytes.Buffer
	if write(brotli.NewWriterLevel(&br, e.brotli), text) != nil || br.Len() > len(text)*9/10 {
		return nil
	}
	g, err := gzip.NewWriterLevel(&gz, e.gzip)
	if err != nil || write(g, text) != nil {
		return nil
	}
	return map[string][]byte{wire.Brotli: br.Bytes(), wire.Gzip: gz.Bytes()}
}

func write(w io.WriteCloser, text []byte) error {
	if _, err := w.Write(text); err != nil {
		return err
	}
	return w.Close()
}
