package web_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"testing"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web"
)

// The page of five loans through the whole handler, beside bare Gin rendering
// the same template from a model made once: what our own work adds to it.
func BenchmarkMyLoans(b *testing.B) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		b.Fatal(err)
	}
	defer null.Close()
	s := newSite(b, func(o *web.Options) { o.Log = slog.New(slog.NewJSONHandler(null, nil)) })
	m := s.reader()
	for i := range 5 {
		m.Loan(librarytest.Due("2026-11-2"+string(rune('3'+i))), librarytest.Borrowed(librarytest.At("2026-11-17T10:00")))
	}
	s.vars = map[string]any{"card": m.Card}
	s.check(0, signIn(), s.ask(step{do: "POST /sign-in", form: url.Values{"card": {m.Card}, "pin": {pin}}}))

	yardstick, err := web.NewLoansPage(m.Loans(), librarytest.Jakarta(), "id")
	if err != nil {
		b.Fatal(err)
	}
	bare := gin.New()
	bare.GET("/loans", func(c *gin.Context) {
		var page bytes.Buffer
		if err := yardstick.Render(&page); err != nil {
			b.Error(err)
		}
		c.Data(http.StatusOK, "text/html; charset=utf-8", page.Bytes())
	})
	for _, c := range []struct {
		name    string
		handler http.Handler
	}{{"bare Gin", bare}, {"product", s.handler}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequest(http.MethodGet, "/loans", nil)
				r.Header.Set("Cookie", "session="+s.cookies["session"])
				w := httptest.NewRecorder()
				c.handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
