package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

const (
	maxLine   = 1 << 20 // bytes of one scenario; a thousand times the usual
	chunkSize = 64 << 10
)

// source cuts the input into batches of whole lines. What a pipe has to offer
// is handed on at once, so that a program can ask line by line.
type source struct {
	in       io.Reader
	buf      []byte // read and not yet handed on
	started  bool
	skipping bool // in the rest of a line that was too long
	err      error
}

func newSource(in io.Reader) *source { return &source{in: in} }

// next returns the next batch, nil where there is none, with io.EOF or a read
// error at the end.
func (s *source) next() (*batch, error) {
	if !s.started {
		s.started = true
		if s.isOneDocument() {
			return s.take(len(s.buf), oneDocument), s.err
		}
	}
	for {
		if end := bytes.LastIndexByte(s.buf, '\n') + 1; end > 0 {
			return s.take(end, wholeLines), nil
		}
		if s.err != nil {
			return s.take(len(s.buf), wholeLines), s.err
		}
		if len(s.buf) > maxLine+len("\r\n") {
			b := s.take(len(s.buf), tooLong)
			s.skipping = true
			return b, nil
		}
		s.read()
	}
}

// take hands on the first n bytes.
func (s *source) take(n int, kind batchKind) *batch {
	if n == 0 {
		return nil
	}
	b := &batch{text: s.buf[:n:n], kind: kind, decided: make(chan struct{})}
	s.buf = bytes.Clone(s.buf[n:])
	return b
}

// read appends what the input offers next. The rest of a line that was too long
// is passed over without being kept.
func (s *source) read() {
	if cap(s.buf)-len(s.buf) < chunkSize/4 {
		grown := make([]byte, len(s.buf), 2*len(s.buf)+chunkSize)
		copy(grown, s.buf)
		s.buf = grown
	}
	start := len(s.buf)
	n, err := s.in.Read(s.buf[start:cap(s.buf)])
	s.buf, s.err = s.buf[:start+n], err
	if !s.skipping {
		return
	}
	end := bytes.IndexByte(s.buf, '\n')
	if end < 0 {
		s.buf = s.buf[:0]
		return
	}
	s.buf, s.skipping = s.buf[end+1:], false
}

// isOneDocument reads ahead as far as needed to tell one object over several
// lines from one object per line. The first line decides, unless it is the
// beginning of an object: then the whole input does.
func (s *source) isOneDocument() bool {
	const byteOrderMark = "\ufeff" // Windows editors put it first
	first, complete := s.firstLine()
	s.buf = bytes.TrimPrefix(s.buf, []byte(byteOrderMark))
	first = bytes.TrimPrefix(first, []byte(byteOrderMark))
	if !complete || !isBeginning(first) {
		return false
	}
	for s.err == nil && len(s.buf) <= maxLine {
		s.read()
	}
	if s.err != io.EOF || len(s.buf) > maxLine {
		return false
	}
	return json.Valid(s.buf) || string(first) == "{" && !anyLineStands(s.buf)
}

// firstLine reads until there is a line that is not blank, and reports whether
// it came to its end.
func (s *source) firstLine() (line []byte, complete bool) {
	for {
		rest := s.buf
		for {
			text, after, found := bytes.Cut(rest, []byte("\n"))
			if !found {
				break
			}
			if text = trimBlanks(text); len(text) > 0 {
				return text, true
			}
			rest = after
		}
		if s.err != nil || len(s.buf) > maxLine {
			return nil, false
		}
		s.read()
	}
}

// isBeginning reports whether text is JSON that breaks off, rather than whole
// or wrong.
func isBeginning(text []byte) bool {
	var value json.RawMessage
	err := json.NewDecoder(bytes.NewReader(text)).Decode(&value)
	return errors.Is(err, io.ErrUnexpectedEOF)
}

// anyLineStands reports whether a line is JSON by itself: then the input was
// meant as one object per line, and only its first line is broken.
func anyLineStands(text []byte) bool {
	for line := range bytes.Lines(text) {
		if line = trimBlanks(line); bytes.HasPrefix(line, []byte("{")) && json.Valid(line) {
			return true
		}
	}
	return false
}

// trimBlanks cuts off what JSON counts as white space, and no more.
func trimBlanks(line []byte) []byte { return bytes.Trim(line, " \t\r\n") }
