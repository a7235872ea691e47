// Package i18n gives people their texts: messages, dates, numbers and periods
// in words, in the languages of data/locales. Message files are those of
// go-i18n, so that translators' tools read them; they are compiled once at
// start, because a page needs dozens of texts and must not pay for templates.
package i18n

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"golang.org/x/text/language"

	"simpanbudi/data"
)

// Texts is every language there is.
type Texts struct {
	languages []*Language // Indonesian first
	matcher   language.Matcher
}

// Language is the texts of one language.
type Language struct {
	Code        string // of its folder: id, en, jv
	Name        string // as its speakers call it
	tag         language.Tag
	messages    map[string]*message
	months      [12]string
	shortMonths [12]string
	weekdays    [7]string // Sunday first, as time.Weekday counts
	group       string    // between thousands
}

// first is the language that all others must be complete against.
const first = "id"

// Load compiles the languages that ship with the product, once: they cannot change.
func Load() (*Texts, error) { return shipped() }

var shipped = sync.OnceValues(func() (*Texts, error) { return LoadFrom(data.Files, "locales") })

// LoadFrom compiles the languages of a folder: each is a folder of its own, named
// by its code, with message files *.json, one for each part of the house. It is
// an error if a language lacks a text that another one has, or gives it other
// arguments, and if two files of a language have the same text.
func LoadFrom(files fs.FS, folder string) (*Texts, error) {
	folders, err := fs.ReadDir(files, folder)
	if err != nil {
		return nil, err
	}
	t := &Texts{}
	for _, f := range folders {
		l, err := readLanguage(files, path.Join(folder, f.Name()))
		if err != nil {
			return nil, err
		}
		t.languages = append(t.languages, l)
	}
	if i := slices.IndexFunc(t.languages, func(l *Language) bool { return l.Code == first }); i > 0 {
		t.languages[0], t.languages[i] = t.languages[i], t.languages[0]
	}
	if len(t.languages) == 0 || t.languages[0].Code != first {
		return nil, fmt.Errorf("%s: there is no folder %s", folder, first)
	}
	tags := make([]language.Tag, len(t.languages))
	for i, l := range t.languages {
		tags[i] = l.tag
		if err := l.agreesWith(t.languages[0]); err != nil {
			return nil, err
		}
	}
	t.matcher = language.NewMatcher(tags)
	return t, nil
}

// Languages returns every language, Indonesian first.
func (t *Texts) Languages() []*Language { return t.languages }

// Language returns the language with this code, nil where there is none.
func (t *Texts) Language(code string) *Language {
	for _, l := range t.languages {
		if l.Code == code {
			return l
		}
	}
	return nil
}

// Match returns the language for an Accept-Language header, nil where it names
// none that is close to one of ours. A Malay or Sundanese browser gets Indonesian.
func (t *Texts) Match(accept string) *Language {
	if accept == "" || len(accept) > longestHeader {
		return nil
	}
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil {
		return nil
	}
	// The matcher takes "any language" for the first of ours; here it is no wish.
	wanted = slices.DeleteFunc(wanted, func(tag language.Tag) bool { return tag == anyLanguage || tag == language.Und })
	_, i, confidence := t.matcher.Match(wanted...)
	if confidence == language.No {
		return nil
	}
	return t.languages[i]
}

// No browser sends more; a longer header is somebody's game.
const longestHeader = 512

var anyLanguage = language.Make("mul") // what "*" is parsed as
