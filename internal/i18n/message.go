package i18n

import (
	"fmt"
	"slices"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
)

// message is one text, in each of the plural forms its language tells apart.
type message struct {
	forms [plural.Many + 1]form
	args  []string // all names used, sorted
}

// form is a text cut at its arguments.
type form []piece

// piece is words as they are, or the name of an argument.
type piece struct{ words, arg string }

// Text returns a text. Its arguments are given as name, value, name, value; a
// key that does not exist comes back as it is, which tests rule out.
func (l *Language) Text(key string, args ...string) string {
	m, ok := l.messages[key]
	if !ok {
		return key
	}
	return m.forms[plural.Other].fill(args)
}

// Count returns a text in the form for n things; n is its argument "n".
func (l *Language) Count(key string, n int, args ...string) string {
	m, ok := l.messages[key]
	if !ok {
		return key
	}
	kind := plural.Cardinal.MatchPlural(l.tag, max(n, -n), 0, 0, 0, 0)
	f := m.forms[kind]
	if f == nil {
		f = m.forms[plural.Other]
	}
	return f.fill(append(args[:len(args):len(args)], "n", l.Number(int64(n))))
}

// Has reports whether there is a text of that key.
func (l *Language) Has(key string) bool {
	_, ok := l.messages[key]
	return ok
}

// Keys returns the keys of all texts, sorted.
func (l *Language) Keys() []string {
	keys := make([]string, 0, len(l.messages))
	for key := range l.messages {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Args returns the names of the arguments a text takes, sorted.
func (l *Language) Args(key string) []string {
	if m, ok := l.messages[key]; ok {
		return m.args
	}
	return nil
}

func (f form) fill(args []string) string {
	if len(f) == 1 && f[0].arg == "" {
		return f[0].words
	}
	size := 0
	for _, p := range f {
		size += len(p.words) + len(valueOf(p.arg, args))
	}
	var b strings.Builder
	b.Grow(size)
	for _, p := range f {
		b.WriteString(p.words)
		b.WriteString(valueOf(p.arg, args))
	}
	return b.String()
}

func valueOf(name string, args []string) string {
	if name == "" {
		return ""
	}
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1]
		}
	}
	return ""
}

// compile cuts a message of go-i18n at its {{.arguments}}; nothing else that a
// template could do is understood there.
func compile(m *goi18n.Message) (*message, error) {
	c := &message{}
	for kind, text := range map[plural.Form]string{
		plural.Zero: m.Zero, plural.One: m.One, plural.Two: m.Two, plural.Few: m.Few, plural.Many: m.Many, plural.Other: m.Other,
	} {
		if text == "" {
			continue
		}
		f, err := cut(text)
		if err != nil {
			return nil, err
		}
		c.forms[kind] = f
		for _, p := range f {
			if p.arg != "" && !slices.Contains(c.args, p.arg) {
				c.args = append(c.args, p.arg)
			}
		}
	}
	if c.forms[plural.Other] == nil {
		return nil, fmt.Errorf("no text for the form %q", "other")
	}
	slices.Sort(c.args)
	return c, nil
}

func cut(text string) (form, error) {
	var f form
	for text != "" {
		words, rest, found := strings.Cut(text, "{{")
		if words != "" {
			f = append(f, piece{words: words})
		}
		if !found {
			break
		}
		arg, after, closed := strings.Cut(rest, "}}")
		name, dotted := strings.CutPrefix(strings.TrimSpace(arg), ".")
		if !closed || !dotted || name == "" || strings.ContainsAny(name, " .|()") {
			return nil, &MalformedArgument{"{{" + arg}
		}
		f = append(f, piece{arg: name})
		text = after
	}
	return f, nil
}
