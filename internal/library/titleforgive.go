package library

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"simpanbudi/internal/store"
)

const (
	// slipsAtMost is for how many words of a search a slip is looked for.
	slipsAtMost = 2
	// shortestKept is to how many letters a word is shortened at most.
	shortestKept = 4
	// cutAtMost is by how many letters a word is shortened at most.
	cutAtMost = 3
	// meantAtMost bounds how many words a slip may have been meant for.
	meantAtMost = 3
)

// forgive looks for something near a text for which there is nothing. A word that
// nobody uses is taken for a slip of the keyboard, else shortened, else left out;
// after that words are left out from the end.
func (s *titleSearch) forgive() error {
	near, err := s.nearWords()
	if err != nil || len(near) == 0 {
		return err
	}
	tries := [][]string{near}
	if n := len(near); n > 1 {
		longest := slices.MaxFunc(near, func(a, b string) int { return utf8.RuneCountInString(a) - utf8.RuneCountInString(b) })
		tries = append(tries, near[:n-1], []string{longest})
	}
	for _, words := range tries {
		if slices.Equal(words, s.words) {
			continue
		}
		s.words, s.text, s.exact = words, strings.Join(words, " "), nil
		if err := s.findAlike("", math.MaxInt64); err != nil || len(s.ids) > 0 {
			s.found.Read = s.text
			return err
		}
	}
	return nil
}

// nearWords are the words of the text as somebody uses them.
func (s *titleSearch) nearWords() (near []string, err error) {
	slipped := 0
	for _, w := range s.words {
		known, err := s.known(w)
		if err != nil {
			return nil, err
		}
		if !known && slipped < slipsAtMost {
			slipped++
			if w, err = s.meant(w); err != nil {
				return nil, err
			}
		} else if !known {
			w = ""
		}
		if w != "" && !slices.Contains(near, w) {
			near = append(near, w)
		}
	}
	return near, nil
}

// known reports whether a word begins some word of a title or an author.
func (s *titleSearch) known(w string) (bool, error) {
	for _, spelt := range spellings(w) {
		if known, err := store.WordIsKnown(s.q, spelt); known || err != nil {
			return known, err
		}
	}
	return false, nil
}

// meant is the word that an unknown one was probably meant to be; "" where there
// is none.
func (s *titleSearch) meant(w string) (string, error) {
	letters := []rune(w)
	if len(letters) < shortestKept {
		return "", nil
	}
	words, err := store.KnownWords(s.q, slips(w), meantAtMost)
	if err != nil || len(words) > 0 {
		return firstOf(words, letters[0]), err
	}
	for n := len(letters) - 1; n >= max(shortestKept, len(letters)-cutAtMost); n-- {
		short := string(letters[:n])
		if known, err := s.known(short); known || err != nil {
			return short, err
		}
	}
	return "", nil
}

// firstOf prefers a word with the letter typed first, which is seldom the slip.
func firstOf(words []string, letter rune) string {
	for _, w := range words {
		if strings.HasPrefix(w, string(letter)) {
			return w
		}
	}
	return slices.Concat(words, []string{""})[0]
}
