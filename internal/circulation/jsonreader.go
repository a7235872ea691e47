package circulation

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// JSONReader reads one JSON text more strictly than encoding/json does: names
// match in exact case, a name given twice or not known is an error, bad UTF-8
// is refused, and every error names its field. Rules files and scenarios are
// written by hand and decide about people, so a misspelt rule must not pass
// silently as the default. It also reads a scenario without reflection, because
// a million of them are read in one go.
type JSONReader struct {
	data []byte
	pos  int
	path []string // of the value being read
}

// NewJSONReader returns a reader of data, which it does not change or keep
// beyond its own use.
func NewJSONReader(data []byte) *JSONReader { return &JSONReader{data: data} }

// Field is one named field of an object of type T and how to read its value.
type Field[T any] struct {
	Name string
	Read func(*JSONReader, *T) error
}

// ReadDocument reads the whole text as one object; nothing may follow it.
// Broken JSON anywhere goes before what a field may have against its value.
func ReadDocument[T any](data []byte, into *T, fields []Field[T]) error {
	r := NewJSONReader(data)
	return r.document(func() error { return ReadObject(r, into, fields) })
}

func (r *JSONReader) document(read func() error) error {
	err := read()
	if err == nil {
		r.peek()
		if r.pos < len(r.data) {
			err = r.broken()
		}
	}
	if err != nil && !json.Valid(r.data) {
		return r.broken()
	}
	return err
}

// ReadObject reads an object into the fields of a table.
func ReadObject[T any](r *JSONReader, into *T, fields []Field[T]) error {
	if err := r.open('{', "an object"); err != nil {
		return err
	}
	var given uint64 // which fields came already; no table is longer than 64
	for first := true; ; first = false {
		more, err := r.more('}', first)
		if err != nil || !more {
			return err
		}
		name, err := r.text()
		if err != nil {
			return err
		}
		if r.peek() != ':' {
			return r.broken()
		}
		r.pos++
		i := indexOf(fields, name)
		if i < 0 {
			return r.Refuse(string(name), "is not a known field")
		}
		if given&(1<<i) != 0 {
			return r.Refuse(fields[i].Name, "is given twice")
		}
		given |= 1 << i
		r.path = append(r.path, fields[i].Name)
		if err := fields[i].Read(r, into); err != nil {
			return err
		}
		r.path = r.path[:len(r.path)-1]
	}
}

func indexOf[T any](fields []Field[T], name []byte) int {
	for i := range fields {
		if fields[i].Name == string(name) {
			return i
		}
	}
	return -1
}

// Array reads an array, calling read for each element.
func (r *JSONReader) Array(read func() error) error {
	if err := r.open('[', "a list"); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := r.more(']', first)
		if err != nil || !more {
			return err
		}
		if err := read(); err != nil {
			return err
		}
	}
}

// Null reports whether the value is null, and then passes over it.
func (r *JSONReader) Null() bool {
	if r.peek() != 'n' || !r.word("null") {
		return false
	}
	return true
}

// Bool reads true or false.
func (r *JSONReader) Bool() (bool, error) {
	switch {
	case r.peek() == 't' && r.word("true"):
		return true, nil
	case r.peek() == 'f' && r.word("false"):
		return false, nil
	}
	return false, r.Refuse("", "must be true or false")
}

// maxNumber is the largest whole number that every JSON program reads exactly.
const maxNumber = 1<<53 - 1

// Count reads a whole number that is not negative.
func (r *JSONReader) Count() (int64, error) {
	if c := r.peek(); c != '-' && (c < '0' || c > '9') {
		return 0, r.Refuse("", "must be a whole number")
	}
	start := r.pos
	for r.pos < len(r.data) && strings.IndexByte("+-.0123456789eE", r.data[r.pos]) >= 0 {
		r.pos++
	}
	digits := r.data[start:r.pos]
	if len(digits) > 1 && digits[0] == '0' && !bytes.ContainsAny(digits, ".eE") {
		return 0, r.broken()
	}
	n, err := strconv.ParseInt(string(digits), 10, 64)
	switch {
	case digits[0] == '-':
		return 0, r.Refuse("", "must not be negative")
	case err != nil && bytes.ContainsAny(digits, ".eE"):
		return 0, r.Refuse("", "must be a whole number")
	case err != nil || n > maxNumber:
		return 0, r.Refuse("", "is too large")
	}
	return n, nil
}

// String reads a string.
func (r *JSONReader) String() (string, error) {
	text, err := r.Text()
	return string(text), err
}

// Text reads a string as bytes that stay valid until the reader's data change.
func (r *JSONReader) Text() ([]byte, error) {
	if r.peek() != '"' {
		return nil, r.Refuse("", "must be a text in quotes")
	}
	return r.text()
}

// Refuse returns an error that names the field being read, or the field name
// inside the object being read.
func (r *JSONReader) Refuse(name, message string) error {
	path := strings.Join(r.path, ".")
	switch {
	case name == "":
	case path == "":
		path = name
	default:
		path += "." + name
	}
	return invalid(path, message)
}

// peek passes over white space and returns the next byte, 0 at the end.
func (r *JSONReader) peek() byte {
	for r.pos < len(r.data) {
		switch c := r.data[r.pos]; c {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return c
		}
	}
	return 0
}

func (r *JSONReader) open(bracket byte, kind string) error {
	if r.peek() != bracket {
		return r.Refuse("", "must be "+kind)
	}
	r.pos++
	return nil
}

// more stands before the next element of an object or list and reports whether
// there is one; at the end it passes over the closing bracket.
func (r *JSONReader) more(closing byte, first bool) (bool, error) {
	switch c := r.peek(); {
	case c == closing:
		r.pos++
		return false, nil
	case first:
	case c == ',':
		r.pos++
		r.peek()
	default:
		return false, r.broken()
	}
	if closing == '}' && r.peek() != '"' {
		return false, r.broken()
	}
	return true, nil
}

func (r *JSONReader) word(w string) bool {
	if !bytes.HasPrefix(r.data[r.pos:], []byte(w)) {
		return false
	}
	r.pos += len(w)
	return true
}

// text reads a string, standing before its opening quote.
func (r *JSONReader) text() ([]byte, error) {
	start := r.pos + 1
	plain := true
	for i := start; i < len(r.data); i++ {
		switch c := r.data[i]; {
		case c == '"':
			r.pos = i + 1
			if plain {
				return r.data[start:i], nil
			}
			return r.unescape(r.data[start-1 : i+1])
		case c == '\\':
			plain = false
			i++
		case c < ' ':
			return nil, r.broken()
		case c >= utf8.RuneSelf:
			plain = false
		}
	}
	return nil, r.broken()
}

// unescape reads the rare strings with escapes or letters beyond ASCII. What
// encoding/json would silently replace, bad UTF-8 or half a surrogate pair,
// is refused.
func (r *JSONReader) unescape(quoted []byte) ([]byte, error) {
	if !utf8.Valid(quoted) {
		return nil, r.Refuse("", "is not valid UTF-8")
	}
	if !bytes.ContainsRune(quoted, '\\') {
		return quoted[1 : len(quoted)-1], nil
	}
	var s string
	if json.Unmarshal(quoted, &s) != nil {
		return nil, r.broken()
	}
	if hasHalfSurrogate(quoted) {
		return nil, r.Refuse("", "has half of a surrogate pair")
	}
	return []byte(s), nil
}

// hasHalfSurrogate reports whether a valid JSON string has a \ud83d without its
// second half, or the other way round.
func hasHalfSurrogate(quoted []byte) bool {
	for i := 0; i < len(quoted); i++ {
		if quoted[i] != '\\' {
			continue
		}
		unit := escapedUnit(quoted[i:])
		switch {
		case 0xDC00 <= unit && unit < 0xE000:
			return true
		case 0xD800 <= unit && unit < 0xDC00:
			i += len(`\ud83d`)
			if low := escapedUnit(quoted[i:]); low < 0xDC00 || low >= 0xE000 {
				return true
			}
			i += len(`\ude00`) - 1
		default:
			i++ // what is escaped may be a backslash
		}
	}
	return false
}

// escapedUnit returns the value of the \uXXXX at the start of text, else 0.
func escapedUnit(text []byte) uint64 {
	if len(text) < len(`\u0000`) || text[0] != '\\' || text[1] != 'u' {
		return 0
	}
	unit, _ := strconv.ParseUint(string(text[2:6]), 16, 32) // 0 on error, which is no surrogate
	return unit
}

func (r *JSONReader) broken() error {
	return invalid("", "is not valid JSON")
}
