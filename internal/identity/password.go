package identity

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"simpanbudi/internal/fault"
)

// A password is long rather than odd, as NIST SP 800-63B, 5.1.1 has it; the
// upper bound, in bytes, only keeps a mistake out of the hash.
const (
	minPassword = 8
	maxPassword = 512
)

// PasswordProblem is what is wrong with a password, as a code that texts are kept
// under; "" for nothing.
type PasswordProblem string

// What can be wrong with a password.
const (
	PasswordUntypable PasswordProblem = "untypable" // control characters
	PasswordShort     PasswordProblem = "short"     // fewer than 8 characters
	PasswordLong      PasswordProblem = "long"      // more than 512 bytes
	PasswordRepeats   PasswordProblem = "repeats"   // the same few characters
	PasswordNamed     PasswordProblem = "named"     // the username is in it
)

// passwordProblems says each to an operator.
var passwordProblems = map[PasswordProblem]string{
	PasswordUntypable: "the password has characters that cannot be typed",
	PasswordShort:     "the password is shorter than 8 characters",
	PasswordLong:      "the password is longer than 512 bytes",
	PasswordRepeats:   "the password repeats the same few characters",
	PasswordNamed:     "the password contains the username",
}

// CheckPassword says what is wrong with a new password for a username.
func CheckPassword(username, password string) PasswordProblem {
	distinct := map[rune]bool{}
	for _, r := range password {
		distinct[r] = true
	}
	name := usernameKey(username)
	switch {
	case !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl):
		return PasswordUntypable
	case utf8.RuneCountInString(password) < minPassword:
		return PasswordShort
	case len(password) > maxPassword:
		return PasswordLong
	case len(distinct) < 5:
		return PasswordRepeats
	case name != "" && strings.Contains(strings.ToLower(password), name):
		return PasswordNamed
	}
	return ""
}

// keepPassword checks a new password and returns its hash.
func (s *Service) keepPassword(ctx context.Context, name, password string) (string, error) {
	if wrong := CheckPassword(name, password); wrong != "" {
		return "", fault.Wrap(errors.New(passwordProblems[wrong]), fault.Invalid,
			"choose another: four words that do not belong together are easy to keep in mind")
	}
	return s.hasher.keep(ctx, password)
}

// MakePassword returns a password to hand over: 80 random bits in letters of which
// none looks like another.
func MakePassword() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	for i := range b {
		b[i] = codeLetters[b[i]%32]
	}
	text := strings.ToLower(string(b[:]))
	return text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:]
}

const longestStaffName = 60

// IsStaffName reports whether colleagues can call somebody so; "" shows the username.
func IsStaffName(name string) bool {
	return utf8.ValidString(name) && utf8.RuneCountInString(name) <= longestStaffName && !strings.ContainsFunc(name, unicode.IsControl)
}
