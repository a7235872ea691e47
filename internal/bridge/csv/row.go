package csv

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"simpanbudi/internal/library/intake"
)

// row is one row with its file's columns. Its readers return the zero value and
// note what is wrong; a row with anything noted is a bad row.
type row struct {
	file   *file
	line   int
	fields []string
	bad    []*intake.BadRow
}

// begin takes a record up and checks what is true of every good one.
func (r *row) begin(rec record) {
	r.line, r.fields, r.bad = rec.line, rec.fields, nil
	if rec.bad != nil {
		r.fail("", rec.bad.code, "%s", rec.bad.text)
		return
	}
	for i, field := range r.fields {
		if !utf8.ValidString(field) {
			name := ""
			if i < len(r.file.names) {
				name = r.file.names[i]
			}
			r.fail(name, intake.BadEncoding, `the text is not UTF-8; save the file as "CSV UTF-8"`)
			return
		}
	}
	if len(r.fields) != len(r.file.names) {
		r.fail("", intake.BadRagged, "the row has %d values, the header %d columns", len(r.fields), len(r.file.names))
	}
}

func (r *row) place() intake.Place { return intake.Place{File: r.file.name, Line: r.line} }

func (r *row) fail(column, code, format string, args ...any) {
	r.bad = append(r.bad, &intake.BadRow{Place: r.place(), Column: column, Code: code, Text: fmt.Sprintf(format, args...)})
}

// cell returns a column's value without the space around it, and whether the
// file has that column.
func (r *row) cell(column string) (string, bool) {
	i, ok := r.file.columns[column]
	if !ok {
		return "", false
	}
	return trim(r.fields[i]), true
}

// code reads what is compared letter by letter: cards, barcodes, ids.
func (r *row) code(column string, most int) string {
	s, _ := r.cell(column)
	return r.checked(column, s, most)
}

// text reads words for people: a line break in a spreadsheet cell is a space.
func (r *row) text(column string, most int) string {
	s, _ := r.cell(column)
	if strings.ContainsAny(s, "\t\r\n") {
		s = strings.Join(strings.Fields(s), " ")
	}
	if strings.ContainsFunc(s, turnsDirection) {
		s = trim(strings.Map(withoutTurns, s))
	}
	return r.checked(column, s, most)
}

func (r *row) checked(column, s string, most int) string {
	if n := utf8.RuneCountInString(s); n > most {
		r.fail(column, intake.BadTooLong, "the value has %d characters, more than %d", n, most)
		return ""
	}
	for _, c := range s {
		if isControl(c) {
			r.fail(column, intake.BadControl, "the value contains the control character U+%04X", c)
			return ""
		}
	}
	return s
}

// number reads an identifier that a spreadsheet may have made a number of.
func (r *row) number(column string, most int) string {
	s := r.code(column, most)
	if scientific(s) {
		r.fail(column, intake.BadScientific,
			"a spreadsheet has shortened this number (as in 4,1E+15); format the column as text and enter it again")
		return ""
	}
	return s
}

// required notes an empty value.
func (r *row) required(column, value string) string {
	if value == "" && !r.failed(column) {
		r.fail(column, intake.BadMissing, "the value is missing")
	}
	return value
}

func (r *row) failed(column string) bool {
	for _, b := range r.bad {
		if b.Column == column {
			return true
		}
	}
	return false
}

// stated makes a value of a column that may be left out.
func stated[T any](r *row, column string, value T) intake.Stated[T] {
	if _, has := r.file.columns[column]; !has {
		return intake.Stated[T]{}
	}
	return intake.State(value)
}
