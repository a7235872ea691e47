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
	return []View{&SignIn{}, &PIN{}, &Loans{}, &RenewAllPlan{}, &Components{}, &Receipt{}, &History{}, &Card{}, &FoundCard{}, &Poster{}, &Problem{}, &Offline{}, &Calendar{},
		&Link{}, &Stop{}, &Reminders{}, &Rules{}, &Privacy{},
		&KioskRegister{}, &KioskStart{}, &KioskPIN{}, &KioskLoans{}, &KioskResult{}, &KioskStill{}, &KioskProblem{}}
}

// Renderer holds every page in every language.
type Renderer struct {
	pages   map[pageKey]func() (rendered, error)
	buffers sync.Pool
}

type pageKey struct{ language, name string }

// rendered is a view's templates: whole, and what of it is put into a page that is
// shown already, nil where there is no such thing. The latter is the definition
// "live NAME" of a part.
type rendered struct{ whole, live *template.Template }

// NewRenderer parses all pages once for each language. asset returns the path
// under which a file of static/ is served, "" where there is no such file. The
// staff's pages are many and few of them are asked for in a language: each is
// parsed when it is first shown, and tests see to it that all can be.
func NewRenderer(texts *i18n.Texts, asset func(name string) string, staff ...View) (*Renderer, error) {
	r := &Renderer{pages: map[pageKey]func() (rendered, error){}}
	r.buffers.New = func() any { return new(bytes.Buffer) }
	for _, l := range texts.Languages() {
		b := &binding{texts: texts, language: l, asset: asset}
		for _, v := range views() {
			t, err := parseView(v, b)
			if err != nil {
				return nil, err
			}
			r.pages[pageKey{l.Code, v.Template()}] = func() (rendered, error) { return t, nil }
		}
		for _, v := range append(staff, &DeskProblem{}) {
			r.pages[pageKey{l.Code, v.Template()}] = sync.OnceValues(func() (rendered, error) { return parseView(v, b) })
		}
	}
	return r, nil
}

// parseView parses one page for one language and tries it out.
func parseView(v View, b *binding) (rendered, error) {
	shared, err := sharedFiles(layout(v))
	if err != nil {
		return rendered{}, err
	}
	t, err := parsePage(append(shared, v.Template()+".html"), layout(v), b)
	if err == nil {
		err = t.try(v)
	}
	if err != nil {
		return t, fmt.Errorf("page %s in %s: %w", v.Template(), b.language.Code, err)
	}
	return t, nil
}

// try renders a view to see that it can be.
func (t rendered) try(v View) error {
	if err := t.whole.Execute(io.Discard, v); err != nil || t.live == nil {
		return err
	}
	return t.live.Execute(io.Discard, v)
}

// sharedFiles are the layout and the parts that a page may use: the desk has its
// own, beside how a refusal is told, which is the same everywhere.
func sharedFiles(layout string) ([]string, error) {
	if layout == deskLayout {
		parts, err := fs.Glob(templates.Files, "desk/part/*.html")
		return append(parts, "part/reasons.html"), err
	}
	parts, err := fs.Glob(templates.Files, "part/*.html")
	return append(parts, "layout.html"), err
}

// layout is the template around a view: the site's unless it names another.
func layout(v View) string {
	if other, ok := v.(interface{ Layout() string }); ok {
		return other.Layout()
	}
	return "layout"
}

// parsePage parses a page's files, of which the last is its own, with the
// template around it.
func parsePage(files []string, around string, b *binding) (rendered, error) {
	none, trees := rendered{}, map[string]*parse.Tree{}
	for _, name := range files {
		text, err := fs.ReadFile(templates.Files, name)
		if err != nil {
			return none, err
		}
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck // the binding takes the functions out
		if _, err := tree.Parse(string(text), "", "", trees); err != nil {
			return none, err
		}
	}
	set := template.New("")
	for name, tree := range trees {
		if strings.HasSuffix(name, ".html") {
			continue // what stands outside of the definitions of a file: nothing
		}
		if err := b.bind(tree.Root); err != nil {
			return none, err
		}
		if _, err := set.AddParseTree(name, tree); err != nil {
			return none, err
		}
	}
	name := strings.TrimSuffix(files[len(files)-1], ".html")
	return rendered{set.Lookup(around), set.Lookup("live " + name)}, nil
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
	t, err := r.find(l, v)
	if err != nil {
		return err
	}
	return r.execute(t.whole, v, write)
}

// RenderLive renders what of a view is put into a page that is shown already; the
// whole of it where there is no such part.
func (r *Renderer) RenderLive(l *i18n.Language, v View, write func(text []byte) error) error {
	t, err := r.find(l, v)
	if err != nil {
		return err
	}
	if t.live == nil {
		return r.execute(t.whole, v, write)
	}
	return r.execute(t.live, v, write)
}

func (r *Renderer) find(l *i18n.Language, v View) (rendered, error) {
	parsed, ok := r.pages[pageKey{l.Code, v.Template()}]
	if !ok {
		return rendered{}, fmt.Errorf("there is no page %s in %s", v.Template(), l.Code)
	}
	return parsed()
}

func (r *Renderer) execute(t *template.Template, v View, write func(text []byte) error) error {
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
