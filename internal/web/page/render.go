package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"strings"
	"sync"
	"text/template/parse"

	"simpanbudi/internal/i18n"
	"simpanbudi/templates"
)

// views is one of each page, so that every template is parsed and tried out at
// start and a mistake in one stops the program instead of a visitor.
func views() []View {
	return []View{&SignIn{}, &PIN{}, &Loans{}, &Receipt{}, &History{}, &Problem{}}
}

// Renderer holds every page in every language.
type Renderer struct {
	pages   map[pageKey]*template.Template
	buffers sync.Pool
}

type pageKey struct{ language, name string }

// NewRenderer parses all pages once for each language. asset returns the path
// under which a file of static/ is served, "" where there is no such file.
func NewRenderer(texts *i18n.Texts, asset func(name string) string) (*Renderer, error) {
	r := &Renderer{pages: map[pageKey]*template.Template{}}
	r.buffers.New = func() any { return new(bytes.Buffer) }
	shared, err := sharedFiles()
	if err != nil {
		return nil, err
	}
	for _, l := range texts.Languages() {
		b := &binding{texts: texts, language: l, asset: asset}
		for _, v := range views() {
			t, err := parsePage(append(shared[:len(shared):len(shared)], v.Template()+".html"), b)
			if err == nil {
				err = t.Execute(io.Discard, v)
			}
			if err != nil {
				return nil, fmt.Errorf("page %s in %s: %w", v.Template(), l.Code, err)
			}
			r.pages[pageKey{l.Code, v.Template()}] = t
		}
	}
	return r, nil
}

// sharedFiles are the layout and the parts, which every page may use.
func sharedFiles() ([]string, error) {
	parts, err := fs.Glob(templates.Files, "part/*.html")
	return append(parts, "layout.html"), err
}

func parsePage(files []string, b *binding) (*template.Template, error) {
	trees := map[string]*parse.Tree{}
	for _, name := range files {
		text, err := fs.ReadFile(templates.Files, name)
		if err != nil {
			return nil, err
		}
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck // the binding takes the functions out
		if _, err := tree.Parse(string(text), "", "", trees); err != nil {
			return nil, err
		}
	}
	set := template.New("")
	for name, tree := range trees {
		if strings.HasSuffix(name, ".html") {
			continue // what stands outside of the definitions of a file: nothing
		}
		if err := b.bind(tree.Root); err != nil {
			return nil, err
		}
		if _, err := set.AddParseTree(name, tree); err != nil {
			return nil, err
		}
	}
	return set.Lookup("layout"), nil
}

// Render writes a view in a language. Nothing is written where it fails.
func (r *Renderer) Render(w io.Writer, l *i18n.Language, v View) error {
	return r.RenderTo(l, v, func(text []byte) error {
		_, err := w.Write(text)
		return err
	})
}

// RenderTo renders a view into a buffer that write must not keep.
func (r *Renderer) RenderTo(l *i18n.Language, v View, write func(text []byte) error) error {
	t, ok := r.pages[pageKey{l.Code, v.Template()}]
	if !ok {
		return fmt.Errorf("there is no page %s in %s", v.Template(), l.Code)
	}
	b := r.buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		if b.Cap() <= largestKept {
			r.buffers.Put(b)
		}
	}()
	if err := t.Execute(b, v); err != nil {
		return err
	}
	return write(b.Bytes())
}

// largestKept keeps one huge page from holding its memory for ever.
const largestKept = 256 << 10
