package page

import (
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"text/template/parse"

	"simpanbudi/internal/web/page/pagetest"
	"simpanbudi/static"
	"simpanbudi/templates"
)

// source returns every template file by its path.
func source(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(templates.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(templates.Files, name)
		all[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var textAction = regexp.MustCompile(`\{\{-? *t "([^"]+)" *-?\}\}`)

func templateKeys(t *testing.T) (keys []string) {
	for _, text := range source(t) {
		for _, found := range textAction.FindAllStringSubmatch(text, -1) {
			keys = append(keys, found[1])
		}
	}
	return keys
}

func TestNoWordsStandInTemplates(t *testing.T) {
	var (
		actions  = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
		spoken   = regexp.MustCompile(`(aria-label|title|alt|placeholder)="[^"]*\p{L}[^"]*"`)
		tags     = regexp.MustCompile(`(?s)<[^>]*>`)
		letters  = regexp.MustCompile(`\p{L}+`)
		inline   = regexp.MustCompile(`<script(?: [^>]*)?>[^<]|<script>|<style| style=| on[a-z]+=|javascript:`)
		external = regexp.MustCompile(`(href|src|action)="[^"/{#?]`)
	)
	for name, text := range source(t) {
		text = actions.ReplaceAllString(text, "")
		if found := spoken.FindString(text); found != "" {
			t.Errorf("%s: words in an attribute: %s", name, found)
		}
		if found := inline.FindString(text); found != "" {
			t.Errorf("%s: %s, which the content policy forbids", name, found)
		}
		if found := external.FindString(text); found != "" {
			t.Errorf("%s: leads elsewhere: %s", name, found)
		}
		if found := letters.FindString(tags.ReplaceAllString(text, "")); found != "" {
			t.Errorf("%s: the word %q", name, found)
		}
	}
}

func TestMistakesInTemplatesStopTheStart(t *testing.T) {
	all := texts(t)
	b := &binding{texts: all, language: all.Languages()[0], asset: func(string) string { return "" }}
	for text, says := range map[string]string{
		`{{t "no.such.text"}}`:                    "no such text",
		`{{if .A}}{{t "loans.renew"}}{{end}}`:     "without arguments", // it takes one
		`{{range .A}}{{asset "none.css"}}{{end}}`: "no such file",
		`{{with .A}}{{else}}{{nonsense}}{{end}}`:  "no such function",
		`{{t .Key}}`:                              "in quotes",
	} {
		tree := parse.New("x")
		tree.Mode = parse.SkipFuncCheck
		if _, err := tree.Parse(text, "", "", map[string]*parse.Tree{}); err != nil {
			t.Fatal(err)
		}
		if err := b.bind(tree.Root); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// Every branch of every template runs here, so that a field that is misspelt in
// one cannot wait for the visitor who needs it.
func TestEveryBranchOfEveryTemplateRenders(t *testing.T) {
	all := texts(t)
	r, err := NewRenderer(all, func(name string) string { return "/static/" + name })
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all.Languages() {
		for _, v := range append(views(), &DeskProblem{}) {
			pagetest.EveryBranch(t, v.Template()+" in "+l.Code, v, func(w io.Writer) error { return r.Render(w, l, v) })
		}
	}
}

func BenchmarkLoansTemplate(b *testing.B) {
	all := texts(b)
	r, err := NewRenderer(all, func(name string) string { return "/static/" + name })
	if err != nil {
		b.Fatal(err)
	}
	p := &Loans{Name: "Budi", Card: "••••0001", Loans: make([]Loan, 5)}
	for i := range p.Loans {
		p.Loans[i] = Loan{Value: "417.0", Title: "Bumi Manusia", Author: "Pramoedya Ananta Toer", Bar: 2,
			When: When{Day: "30", Month: "Nov", Before: "Kembalikan paling lambat", Date: "Senin, 30 November 2026", After: "7 hari lagi"}, Used: "0 dari 2 perpanjangan terpakai, sisa 2",
			Renew: "Perpanjang sampai Senin, 7 Desember 2026"}
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := r.Render(io.Discard, all.Languages()[0], p); err != nil {
			b.Fatal(err)
		}
	}
}

// An icon that is not in the sprite is an empty place; one that nobody shows is
// weight that everybody loads.
func TestEveryIconIsThereAndShown(t *testing.T) {
	shown := icons(t, "icon")
	banner, err := os.ReadFile("banner.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range regexp.MustCompile(`Icon: "([^"]+)"`).FindAllSubmatch(banner, -1) {
		shown[string(found[1])] = true
	}
	compare(t, "lucide.svg", shown)
	compare(t, "desk.svg", icons(t, "deskicon"))
}

// icons are those that templates show with a function.
func icons(t *testing.T, function string) map[string]bool {
	t.Helper()
	shown := map[string]bool{}
	for _, text := range source(t) {
		for _, found := range regexp.MustCompile(`\{\{-? *`+function+` "([^"]+)"`).FindAllStringSubmatch(text, -1) {
			shown[found[1]] = true
		}
	}
	return shown
}

func compare(t *testing.T, file string, shown map[string]bool) {
	t.Helper()
	sprite, err := static.Files.ReadFile("icons/" + file)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, found := range regexp.MustCompile(`<symbol id="([^"]+)"`).FindAllSubmatch(sprite, -1) {
		there[string(found[1])] = true
	}
	for name := range shown {
		if !there[name] {
			t.Errorf("there is no icon %s in static/icons/%s", name, file)
		}
	}
	for name := range there {
		if !shown[name] {
			t.Errorf("nobody shows the icon %s of static/icons/%s", name, file)
		}
	}
}
