package intake

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"simpanbudi/internal/store"
)

// titleKey is how an import finds a title again: its id in the source, else its
// ISBN, else title and author. cur is the title the copy has now, nil for a new
// copy; it answers for columns the source does not have, where the row calls it
// by the same name.
func titleKey(row *Item, cur *store.IntakeTitle) string {
	if row.TitleID.Value != "" {
		return "id:" + row.TitleID.Value
	}
	author, isbn := row.Author.Value, row.ISBN.Value
	if cur != nil && sameTitle(row, cur) {
		author, isbn = row.Author.or(cur.Author), row.ISBN.or(cur.ISBN)
		if !row.TitleID.Given && strings.HasPrefix(cur.MatchKey, "id:") {
			return cur.MatchKey
		}
	}
	if key := isbnKey(isbn); key != "" {
		return "isbn:" + key
	}
	return "ta:" + words(row.Title) + "|" + words(author)
}

// keyStrength orders keys by how surely they tell titles apart. A title takes a
// stronger key as its own, never a weaker one: other copies still have that.
func keyStrength(key string) int {
	switch {
	case strings.HasPrefix(key, "id:"):
		return 2
	case strings.HasPrefix(key, "isbn:"):
		return 1
	}
	return 0
}

// words is a text as it is compared: however it is spaced and capitalised.
func words(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(s))), " ")
}

// sameTitle reports whether a row says what a title is called already.
func sameTitle(row *Item, t *store.IntakeTitle) bool {
	return words(row.Title) == words(t.Title) && words(row.Author.or(t.Author)) == words(t.Author)
}

// isbnKey is an ISBN as it is compared: thirteen digits, however it is written.
// It is "" for what tells no title: nothing, a dash, zeros, and an ISSN, which
// all issues of a journal share. The check digit is not trusted: what stands on
// the book is what every copy of it was entered with.
func isbnKey(s string) string {
	digits := strings.Map(func(c rune) rune {
		switch {
		case c >= '0' && c <= '9':
			return c
		case c == 'x' || c == 'X':
			return 'X'
		}
		return -1
	}, s)
	switch {
	case strings.Trim(digits, digits[:min(1, len(digits))]) == "", len(digits) < 4, isISSN(digits):
		return ""
	case len(digits) == 10 && !strings.Contains(digits[:9], "X"):
		return isbn13("978" + digits[:9])
	}
	return digits
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
