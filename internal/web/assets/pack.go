package assets

import (
	"bytes"
	"io"
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

// pack compresses a file as small as it gets, once, at start; nil where that
// would save little.
func pack(name string, text []byte) map[string][]byte {
	if slices.Contains(small, path.Ext(name)) {
		return nil
	}
	var br, gz bytes.Buffer
	brLevel, gzLevel := brotli.BestCompression, gzip.BestCompression
	if len(text) > large {
		brLevel, gzLevel = brotli.DefaultCompression-1, gzip.DefaultCompression
	}
	if write(brotli.NewWriterLevel(&br, brLevel), text) != nil || br.Len() > len(text)*9/10 {
		return nil
	}
	g, err := gzip.NewWriterLevel(&gz, gzLevel)
	if err != nil || write(g, text) != nil {
		return nil
	}
	return map[string][]byte{wire.Brotli: br.Bytes(), wire.Gzip: gz.Bytes()}
}

// large is from where the last few percent would keep the server from starting
// for seconds, in bytes. Only the reader of the scanner is, which few load.
const large = 100 << 10

func write(w io.WriteCloser, text []byte) error {
	if _, err := w.Write(text); err != nil {
		return err
	}
	return w.Close()
}
