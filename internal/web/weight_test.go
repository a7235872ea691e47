package web_test

import (
	"fmt"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
)

// A browser's visit, counted in bytes on the wire: bodies as they are sent, and
// headers as HTTP/1.1 writes them.
type wireVisit struct {
	s     *site
	kept  map[string]bool // immutable files that have been fetched
	bytes int
	lines []string
}

var loads = regexp.MustCompile(`(?:<script src|<link rel="(?:stylesheet|icon|preload|manifest)"[^>]* href|<img src|<use href)="([^"#]+)`)

// open asks for a page and for everything it loads that is not kept yet.
func (v *wireVisit) open(path string) {
	v.s.t.Helper()
	page := v.fetch(path)
	for _, found := range loads.FindAllStringSubmatch(page, -1) {
		v.load(found[1])
	}
}

func (v *wireVisit) load(path string) {
	if v.kept[path] {
		return
	}
	text := v.fetch(path)
	if strings.HasSuffix(path, ".css") {
		for _, found := range regexp.MustCompile(`url\("([^"#]+)`).FindAllStringSubmatch(text, -1) {
			v.load(found[1])
		}
	}
}

// fetch counts an answer as a browser asks for it, and returns it readable.
func (v *wireVisit) fetch(path string) string {
	v.s.t.Helper()
	accept := func(coding string) *httptest.ResponseRecorder {
		return v.s.ask(step{do: "GET " + path, header: map[string]string{"Accept-Encoding": coding}})
	}
	w := accept("gzip, deflate, br, zstd")
	if w.Code != 200 {
		v.s.t.Fatalf("%s: status %d", path, w.Code)
	}
	var head strings.Builder
	if err := w.Result().Header.Write(&head); err != nil {
		v.s.t.Fatal(err)
	}
	size := w.Body.Len() + head.Len() + len("HTTP/1.1 200 OK\r\n\r\n")
	v.bytes += size
	v.lines = append(v.lines, fmt.Sprintf("%s %s %.1f kB", path, w.Header().Get("Content-Encoding"), float64(size)/1000))
	if strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		v.kept[path] = true
	}
	return accept("").Body.String()
}

func TestPagesAreLight(t *testing.T) {
	s := newSite(t, nil)
	m := s.reader()
	for range 5 {
		m.Loan(librarytest.Due("2026-11-23"))
	}
	s.vars = map[string]any{"card": m.Card}
	v := &wireVisit{s: s, kept: map[string]bool{}}
	v.open("/")
	for _, kept := range regexp.MustCompile(`"(/[^"]+)"`).FindAllStringSubmatch(v.fetch("/sw.js"), -1) {
		v.load(kept[1]) // what the worker fetches behind the page
	}
	first := v.bytes
	t.Logf("first page, %d bytes:\n%s", first, strings.Join(v.lines, "\n"))
	if first > 60_000 {
		t.Errorf("the first page with everything is %d bytes", first)
	}
	s.ask(signIn())
	v.bytes, v.lines = 0, nil
	v.open("/loans")
	t.Logf("my loans after it, %d bytes:\n%s", v.bytes, strings.Join(v.lines, "\n"))
	if v.bytes > 40_000 {
		t.Errorf("my loans after the first visit are %d bytes", v.bytes)
	}
	v.bytes, v.lines = 0, nil
	v.open("/loans")
	t.Logf("my loans again, %d bytes:\n%s", v.bytes, strings.Join(v.lines, "\n"))
	if v.bytes > 10_000 {
		t.Errorf("my loans with everything kept are %d bytes", v.bytes)
	}
}

func TestWhatTravelsCompressed(t *testing.T) {
	s := newSite(t, nil)
	m := s.reader()
	s.vars = map[string]any{"card": m.Card}
	s.ask(signIn())
	css := regexp.MustCompile(`/static/css/site\.[0-9a-f]{12}\.css`).FindString(s.ask(step{do: "GET /loans"}).Body.String())
	font := regexp.MustCompile(`/static/fonts/[^"]*woff2`).FindString(s.ask(step{do: "GET /loans"}).Body.String())
	asks := func(do, accept, coding, vary string) step {
		return step{do: do, status: 200, header: map[string]string{"Accept-Encoding": accept},
			headers: map[string]string{"Content-Encoding": coding, "Vary": vary}}
	}
	for i, st := range []step{
		asks("GET "+css, "gzip, br", "br", "Accept-Encoding"),
		asks("GET "+css, "gzip, br;q=0.5", "gzip", "Accept-Encoding"),
		asks("GET "+css, "gzip;q=0", "", "Accept-Encoding"),
		asks("GET "+css, "", "", "Accept-Encoding"),
		asks("GET "+font, "gzip, br", "", ""),
		asks("GET /loans", "gzip, br", "gzip", "Accept-Encoding"),
		asks("GET /loans", "br", "", "Accept-Encoding"),
		asks("GET /pin?receipt=ABC", "gzip, br", "", "Cookie"), // another site may have written it
		asks("GET /healthz", "gzip, br", "", ""),
	} {
		s.check(i, st, s.ask(st))
	}
	s.ask(step{do: "POST /sign-out"})
	again := step{do: "POST /sign-in", body: "card=X&pin=1", header: map[string]string{"Accept-Encoding": "gzip"}, status: 401, headers: map[string]string{"Content-Encoding": ""}}
	s.check(9, again, s.ask(again))
}
