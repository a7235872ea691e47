package view

import (
	"io"
	"testing"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/page/pagetest"
)

func TestEveryBranchOfEveryTemplateRenders(t *testing.T) {
	all, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	r, err := page.NewRenderer(all, func(name string) string { return "/static/" + name }, All()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all.Languages() {
		for _, v := range All() {
			pagetest.EveryBranch(t, v.Template()+" in "+l.Code, v, func(w io.Writer) error { return r.Render(w, l, v) })
		}
	}
}
