package i18n

import (
	"fmt"
	"slices"
	"strings"
)

// Own is a text that a library has written itself, in one form for all numbers.
type Own struct{ form form }

// ParseOwn reads a text with arguments as {{.name}}. One that is not among allowed
// is an error that names it: a text with a mistake is refused when it is saved.
func ParseOwn(text string, allowed ...string) (Own, error) {
	f, err := cut(text)
	if err != nil {
		return Own{}, err
	}
	for _, p := range f {
		if p.arg != "" && !slices.Contains(allowed, p.arg) {
			return Own{}, fmt.Errorf("there is no {{.%s}}; there are {{.%s}}", p.arg, strings.Join(allowed, "}}, {{."))
		}
	}
	return Own{f}, nil
}

// Fill returns the text with its arguments, given as name, value, name, value.
func (o Own) Fill(args ...string) string { return o.form.fill(args) }
