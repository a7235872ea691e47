package i18n

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
)

// readLanguage compiles one message file; its name is the language's code.
func readLanguage(files fs.FS, name string) (*Language, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	file, err := goi18n.ParseMessageFileBytes(text, name, nil)
	if err != nil {
		return nil, err
	}
	l := &Language{
		Code: strings.TrimSuffix(path.Base(name), path.Ext(name)), tag: file.Tag,
		messages: make(map[string]*message, len(file.Messages)),
	}
	for _, m := range file.Messages {
		if l.messages[m.ID], err = compile(m); err != nil {
			return nil, fmt.Errorf("%s: %w", m.ID, err)
		}
	}
	return l, l.readNames()
}

// readNames takes what dates and numbers are made of out of the texts.
func (l *Language) readNames() error {
	for key, into := range map[string][]string{
		"date.months": l.months[:], "date.months_short": l.shortMonths[:], "date.weekdays": l.weekdays[:],
	} {
		names := strings.Fields(l.Text(key))
		if len(names) != len(into) {
			return fmt.Errorf("%s: %d names, not %d", key, len(names), len(into))
		}
		copy(into, names)
	}
	l.Name = l.Text("language.name")
	l.group = l.Text("number.group")
	return nil
}

// agreesWith compares the texts of two languages, key by key.
func (l *Language) agreesWith(other *Language) error {
	for key, m := range other.messages {
		mine, ok := l.messages[key]
		switch {
		case !ok:
			return fmt.Errorf("%s.json has no text %q", l.Code, key)
		case !slices.Equal(mine.args, m.args):
			return fmt.Errorf("%s.json gives %q the arguments %v, %s.json %v", l.Code, key, mine.args, other.Code, m.args)
		}
	}
	for key := range l.messages {
		if !other.Has(key) {
			return fmt.Errorf("%s.json has no text %q", other.Code, key)
		}
	}
	return nil
}
