package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"simpanbudi/internal/web"
)

func TestALibrarysOwnLook(t *testing.T) {
	s := newSite(t, nil)
	file := filepath.Join(t.TempDir(), "logo.svg")
	if err := os.WriteFile(file, []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>`), 0o600); err != nil {
		t.Fatal(err)
	}
	plain := step{do: "GET /", status: 200, contains: []string{`<img src="/static/icon.`}, lacks: []string{"/logo", "/static/accent."}}
	s.check(0, plain, s.ask(plain))
	s.Set("logo_file", file)
	s.Set("accent", "#14654a")
	own := step{do: "GET /", status: 200, contains: []string{`<img src="/logo?v=`, "/static/accent.14654a-"}}
	w := s.ask(own)
	s.check(1, own, w)
	kept := map[string]string{"Cache-Control": "public, max-age=31536000, immutable"}
	for i, st := range []step{
		{do: "GET " + regexp.MustCompile(`/static/accent\.[0-9a-f-]+\.css`).FindString(w.Body.String()), status: 200, headers: kept,
			contains: []string{"--accent:#14654a", "prefers-color-scheme: dark"}},
		{do: "GET /static/accent.14654a-000000000000.css", status: 404},
		{do: "GET " + regexp.MustCompile(`/logo\?v=[0-9a-f]+`).FindString(w.Body.String()), status: 200,
			headers: map[string]string{"Content-Type": "image/svg+xml", "Content-Security-Policy": "sandbox", "Cache-Control": "immutable"}},
		{do: "GET /logo", status: 200, headers: map[string]string{"Cache-Control": "max-age=300"}},
	} {
		s.check(2+i, st, s.ask(st))
	}
	s.Set("logo_file", "")
	none := step{do: "GET /logo", status: 404}
	s.check(6, none, s.ask(none))
}

func TestThePartsAreShownInADemonstrationOnly(t *testing.T) {
	run(t, []scenario{
		{name: "not in a library", steps: []step{{do: "GET /components", status: 404}}},
		{name: "in a demonstration",
			options: func(o *web.Options) { o.Demo = true },
			steps: []step{{do: "GET /components", status: 200, contains: []string{
				`class="specimen light"`, `class="specimen dark"`, "2 orang menunggu", "Sudah lewat 3 hari", `aria-busy="true"`, "disabled",
				"denda Rp15.000", "ditangguhkan", "ألف ليلة وليلة"}}}},
	})
}

func TestAReceiptForThePaperAtHand(t *testing.T) {
	run(t, []scenario{{name: "A4 unless a slip is chosen",
		library: func(s *site) map[string]any {
			m := s.reader()
			return map[string]any{"card": m.Card, "ref": m.Renew(m.Loan()).Ref}
		},
		steps: []step{signIn(),
			{do: "GET /receipts/{ref}", status: 200, lacks: []string{"paper-58", "paper-80"},
				contains: []string{`role="status" tabindex="-1" autofocus`, `href="/receipts/{ref}" aria-current="true"`}},
			{do: "GET /receipts/{ref}?paper=58", status: 200, contains: []string{"/static/css/paper-58."}, lacks: []string{"paper-80."}},
			{do: "GET /receipts/{ref}?paper=80", status: 200, contains: []string{"/static/css/paper-80."}, lacks: []string{"paper-58."}},
			{do: "GET /receipts/{ref}?paper=%22%3E%3Cb%3E", status: 200, lacks: []string{"paper-58.", "<b>"}},
		}}})
}
