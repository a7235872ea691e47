package library

import (
	"strings"
	"unicode"
)

// Bounds of what is looked for in a name.
const (
	mostWords   = 6
	longestWord = 40 // letters
)

// nameMatch makes expressions of FTS5 out of what was typed: one that finds the
// names with all its words whole, and one that finds those with words that begin
// like them and not all whole. Each word is quoted, so that nothing in it is
// understood as an operator. Both are "" where nothing can be looked for.
func nameMatch(text string) (whole, beginnings string) {
	var words []string
	for _, word := range strings.Fields(text) {
		word = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || r == '"' || r == unicode.ReplacementChar {
				return -1
			}
			return r
		}, word)
		if letters := []rune(word); len(letters) > longestWord {
			word = string(letters[:longestWord])
		}
		if !strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			continue
		}
		if words = append(words, `"`+word+`"`); len(words) == mostWords {
			break
		}
	}
	if len(words) == 0 {
		return "", ""
	}
	whole = strings.Join(words, " ")
	return whole, "(" + strings.Join(words, " * ") + " *) NOT (" + whole + ")"
}
