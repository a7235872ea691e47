package library

import (
	"crypto/rand"
	"strings"
)

// Receipt references are told over a counter and typed from paper, so they use
// Crockford's base 32, which has no I, L, O or U (crockford.com/base32.html).
const (
	refAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	refLength   = 8
)

// newRef returns a random reference.
func newRef() (string, error) {
	var b [refLength]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", err
	}
	for i := range b {
		b[i] = refAlphabet[b[i]%byte(len(refAlphabet))] // 256 is a multiple of 32: no letter is likelier
	}
	return string(b[:]), nil
}

// cleanRef reads a reference as people write it: in any case, with spaces and
// dashes, O for 0, I or L for 1. "" is none at all.
func cleanRef(s string) string {
	if len(s) > 4*refLength {
		return ""
	}
	s = refReplacer.Replace(strings.ToUpper(s))
	if len(s) != refLength || strings.Trim(s, refAlphabet) != "" {
		return ""
	}
	return s
}

var refReplacer = strings.NewReplacer(" ", "", "-", "", "O", "0", "I", "1", "L", "1")
