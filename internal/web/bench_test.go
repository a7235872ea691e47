package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web"
)

// The page of five loans through the whole handler, without a network: what of
// it is ours. simpanbudi bench measures it beside bare Gin.
func BenchmarkMyLoans(b *testing.B) {
	s := newSite(b, func(o *web.Options) { o.Log = slog.New(slog.NewJSONHandler(io.Discard, nil)) })
	m := s.reader()
	for i := range 5 {
		m.Loan(librarytest.Due("2026-11-2"+strconv.Itoa(3+i)), librarytest.Borrowed(librarytest.At("2026-11-17T10:00")))
	}
	s.vars = map[string]any{"card": m.Card}
	s.check(0, signIn(), s.ask(signIn()))
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest(http.MethodGet, "/loans", nil)
		r.Header.Set("Cookie", "session="+s.cookies["session"])
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
