package stencil

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"text/template/parse"
)

// plain are the escapers that all do the same with a text that is not HTML yet:
// in the page, in an attribute's quotes, and in a title.
var plain = map[string]bool{
	"_html_template_htmlescaper":   true,
	"_html_template_attrescaper":   true,
	"_html_template_rcdataescaper": true,
}

// escaped writes a field through the escapers that html/template put there.
func (c *Cutter) escaped(at *path, escapers string) (step, error) {
	switch {
	case plain[escapers] && isText(at.kind):
		return func(out *bytes.Buffer, dot, root reflect.Value) { escape(out, at.from(dot, root).String()) }, nil
	case plain[escapers] && isNumber(at.kind):
		return func(out *bytes.Buffer, dot, root reflect.Value) {
			out.Write(strconv.AppendInt(out.AvailableBuffer(), at.from(dot, root).Int(), 10))
		}, nil
	case escapers == "_html_template_htmlescaper" && at.kind == reflect.TypeFor[template.HTML]():
		return func(out *bytes.Buffer, dot, root reflect.Value) { out.WriteString(at.from(dot, root).String()) }, nil
	}
	for _, p := range c.places {
		if p.escapers == escapers {
			return p.write(at), nil
		}
	}
	return nil, fmt.Errorf("%w: a %s in this place", ErrBeyond, at.kind)
}

// isText says whether escapers take a type for a text and nothing more.
func isText(kind reflect.Type) bool {
	return kind.Kind() == reflect.String && kind.PkgPath() != htmlPackage && !speaks(kind)
}

// htmlPackage has the types of texts that are safe in some places as they are.
var htmlPackage = reflect.TypeFor[template.HTML]().PkgPath()

func isNumber(kind reflect.Type) bool {
	return (kind.Kind() == reflect.Int || kind.Kind() == reflect.Int64) && !speaks(kind)
}

// speaks says whether a type says itself how it is written.
func speaks(kind reflect.Type) bool {
	return kind.Implements(reflect.TypeFor[fmt.Stringer]()) || kind.Implements(reflect.TypeFor[error]())
}

// escape writes a text as html/template's escapers for text and quoted attributes do.
func escape(out *bytes.Buffer, s string) {
	done := 0
	for i := range len(s) {
		e := entities[s[i]]
		if e == "" {
			continue
		}
		out.WriteString(s[done:i])
		out.WriteString(e)
		done = i + 1
	}
	out.WriteString(s[done:])
}

var entities = [256]string{
	0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;",
}

// The other escapers are html/template's own affair. Each of these is a place
// where it uses some, so that a template of that place alone lends them to us.
var places = []string{
	`<a href="{{.}}">`,
	`<a href="/{{.}}">`,
	`<a href="/?{{.}}">`,
	`<meta http-equiv="refresh" content="9;url={{.}}">`,
}

// place is a template of one action between words, with its escapers.
type place struct {
	template      *template.Template
	escapers      string
	before, after int // lengths of the words
}

func newPlace(text string) (*place, error) {
	t, err := template.New("place").Parse(text)
	if err != nil {
		return nil, err
	}
	if err := t.Execute(new(bytes.Buffer), ""); err != nil { // has it escaped
		return nil, err
	}
	n := t.Tree.Root.Nodes
	return &place{
		template: t, escapers: chain(n[1].(*parse.ActionNode).Pipe),
		before: len(n[0].(*parse.TextNode).Text), after: len(n[2].(*parse.TextNode).Text),
	}, nil
}

func (p *place) write(at *path) step {
	return func(out *bytes.Buffer, dot, root reflect.Value) {
		var b bytes.Buffer
		if err := p.template.Execute(&b, at.from(dot, root).Interface()); err != nil {
			panic(err) // a buffer takes everything, and escapers take every value
		}
		out.Write(b.Bytes()[p.before : b.Len()-p.after])
	}
}
