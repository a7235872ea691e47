package csv

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"simpanbudi/internal/library/intake"
)

// maxRecord bounds one row, in bytes. It is what a quote that never ends can
// swallow, and far above any real row.
const maxRecord = 64 << 10

// record is one row as it stands in the file.
type record struct {
	line   int      // first line
	fields []string // good until the next record is read
	bad    *mishap  // why it is no row, nil where it is one
}

// mishap is a reason why a record cannot be told apart into fields.
type mishap struct{ code, text string }

var (
	endlessQuote = &mishap{intake.BadQuote, "a quotation mark opens a value and is not closed"}
	afterQuote   = &mishap{intake.BadQuote, "text after the closing quotation mark of a value; double a quotation mark inside a value"}
	tooLong      = &mishap{intake.BadTooLong, "the row is longer than 64 KiB"}
)

// records splits a stream into records. It is encoding/csv with three
// differences: a record has a bounded size, a bad record costs its first line
// and not the rest of the file, and a bare quote inside a value is text.
type records struct {
	src        io.Reader
	comma      byte
	buf        []byte
	start, end int // the unread part of buf
	eof        bool
	line       int // of what stands at start
	fields     []string
}

func newRecords(src io.Reader, comma byte, line int) *records {
	return &records{src: src, comma: comma, buf: make([]byte, 2*maxRecord), line: line}
}

// next returns the next record that is not blank, [io.EOF] after the last.
func (r *records) next() (record, error) {
	for {
		if err := r.fill(); err != nil {
			return record{}, err
		}
		if r.start == r.end {
			return record{}, io.EOF
		}
		rec := record{line: r.line}
		size, lines, bad := r.split()
		if bad != nil {
			rec.bad = bad
			return rec, r.skipLine()
		}
		r.start += size
		r.line += lines
		if rec.fields = r.fields; !blank(rec.fields) {
			return rec, nil
		}
	}
}

// fill makes sure that the buffer holds a whole record, if there is one.
func (r *records) fill() error {
	if r.eof || r.end-r.start >= maxRecord {
		return nil
	}
	copy(r.buf, r.buf[r.start:r.end])
	r.start, r.end = 0, r.end-r.start
	for r.end < len(r.buf) {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		if errors.Is(err, io.EOF) {
			r.eof = true
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// split cuts the record at start into r.fields and returns its size in bytes
// and in lines.
func (r *records) split() (size, lines int, bad *mishap) {
	window := r.buf[r.start:min(r.end, r.start+maxRecord)]
	whole := r.eof && r.end-r.start <= maxRecord
	text := &fieldText{window: window}
	r.fields = r.fields[:0]
	for i := 0; ; {
		var field string
		if at := skipBlanks(window, i, r.comma); at < len(window) && window[at] == '"' {
			if field, i, bad = text.quoted(at); bad != nil {
				return 0, 0, bad
			}
			i = skipBlanks(window, i, r.comma)
			if i < len(window) && window[i] != r.comma && window[i] != '\n' && window[i] != '\r' {
				return 0, 0, afterQuote
			}
		} else {
			field, i = text.plain(i, r.comma)
		}
		r.fields = append(r.fields, field)
		switch {
		case i == len(window) && !whole:
			return 0, 0, tooLong
		case i == len(window):
			return i, text.lines + 1, nil
		case window[i] == r.comma:
			i++
		default:
			return i + lineEnd(window[i:]), text.lines + 1, nil
		}
	}
}

// skipLine moves behind the end of the line at start, however long it is.
func (r *records) skipLine() error {
	for {
		if i := bytes.IndexAny(r.buf[r.start:r.end], "\r\n"); i >= 0 {
			r.start += i
			if err := r.fill(); err != nil { // the \n of a \r\n may not be read yet
				return err
			}
			r.start += lineEnd(r.buf[r.start:r.end])
			r.line++
			return nil
		}
		r.start = r.end
		if r.eof {
			return nil
		}
		if err := r.fill(); err != nil {
			return err
		}
	}
}

// lineEnd returns the size of the line end that b begins with.
func lineEnd(b []byte) int {
	if len(b) > 1 && b[0] == '\r' && b[1] == '\n' {
		return 2
	}
	return min(len(b), 1)
}

func skipBlanks(b []byte, i int, comma byte) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t') && b[i] != comma {
		i++
	}
	return i
}

// fieldText cuts values out of one record. They share one string.
type fieldText struct {
	window []byte
	text   string // of window up to the end of the record's last line seen
	lines  int    // line ends inside quotes
}

// plain returns the value without quotes at i, and where it ends.
func (t *fieldText) plain(i int, comma byte) (string, int) {
	end := i
	for end < len(t.window) && t.window[end] != comma && t.window[end] != '\n' && t.window[end] != '\r' {
		end++
	}
	return t.slice(i, end), end
}

// quoted returns the value whose opening quote stands at i, and where it ends.
func (t *fieldText) quoted(i int) (string, int, *mishap) {
	var pieces strings.Builder
	i++
	for {
		n := bytes.IndexByte(t.window[i:], '"')
		if n < 0 {
			return "", 0, endlessQuote
		}
		t.lines += countLines(t.window[i : i+n])
		piece, after := t.slice(i, i+n), i+n+1
		if after < len(t.window) && t.window[after] == '"' {
			pieces.WriteString(piece)
			pieces.WriteByte('"')
			i = after + 1
			continue
		}
		if pieces.Len() == 0 {
			return piece, after, nil
		}
		pieces.WriteString(piece)
		return pieces.String(), after, nil
	}
}

// slice returns window[i:j] as text. Whole lines become a string at once, as
// most values of a record are wanted.
func (t *fieldText) slice(i, j int) string {
	if j > len(t.text) {
		end := len(t.window)
		if n := bytes.IndexAny(t.window[j:], "\r\n"); n >= 0 {
			end = j + n
		}
		t.text = string(t.window[:end])
	}
	return t.text[i:j]
}

// countLines counts line ends: \n, \r\n and the lone \r of old Macs.
func countLines(b []byte) int {
	return bytes.Count(b, []byte{'\n'}) + bytes.Count(b, []byte{'\r'}) - bytes.Count(b, []byte("\r\n"))
}

// blank reports whether a record is an empty line, or the row of separators
// that a spreadsheet leaves for one.
func blank(fields []string) bool {
	for _, f := range fields {
		if strings.TrimSpace(f) != "" {
			return false
		}
	}
	return true
}
