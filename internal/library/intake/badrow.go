package intake

import "fmt"

// The reasons for which a row cannot be taken.
const (
	BadEncoding    = "not_utf8"          // bytes that are not UTF-8
	BadControl     = "control_character" // NUL and other characters that no text has
	BadQuote       = "bad_quote"         // a quote that never ends, or text after one
	BadTooLong     = "too_long"          // a row or a value
	BadRagged      = "wrong_columns"     // more or fewer values than columns
	BadMissing     = "missing"           // a value that must be there
	BadDay         = "bad_day"           // not a day: 31/02/2026
	BadInstant     = "bad_instant"       // neither a day nor RFC 3339
	BadNumber      = "bad_number"        //
	BadChoice      = "bad_value"         // not one of the values there are
	BadScientific  = "scientific"        // a number that a spreadsheet has shortened: 4,1E+15
	BadPIN         = "bad_pin"           // not six digits
	BadImplausible = "implausible"       // a date that cannot be right
	BadDuplicate   = "duplicate"         // stands in the file twice
	BadUnknown     = "unknown"           // a card or barcode nobody knows
	BadOrder       = "due_before_borrowed"
)

// BadRow is a row that cannot be taken, and why. It is an error so that a
// [Source] can yield it. It repeats no personal value: place and column say
// where to look.
type BadRow struct {
	Place
	Column string // "" where it is about the whole row
	Code   string
	Text   string // English, for the console
}

// Error is the row's place and the reason in one line.
func (b *BadRow) Error() string {
	if b.Column == "" {
		return fmt.Sprintf("%s line %d: %s (%s)", b.File, b.Line, b.Text, b.Code)
	}
	return fmt.Sprintf("%s line %d, column %s: %s (%s)", b.File, b.Line, b.Column, b.Text, b.Code)
}

func badRow(at Place, column, code, format string, args ...any) *BadRow {
	return &BadRow{Place: at, Column: column, Code: code, Text: fmt.Sprintf(format, args...)}
}
