package csv

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library/intake"
)

// trim takes away space around a value, the invisible ones included that come
// along when text is copied from a web page.
func trim(s string) string {
	return strings.TrimFunc(s, func(c rune) bool {
		return unicode.IsSpace(c) || c == '\u200B' || c == '\uFEFF'
	})
}

// isControl reports whether no value contains c.
func isControl(c rune) bool { return unicode.IsControl(c) || turnsDirection(c) }

// turnsDirection reports whether c turns the direction of writing until further
// notice. Word processors leave such marks in Arabic titles; they are taken out
// of texts, where they say nothing to a reader and could make one name look like
// another, and refused in codes.
func turnsDirection(c rune) bool {
	return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069'
}

// withoutTurns is for strings.Map.
func withoutTurns(c rune) rune {
	if turnsDirection(c) {
		return -1
	}
	return c
}

// A spreadsheet writes long numbers as 4,1E+15 or 4.10E+15, other programs as
// 4.1e15. Digits, E, digits without sign and decimals may be a real code.
var shortened = regexp.MustCompile(`^[+-]?[0-9]+([.,][0-9]*[eE][+-]?|[eE][+-])[0-9]+$`)

func scientific(s string) bool {
	return strings.ContainsAny(s, "eE") && shortened.MatchString(s)
}

// The years in which dates of a library lie. 9999-12-31 is how many systems
// write "never expires".
const firstYear, lastYear = 1900, 9999

// parseDay reads YYYY-MM-DD or DD/MM/YYYY.
func parseDay(s string) (circulation.Day, bool) {
	if len(s) != len("2006-01-02") {
		return 0, false
	}
	if s[2] == '/' && s[5] == '/' {
		s = s[6:] + "-" + s[3:5] + "-" + s[:2]
	}
	day, err := circulation.ParseDay(s)
	if err != nil {
		return 0, false
	}
	year, _, _ := day.Date()
	return day, year >= firstYear && year <= lastYear
}

// day reads a day, empty as no day.
func (r *row) day(column string) circulation.Day {
	s, _ := r.cell(column)
	if s == "" {
		return 0
	}
	day, ok := parseDay(s)
	if !ok {
		r.fail(column, intake.BadDay, "%q is not a day such as 2026-11-23 or 23/11/2026", shorten(s))
	}
	return day
}

// moment reads a day or an instant; it must be there.
func (r *row) moment(column string) intake.Moment {
	s, _ := r.cell(column)
	if r.required(column, s) == "" {
		return intake.Moment{}
	}
	if day, ok := parseDay(s); ok {
		return intake.OnDay(day)
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		r.fail(column, intake.BadInstant,
			"%q is neither a day such as 2026-11-23 or 23/11/2026 nor an instant such as 2026-11-23T09:00:00+07:00", shorten(s))
		return intake.Moment{}
	}
	return intake.Instant(t.Truncate(time.Second))
}

// birthDate reads a day without repeating it where it is none.
func (r *row) birthDate(column string) circulation.Day {
	s, _ := r.cell(column)
	if s == "" {
		return 0
	}
	day, ok := parseDay(s)
	if !ok {
		r.fail(column, intake.BadDay, "the value is not a day such as 2010-11-23 or 23/11/2010")
	}
	return day
}

// Whole rupiah, as a database may write them with two decimals.
var wholeNumber = regexp.MustCompile(`^([0-9]+)([.,]0{1,2})?$`)

// whole reads a whole number from 0 to most, empty as 0.
func (r *row) whole(column string, most int64) int64 {
	s, _ := r.cell(column)
	if s == "" {
		return 0
	}
	if digits := wholeNumber.FindStringSubmatch(s); digits != nil {
		if n, err := strconv.ParseInt(digits[1], 10, 64); err == nil && n <= most {
			return n
		}
	}
	r.fail(column, intake.BadNumber, "%q is not a whole number from 0 to %d, without separators", shorten(s), most)
	return 0
}

// choice reads one of a few words, in any case; empty is the first of them.
func (r *row) choice(column string, words ...string) string {
	s, _ := r.cell(column)
	if s == "" {
		return words[0]
	}
	for _, w := range words {
		if strings.EqualFold(s, w) {
			return w
		}
	}
	r.fail(column, intake.BadChoice, "%q is not one of: %s", shorten(s), strings.Join(words, ", "))
	return words[0]
}

// yesNo reads a flag, empty as yes.
func (r *row) yesNo(column string) bool {
	s, _ := r.cell(column)
	switch strings.ToLower(s) {
	case "", "1", "true", "yes", "ya", "benar":
		return true
	case "0", "false", "no", "tidak", "salah":
		return false
	}
	r.fail(column, intake.BadChoice, "%q is not one of: 1, 0, true, false, yes, no, ya, tidak", shorten(s))
	return true
}

// placeCode reads a code that rules name: any but their star.
func (r *row) placeCode(column string) string {
	s := r.code(column, 64)
	if s == circulation.Anywhere {
		r.fail(column, intake.BadChoice, `the code "*" means "any" in rules and cannot be a name`)
		return ""
	}
	return s
}
