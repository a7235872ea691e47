package stencil

import (
	"bytes"
	"errors"
	"html/template"
	"strings"
	"testing"
)

type inner struct {
	Name string
	N    int
}

type kept struct{ Place string }

type data struct {
	kept
	Text, Empty string
	Raw         template.HTML
	Link        template.URL
	Money       int64
	Yes, No     bool
	List        []inner
	Nobody      []inner
	There, Gone *inner
}

func (data) Method() string { return "called" }

func filled(text string) *data {
	return &data{
		Text: text, Raw: template.HTML("<b>" + text), Link: template.URL(text), Money: -1200, Yes: true,
		List: []inner{{text, 0}, {"", 7}}, There: &inner{"there", 1},
	}
}

func cut(t testing.TB, text string) (*template.Template, *Stencil, error) {
	t.Helper()
	tmpl, err := template.New("page").Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewCutter()
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.Cut(tmpl, filled("x"))
	return tmpl, s, err
}

// agree runs a template and its stencil on the same data.
func agree(t testing.TB, tmpl *template.Template, s *Stencil, d *data) {
	t.Helper()
	var want, got bytes.Buffer
	if err := tmpl.Execute(&want, d); err != nil {
		t.Fatal(err)
	}
	s.Execute(&got, d)
	if got.String() != want.String() {
		t.Errorf("%q\nhtml/template writes\n%q", got.String(), want.String())
	}
}

// everything is each construct and each place a page of ours has.
const everything = `{{define "item"}}[{{.Name}}:{{$.N}}]{{end}}{{define "none"}}nothing{{end}}
<title>{{.Text}}</title><p title="{{.Text}}" data-n='{{.Money}}'>{{.Text}} {{.Raw}} {{.Money}}</p>
{{if .Yes}}yes{{else}}no{{end}}{{if not .No}}not no{{end}}{{if .Empty}}full{{else if .List}}listed{{end}}
{{with .There}}{{.Name}}{{$.Text}}{{end}}{{with .Gone}}{{.Name}}{{else}}{{.Text}}{{end}}{{with .Text}}{{.}}{{end}}
{{range .List}}{{if .N}}{{.N}}{{end}}{{template "item" .}}{{else}}none{{end}}{{range .Nobody}}{{.Name}}{{else}}nobody{{end}}
{{template "none"}}<a href="{{.Text}}">a</a><a href="/x/{{.Text}}#{{.Text}}">b</a><a href="/x?{{.Text}}={{.Text}}">c</a>
<img src="{{.Link}}"><meta http-equiv="refresh" content="{{.Money}};url={{.Text}}">`

var hostile = []string{
	"", "Bumi Manusia", `<script>alert("x")</script>`, `'"><img src=x onerror=alert(1)>`, "javascript:alert(1)", "a\x00b\xffc", "https://a.example/?q=1&b=2#c d",
	"+ADw-script+AD4-", "كتاب\u200f 📚", "</title><p>", "&amp; &lt;", "//elsewhere.example",
}

func TestAStencilWritesWhatHTMLTemplateWrites(t *testing.T) {
	tmpl, s, err := cut(t, everything)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range hostile {
		agree(t, tmpl, s, filled(text))
	}
	agree(t, tmpl, s, &data{})
}

func FuzzEscaping(f *testing.F) {
	tmpl, s, err := cut(f, everything)
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { agree(t, tmpl, s, filled(text)) })
}

func TestWhatIsBeyondAStencilIsLeftToHTMLTemplate(t *testing.T) {
	for _, text := range []string{
		`{{len .Text}}`, `{{.Method}}`, `{{$x := .Text}}{{$x}}`, `{{range $i, $x := .List}}{{$i}}{{end}}`, `{{if eq .Text "a"}}b{{end}}`,
		`{{if and .Yes .No}}b{{end}}`, `{{printf "%d" .Money}}`, `{{.Yes}}`, `<script>var x = {{.Text}}</script>`, `{{range .List}}{{break}}{{end}}`,
		`{{define "a"}}{{.Text}}{{end}}<p title="{{template "a" .}}">{{template "a" .}}</p>`,
	} {
		if _, _, err := cut(t, text); !errors.Is(err, ErrBeyond) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestAMisspeltFieldIsFoundInEveryBranch(t *testing.T) {
	for _, text := range []string{
		`{{if .No}}{{.Nmae}}{{end}}`, `{{range .Nobody}}{{.Nmae}}{{end}}`, `{{with .Gone}}{{if .Nmae}}{{end}}{{end}}`,
		`{{define "a"}}{{.Nmae}}{{end}}{{if .No}}{{template "a" .}}{{end}}`,
	} {
		if _, _, err := cut(t, text); err == nil || !strings.Contains(err.Error(), "no field Nmae") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestRunningAllocatesNothing(t *testing.T) {
	_, s, err := cut(t, `{{.Text}}{{range .List}}<p title="{{.Name}}">{{.N}}</p>{{end}}{{with .There}}{{.Name}}{{end}}`)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	d := filled("<Bumi & Manusia>")
	if n := testing.AllocsPerRun(100, func() { out.Reset(); s.Execute(&out, d) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
