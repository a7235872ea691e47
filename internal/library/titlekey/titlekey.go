// Package titlekey says by what a title is known: an import and a desk at which a
// book is entered by hand must call the same book by the same key.
package titlekey

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Of is the key of a title that no source has given an id: by its ISBN, else by
// title and author.
func Of(title, author, isbn string) string {
	if key := ISBN(isbn); key != "" {
		return "isbn:" + key
	}
	return "ta:" + Words(title) + "|" + Words(author)
}

// Words is a text as it is compared: however it is spaced and capitalised.
func Words(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(s))), " ")
}

// ISBN is an ISBN as it is compared: thirteen digits, however it is written.
// It is "" for what tells no title: nothing, a dash, zeros, and an ISSN, which
// all issues of a journal share. The check digit is not trusted: what stands on
// the book is what every copy of it was entered with.
func ISBN(s string) string {
	digits := ISBNDigits(s)
	switch {
	case strings.Trim(digits, digits[:min(1, len(digits))]) == "", len(digits) < 4, isISSN(digits):
		return ""
	case len(digits) == 10 && !strings.Contains(digits[:9], "X"):
		return isbn13("978" + digits[:9])
	}
	return digits
}

// ISBNDigits is what of a text can stand in an ISBN.
func ISBNDigits(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '0' && c <= '9':
			return c
		case c == 'x' || c == 'X':
			return 'X'
		}
		return -1
	}, s)
}

// isbn13 adds the check digit to twelve digits.
func isbn13(digits string) string {
	sum := 0
	for i, c := range digits {
		sum += int(c-'0') * (1 + 2*(i%2))
	}
	return digits + strconv.Itoa((10-sum%10)%10)
}

// isISSN reports whether eight digits have the check digit of an ISSN.
func isISSN(digits string) bool {
	if len(digits) != 8 || strings.Contains(digits[:7], "X") {
		return false
	}
	sum := 0
	for i, c := range digits[:7] {
		sum += int(c-'0') * (8 - i)
	}
	const checks = "0123456789X"
	return digits[7] == checks[(11-sum%11)%11]
}

// Forms are the ways in which an ISBN may stand in a catalogue, without dashes and
// spaces; none where the text is no ISBN.
func Forms(s string) []string {
	if strings.Trim(s, "0123456789xX- ") != "" {
		return nil
	}
	digits := ISBNDigits(s)
	switch {
	case len(digits) == 10:
		return []string{digits, ISBN(digits)}
	case len(digits) == 13 && strings.HasPrefix(digits, "978"):
		return []string{digits, isbn10(digits[3:12])}
	case len(digits) == 13, len(digits) == 8: // an ISSN is asked for in the same way
		return []string{digits}
	}
	return nil
}

// isbn10 adds the check digit to nine digits.
func isbn10(digits string) string {
	sum := 0
	for i, c := range digits {
		sum += int(c-'0') * (10 - i)
	}
	const checks = "0123456789X"
	check := (11 - sum%11) % 11
	return digits + checks[check:check+1]
}
