package identity

import (
	"strings"
	"unicode"
)

// CardKey is the form in which card numbers are compared: no spaces, upper case.
func CardKey(card string) string {
	return strings.ToUpper(without(card, unicode.IsSpace))
}

// secretKey is the form in which a PIN or birth date is checked. People write a
// birth date with the separators they know (01-02-2003), which tell nothing.
func secretKey(secret string) string {
	return without(secret, func(r rune) bool {
		return unicode.IsSpace(r) || r == '-' || r == '/' || r == '.'
	})
}

func without(s string, drop func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if drop(r) {
			return -1
		}
		return r
	}, s)
}
