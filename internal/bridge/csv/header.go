package csv

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"simpanbudi/internal/library/intake"
)

// layout is the columns that a kind of file may have.
type layout struct {
	required []string
	optional []string
	oneOf    []string // at least one of these
}

// header is where the columns of one file stand.
type header struct {
	names    []string       // as in the file, cleaned
	columns  map[string]int // known columns to their position
	warnings []intake.Warning
	problems []string
}

func (h *header) problem(format string, args ...any) {
	h.problems = append(h.problems, fmt.Sprintf(format, args...))
}

// readHeader finds the known columns among the names of a header row.
func readHeader(file string, fields []string, l layout) *header {
	h := &header{columns: map[string]int{}}
	known := slices.Concat(l.required, l.optional, l.oneOf)
	for i, raw := range fields {
		name := strings.ToLower(trim(raw))
		h.names = append(h.names, name)
		if !slices.Contains(known, name) {
			h.warnings = append(h.warnings, unknownColumn(file, name, i+1))
			continue
		}
		if first, twice := h.columns[name]; twice {
			h.problem("column %s stands there twice (columns %d and %d)", name, first+1, i+1)
			continue
		}
		h.columns[name] = i
	}
	h.checkPresent(l)
	return h
}

func (h *header) checkPresent(l layout) {
	var missing []string
	for _, name := range l.required {
		if _, ok := h.columns[name]; !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		h.problem("missing in the header: %s", strings.Join(missing, ", "))
	}
	if len(l.oneOf) > 0 && !slices.ContainsFunc(l.oneOf, func(name string) bool { _, ok := h.columns[name]; return ok }) {
		h.problem("missing in the header: %s", strings.Join(l.oneOf, " or "))
	}
}

func unknownColumn(file, name string, position int) intake.Warning {
	w := intake.Warning{File: file, Column: name, Code: "unknown_column", Text: fmt.Sprintf("unknown column %q is left out", shorten(name))}
	if name == "" {
		w.Text = fmt.Sprintf("column %d has no name and is left out", position)
	}
	return w
}

// separator tells comma from semicolon by the header line, whose names contain
// neither.
func separator(firstLine []byte) byte {
	if bytes.Count(firstLine, []byte{';'}) > bytes.Count(firstLine, []byte{','}) {
		return ';'
	}
	return ','
}

// notText says why the beginning of a file cannot be a header, "" where it can.
func notText(beginning []byte) string {
	switch {
	case bytes.HasPrefix(beginning, []byte{0xFF, 0xFE}), bytes.HasPrefix(beginning, []byte{0xFE, 0xFF}):
		return "the file is UTF-16; save it as \"CSV UTF-8\""
	case bytes.HasPrefix(beginning, []byte("PK\x03\x04")), bytes.HasPrefix(beginning, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return "the file is a spreadsheet; save it as \"CSV UTF-8\""
	case bytes.IndexByte(beginning, 0) >= 0:
		return "the file contains NUL bytes and is not a text file; save it as \"CSV UTF-8\""
	case !utf8.Valid(beginning):
		return "the header is not UTF-8; save the file as \"CSV UTF-8\""
	}
	return ""
}

// shorten bounds what an error repeats of a file.
func shorten(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
