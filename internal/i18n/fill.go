package i18n

import (
	"fmt"
	"slices"
	"strconv"
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
			return Own{}, &UnknownArgument{Name: p.arg, Known: allowed}
		}
	}
	return Own{f}, nil
}

// UnknownArgument says that a text names an argument that nobody gives.
type UnknownArgument struct {
	Name  string
	Known []string
}

// Error names it, and those there are.
func (e *UnknownArgument) Error() string {
	return fmt.Sprintf("there is no {{.%s}}; there are {{.%s}}", e.Name, strings.Join(e.Known, "}}, {{."))
}

// MalformedArgument says that something in braces is no argument.
type MalformedArgument struct{ Text string }

// Error shows it.
func (e *MalformedArgument) Error() string {
	return strconv.Quote(e.Text) + " is not an argument such as {{.date}}"
}

// Fill returns the text with its arguments, given as name, value, name, value.
func (o Own) Fill(args ...string) string { return o.form.fill(args) }
