// Package phone reads telephone numbers as people write them: 0812-3456-7890,
// +62 812 3456 7890, or 81234567890 where a spreadsheet has eaten the zero.
package phone

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Region is where a number without a country is at home.
const Region = "ID"

// Key is the form in which numbers, and beginnings of numbers, are searched for:
// digits with the country before them. It is the rule of members.phone_key in
// the database, which must do without this package. "" where there is no digit.
func Key(text string) string {
	digits := strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '.', '(', ')', '/', '+', '\u00a0':
			return -1
		}
		return r
	}, text)
	switch {
	case strings.HasPrefix(digits, "00"):
		return digits[2:]
	case strings.HasPrefix(digits, "0"):
		return "62" + digits[1:]
	case strings.HasPrefix(digits, "8"):
		return "62" + digits
	}
	return digits
}

// Looks reports whether a text could be a telephone number or the beginning of
// one: nothing but digits and what people put between them.
func Looks(text string) bool {
	key := Key(text)
	return key != "" && strings.Trim(key, "0123456789") == ""
}

// E164 returns the number as networks know it, such as +6281234567890; "" where
// nobody can have that number.
func E164(text string) string {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "8") {
		text = "0" + text // what a spreadsheet has eaten
	} else if rest, abroad := strings.CutPrefix(text, "00"); abroad {
		text = "+" + rest
	}
	n, err := phonenumbers.Parse(text, Region)
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return ""
	}
	return phonenumbers.Format(n, phonenumbers.E164)
}

// WhatsApp returns the number as links to a chat want it, such as 6281234567890;
// "" where nobody can have that number.
func WhatsApp(text string) string { return strings.TrimPrefix(E164(text), "+") }
