package wire

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// Worthwhile is the size in bytes from which a page is compressed; less fits
// into one packet anyway.
const Worthwhile = 1200

// press is a compressor with the buffer it writes into. Both are kept, since
// making them costs more than the work itself.
type press struct {
	writer *gzip.Writer
	buffer bytes.Buffer
}

var presses = sync.Pool{New: func() any {
	p := &press{}
	p.writer, _ = gzip.NewWriterLevel(&p.buffer, level) // fails for an impossible level only
	return p
}}

// level spends about as long on a page as rendering it took. Brotli would save a
// tenth more, for ten times the work; it is for what is compressed once.
const level = 3

// padding is the longest random comment in the header of a compressed page, in
// bytes; with it the length of an answer tells little of its content.
const padding = 96

var comment = strings.Repeat(".", padding)

// Gzipped compresses a page and hands it to write, which must not keep it.
//
// Compressed pages are open to BREACH where a stranger can put text into a page
// that also holds a secret, and can see how long it comes out. Two things stand
// against it: visit compresses no answer to a request that carries text of its own
// (see visit.Visit.mayCompress), and each page is padded by a random length.
func Gzipped(text []byte, write func(small []byte)) {
	p := presses.Get().(*press)
	defer presses.Put(p)
	p.buffer.Reset()
	p.writer.Reset(&p.buffer)
	p.writer.Comment = comment[:rand.IntN(padding+1)]
	_, _ = p.writer.Write(text) // a buffer takes everything
	_ = p.writer.Close()
	write(p.buffer.Bytes())
	if p.buffer.Cap() > largestKept {
		p.buffer = bytes.Buffer{}
	}
}

// largestKept keeps one huge page from holding its memory for ever.
const largestKept = 64 << 10
