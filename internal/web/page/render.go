package page

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/web/stencil"
	"simpanbudi/templates"
)

// views is one of each page of members. Tests parse and try out every one, so that
// a mistake in a template stops them instead of a visitor.
func views() []View {
	return []View{&SignIn{}, &PIN{}, &Loans{}, &RenewAllPlan{}, &Components{}, &Receipt{}, &History{}, &Holds{}, &FindTitles{}, &Card{}, &FoundCard{}, &Poster{}, &Problem{}, &Offline{}, &Calendar{},
		&Link{}, &Stop{}, &Reminders{}, &Rules{}, &Privacy{},
		&KioskRegister{}, &KioskStart{}, &KioskPIN{}, &KioskLoans{}, &KioskResult{}, &KioskStill{}, &KioskProblem{}}
}

// Renderer holds every page in every language.
type Renderer struct {
	pages   map[pageKey]func() (rendered, error)
	buffers sync.Pool
}

type pageKey struct{ language, name string }

// rendered is a view made ready: whole, and what of it is put into a page that is
// shown already, nil where there is no such thing. The latter is the definition
// "live NAME" of a part.
type rendered struct{ whole, live drawing }

// drawing writes a view.
type drawing func(out *bytes.Buffer, v View) error

// NewRenderer returns a renderer of all pages in all languages. asset returns the
// path under which a file of static/ is served, "" where there is no such file.
// Pages are many and few of them are asked for in a language: each is parsed when
// it is first shown.
func NewRenderer(texts *i18n.Texts, asset func(name string) string, staff ...View) (*Renderer, error) {
	r := &Renderer{pages: map[pageKey]func() (rendered, error){}}
	r.buffers.New = func() any { return new(bytes.Buffer) }
	cutter, err := stencil.NewCutter()
	if err != nil {
		return nil, err
	}
	for _, l := range texts.Languages() {
		b := &binding{texts: texts, language: l, asset: asset}
		for _, v := range slices.Concat(views(), staff, []View{&DeskProblem{}}) {
			r.pages[pageKey{l.Code, v.Template()}] = sync.OnceValues(func() (rendered, error) { return ready(cutter, b, v) })
		}
	}
	return r, nil
}

// ready makes a view ready for one language and tries it out.
func ready(cutter *stencil.Cutter, b *binding, v View) (t rendered, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("page %s in %s: %w", v.Template(), b.language.Code, err)
		}
	}()
	whole, live, err := parseView(b, v)
	if err != nil {
		return t, err
	}
	if t.whole, err = draw(cutter, whole, v); err != nil {
		return t, err
	}
	if live != nil {
		if t.live, err = draw(cutter, live, v); err != nil {
			return t, err
		}
	}
	return t, t.try(v)
}

// try renders a view to see that it can be.
func (t rendered) try(v View) error {
	if err := t.whole(new(bytes.Buffer), v); err != nil || t.live == nil {
		return err
	}
	return t.live(new(bytes.Buffer), v)
}

// draw cuts a stencil of a template. A page that uses more of the language than a
// stencil understands is left to html/template, which takes twenty times as long.
func draw(cutter *stencil.Cutter, t *template.Template, v View) (drawing, error) {
	s, err := cutter.Cut(t, v)
	if errors.Is(err, stencil.ErrBeyond) {
		return func(out *bytes.Buffer, v View) error { return t.Execute(out, v) }, nil
	}
	if err != nil {
		return nil, err
	}
	return func(out *bytes.Buffer, v View) error {
		s.Execute(out, v)
		return nil
	}, nil
}

// HTML is a view's template as html/template itself renders it. A Renderer must
// come to the same, only sooner: this is for those who compare.
func HTML(texts *i18n.Texts, l *i18n.Language, asset func(name string) string, v View) (*template.Template, error) {
	whole, _, err := parseView(&binding{texts: texts, language: l, asset: asset}, v)
	return whole, err
}

func parseView(b *binding, v View) (whole, live *template.Template, err error) {
	files, err := sharedFiles(layout(v))
	if err != nil {
		return nil, nil, err
	}
	return parsePage(append(files, v.Template()+".html"), layout(v), b)
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
// template around it, and what of it is live, nil for nothing.
func parsePage(files []string, around string, b *binding) (whole, live *template.Template, err error) {
	trees := map[string]*parse.Tree{}
	for _, name := range files {
		text, err := fs.ReadFile(templates.Files, name)
		if err != nil {
			return nil, nil, err
		}
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck // the binding takes the functions out
		if _, err := tree.Parse(string(text), "", "", trees); err != nil {
			return nil, nil, err
		}
	}
	set := template.New("")
	for name, tree := range trees {
		if strings.HasSuffix(name, ".html") {
			continue // what stands outside of the definitions of a file: nothing
		}
		if err := b.bind(tree.Root); err != nil {
			return nil, nil, err
		}
		if _, err := set.AddParseTree(name, tree); err != nil {
			return nil, nil, err
		}
	}
	name := strings.TrimSuffix(files[len(files)-1], ".html")
	return set.Lookup(around), set.Lookup("live " + name), nil
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

func (r *Renderer) execute(draw drawing, v View, write func(text []byte) error) error {
	b := r.buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		if b.Cap() <= largestKept {
			r.buffers.Put(b)
		}
	}()
	if err := draw(b, v); err != nil {
		return err
	}
	return write(b.Bytes())
}

// largestKept keeps one huge page from holding its memory for ever.
const largestKept = 256 << 10
