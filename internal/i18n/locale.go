package i18n

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// readLanguage compiles the message files of a folder, whose name is the
// language's code.
func readLanguage(files fs.FS, folder string) (*Language, error) {
	code := path.Base(folder)
	tag, err := language.Parse(code)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	l := &Language{Code: code, tag: tag, messages: map[string]*message{}}
	names, err := fs.Glob(files, path.Join(folder, "*.json"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := l.readFile(files, name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := l.readNames(); err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	return l, nil
}

// readFile compiles one message file. go-i18n takes the language from the file's
// name, which here names a part of the house, so it is told another.
func (l *Language) readFile(files fs.FS, name string) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	file, err := goi18n.ParseMessageFileBytes(text, l.Code+".json", nil)
	if err != nil {
		return err
	}
	for _, m := range file.Messages {
		if l.Has(m.ID) {
			return fmt.Errorf("%s: another file has this text already", m.ID)
		}
		if l.messages[m.ID], err = compile(m); err != nil {
			return fmt.Errorf("%s: %w", m.ID, err)
		}
	}
	return nil
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
			return fmt.Errorf("%s has no text %q", l.Code, key)
		case !slices.Equal(mine.args, m.args):
			return fmt.Errorf("%s gives %q the arguments %v, %s %v", l.Code, key, mine.args, other.Code, m.args)
		}
	}
	for key := range l.messages {
		if !other.Has(key) {
			return fmt.Errorf("%s has no text %q", other.Code, key)
		}
	}
	return nil
}
