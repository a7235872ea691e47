package page

import (
	"reflect"
	"strings"
	"testing"

	"simpanbudi/internal/web/page/pagetest"
	"simpanbudi/internal/web/stencil"
)

func asset(name string) string { return "/static/" + name }

// What is compiled must be, byte for byte, what html/template would have written:
// its escaping is the safety of every page.
func TestPagesAreWhatHTMLTemplateWrites(t *testing.T) {
	all := texts(t)
	r, err := NewRenderer(all, asset)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all.Languages() {
		for _, empty := range views() {
			full := reflect.New(reflect.TypeOf(empty).Elem())
			pagetest.FillIn(full.Interface())
			for _, v := range []View{empty, full.Interface().(View)} {
				slow, err := HTML(all, l, asset, v)
				if err != nil {
					t.Fatal(err)
				}
				var want, got strings.Builder
				if err := slow.Execute(&want, v); err != nil {
					t.Fatal(err)
				}
				if err := r.Render(&got, l, v); err != nil {
					t.Fatal(err)
				}
				if got.String() != want.String() {
					t.Errorf("%s in %s:\n%s\nhtml/template writes\n%s", v.Template(), l.Code, got.String(), want.String())
				}
			}
		}
	}
}

// The pages that many ask for at once are compiled; a construct that a stencil does
// not understand would make them slow without a word.
func TestMemberPagesAreCompiled(t *testing.T) {
	all := texts(t)
	cutter, err := stencil.NewCutter()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []View{&SignIn{}, &Loans{}, &RenewAllPlan{}, &Receipt{}, &History{}, &Link{}, &KioskLoans{}} {
		whole, live, err := parseView(&binding{texts: all, language: all.Languages()[0], asset: asset}, v)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cutter.Cut(whole, v); err != nil {
			t.Errorf("%s: %v", v.Template(), err)
		}
		if live == nil {
			continue
		}
		if _, err := cutter.Cut(live, v); err != nil {
			t.Errorf("live %s: %v", v.Template(), err)
		}
	}
}
