package web_test

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web"
)

func TestWhatMachinesAsk(t *testing.T) {
	here := map[string]string{"Remote": "127.0.0.1:5000"}
	run(t, []scenario{
		{name: "alive and ready", steps: []step{
			{do: "GET /healthz", status: 200, contains: []string{"ok"}, headers: map[string]string{"Cache-Control": "no-store"}},
			{do: "GET /readyz", status: 200, contains: []string{"ready"}},
		}},
		{name: "alive but not ready",
			options: func(o *web.Options) {
				o.Ready = func(context.Context) error {
					return fault.Wrap(errors.New("/srv/data is gone"), fault.Unavailable, "")
				}
			},
			steps: []step{
				{do: "GET /healthz", status: 200},
				{do: "GET /readyz", status: 503, contains: []string{"unavailable"}, lacks: []string{"/srv"}},
			}},
		{name: "figures are for this machine",
			library: func(s *site) map[string]any {
				m := s.reader()
				return map[string]any{"card": m.Card, "loan": m.Loan().Ref()}
			},
			steps: []step{
				signIn(),
				{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, status: 303},
				{do: "GET /receipts/{ref}", status: 200},
				{do: "GET /metrics", header: here, status: 200,
					contains: []string{`simpanbudi_http_request_seconds_count{method="GET",route="/receipts/:ref",status="200"} 1`,
						`simpanbudi_renewal_posts_total{result="receipt"} 1`, `simpanbudi_build_info{version="test"} 1`, "go_goroutines"},
					lacks: []string{"{ref}", "{card}"}},
				{do: "GET /metrics", header: map[string]string{"Remote": "[::1]:5000"}, status: 200},
				{do: "GET /metrics", status: 404},
				{do: "GET /metrics", header: map[string]string{"X-Forwarded-For": "127.0.0.1"}, status: 404},
				{do: "GET /metrics", header: map[string]string{"Remote": "127.0.0.1:5000", "X-Forwarded-For": "198.51.100.9"}, status: 404},
			}},
		{name: "unless they are public",
			library: func(s *site) map[string]any { s.Set("metrics", "public"); return nil },
			steps:   []step{{do: "GET /metrics", status: 200, contains: []string{"go_goroutines"}}}},
	})
}

func TestFilesMayBeKeptForEver(t *testing.T) {
	s := newSite(t, nil)
	page := s.ask(step{do: "GET /"}).Body.String()
	css := regexp.MustCompile(`/static/css/site\.[0-9a-f]{12}\.css`).FindString(page)
	icon := regexp.MustCompile(`/static/icon\.[0-9a-f]{12}\.svg`).FindString(page)
	kept := map[string]string{"Cache-Control": "public, max-age=31536000, immutable"}
	for i, st := range []step{
		{do: "GET " + css, status: 200, headers: kept, contains: []string{"--paper"}},
		{do: "GET " + css, header: map[string]string{"Accept-Encoding": "gzip"}, status: 200,
			headers: map[string]string{"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Content-Type": "text/css"}},
		{do: "GET " + css, header: map[string]string{"Accept-Encoding": "gzip;q=0"}, status: 200, headers: map[string]string{"Content-Encoding": ""}},
		{do: "GET " + icon, status: 200, headers: map[string]string{"Content-Type": "image/svg+xml"}},
		{do: "HEAD " + icon, status: 200, headers: kept},
		{do: "GET /static/css/site.css", status: 404},
		{do: "GET /static/embed.go", status: 404},
		{do: "GET /static/../web.go", status: 404},
		{do: "GET /static/", status: 404},
		{do: "POST " + css, status: 405},
	} {
		s.check(i, st, s.ask(st))
	}
}
