package web_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

func TestTheWorkerKeepsPublicFilesOnly(t *testing.T) {
	s := newSite(t, nil)
	w := s.ask(step{do: "GET /sw.js"})
	s.check(0, step{status: 200, headers: map[string]string{"Content-Type": "text/javascript", "Cache-Control": "no-cache"}}, w)
	list := regexp.MustCompile(`files = (\[[^\]]*\]);`).FindStringSubmatch(w.Body.String())
	if list == nil {
		t.Fatalf("no list of files in\n%s", w.Body)
	}
	var files []string
	if err := json.Unmarshal([]byte(list[1]), &files); err != nil || len(files) < 4 {
		t.Fatalf("%s: %v", list[1], err)
	}
	hashed := regexp.MustCompile(`^/static/[a-z0-9./-]+\.[0-9a-f]{12}\.[a-z0-9]+$`)
	for _, path := range files {
		if !hashed.MatchString(path) {
			t.Errorf("%s does not name its content", path)
		}
		s.check(0, step{do: "GET " + path, status: 200, headers: map[string]string{"Cache-Control": "public, max-age=31536000, immutable", "Set-Cookie": ""}},
			s.ask(step{do: "GET " + path}))
	}
	// Beside them it asks for one page, without credentials.
	for _, quoted := range regexp.MustCompile(`"/[^"]*"`).FindAllString(strings.Replace(w.Body.String(), list[0], "", 1), -1) {
		if quoted != `"/offline"` {
			t.Errorf("the worker names %s", quoted)
		}
	}
}

func TestThePageForNoNetworkIsTheSameForEverybody(t *testing.T) {
	s := newSite(t, nil)
	m := s.reader()
	s.vars = map[string]any{"card": m.Card}
	stranger := s.ask(step{do: "GET /offline"}).Body.String()
	s.ask(signIn())
	for i, st := range []step{
		{do: "GET /offline", status: 200, contains: []string{"Anda sedang luring", "Coba lagi"}, lacks: []string{"Keluar", m.Card}, headers: map[string]string{"Content-Language": "id", "Set-Cookie": ""}},
		{do: "GET /offline?language=en", status: 200, contains: []string{"You are offline", `<html lang="en"`}, headers: map[string]string{"Content-Language": "en"}},
		{do: "GET /offline?language=xx", status: 200, contains: []string{"Anda sedang luring"}},
	} {
		s.check(i, st, s.ask(st))
	}
	if member := s.ask(step{do: "GET /offline"}).Body.String(); member != stranger {
		t.Errorf("a member gets\n%s\na stranger\n%s", member, stranger)
	}
}

func TestTheManifestCarriesTheLibrarysName(t *testing.T) {
	s := newSite(t, nil)
	s.Set("library_name", `Perpustakaan "Menara" & Taman`)
	w := s.ask(step{do: "GET /manifest.webmanifest"})
	var m struct {
		Name  string `json:"name"`
		Start string `json:"start_url"`
		Icons []struct{ Src, Sizes, Purpose string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil {
		t.Fatal(err)
	}
	if m.Name != `Perpustakaan "Menara" & Taman` || m.Start != "/" {
		t.Errorf("%+v", m)
	}
	purposes := ""
	for _, icon := range m.Icons {
		purposes += icon.Purpose + " " + icon.Sizes + ", "
		s.check(0, step{do: "GET " + icon.Src, status: 200}, s.ask(step{do: "GET " + icon.Src}))
	}
	for _, want := range []string{"any 192x192", "any 512x512", "maskable 512x512"} {
		if !strings.Contains(purposes, want) {
			t.Errorf("no icon %s among %s", want, purposes)
		}
	}
	if !strings.Contains(s.ask(step{do: "GET /"}).Body.String(), `<link rel="manifest" href="/manifest.webmanifest">`) {
		t.Error("no page leads to the manifest")
	}
}
