package library

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// searchWords bounds what one search asks for.
const searchWords = 8

// wordsOf cuts a text into words as the full-text index does: letters, digits and
// nothing else, in lower case and without accents. No word comes twice.
func wordsOf(text string) []string {
	plain := strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36f { // accents
			return -1
		}
		return r
	}, norm.NFD.String(text))
	var list []string
	for _, w := range strings.FieldsFunc(strings.ToLower(norm.NFC.String(plain)), betweenWords) {
		if !slices.Contains(list, w) && len(list) < searchWords {
			list = append(list, w)
		}
	}
	return list
}

func betweenWords(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

// matchAll is the query of the full-text index for titles in which each word, or
// another spelling of it, begins some word.
func matchAll(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString(matchWord(w))
	}
	return b.String()
}

func matchWord(w string) string {
	all := spellings(w)
	for i := range all {
		all[i] = `"` + all[i] + `"*` // a word has no quotes: betweenWords
	}
	return "(" + strings.Join(all, " OR ") + ")"
}

var (
	// The spelling of 1972 and those before it (ejaan Van Ophuijsen, Soewandi).
	newSpelling = strings.NewReplacer("oe", "u", "tj", "c", "dj", "j", "nj", "ny", "sj", "sy", "ch", "kh", "j", "y")
	oldSpelling = strings.NewReplacer("ny", "nj", "sy", "sj", "kh", "ch", "u", "oe", "c", "tj", "j", "dj", "y", "j")
	// Names often keep only one of the old letters: Pramoedya, Soekarno.
	newU = strings.NewReplacer("oe", "u")
	oldU = strings.NewReplacer("u", "oe")
)

// spellings are a word as it was typed and in the other spellings of Indonesian.
func spellings(w string) []string {
	list := []string{w}
	if len(w) < 3 || strings.ContainsFunc(w, unicode.IsNumber) {
		return list
	}
	for _, r := range []*strings.Replacer{newU, oldU, newSpelling, oldSpelling} {
		if other := r.Replace(w); !slices.Contains(list, other) {
			list = append(list, other)
		}
	}
	return list
}

// slips are the words that one slip of the keyboard makes of the word meant: a
// letter too many, one missing, one wrong, or two changed about. For Latin letters.
func slips(w string) []string {
	letters := []rune(w)
	var list []string
	add := func(parts ...[]rune) {
		if s := string(slices.Concat(parts...)); s != "" && s != w {
			list = append(list, s)
		}
	}
	for i := range letters {
		before, rest := letters[:i], letters[i:]
		add(before, rest[1:])
		if len(rest) > 1 {
			add(before, []rune{rest[1], rest[0]}, rest[2:])
		}
		for c := 'a'; c <= 'z'; c++ {
			add(before, []rune{c}, rest[1:])
			add(before, []rune{c}, rest)
		}
	}
	for c := 'a'; c <= 'z'; c++ {
		add(letters, []rune{c})
	}
	return list
}
