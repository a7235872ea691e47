package web_test

import (
	"net/url"
	"strings"
	"testing"

	"simpanbudi/internal/web"
)

func TestEveryAnswerIsGuarded(t *testing.T) {
	guarded := map[string]string{
		"Content-Security-Policy": "default-src 'none'; style-src 'self'",
		"X-Content-Type-Options":  "nosniff", "Referrer-Policy": "same-origin", "Permissions-Policy": "camera=()",
		"X-Frame-Options": "DENY", "X-Request-Id": "", "Strict-Transport-Security": "",
	}
	delete(guarded, "X-Request-Id")
	secure := func(o *web.Options) { o.Secure = true }
	run(t, []scenario{
		{name: "pages, refusals, files and machines' answers", steps: []step{
			{do: "GET /", status: 200, headers: guarded},
			{do: "GET /loans", status: 303, headers: guarded},
			{do: "GET /nowhere", status: 404, headers: guarded},
			{do: "DELETE /loans", status: 405, headers: guarded},
			{do: "GET /healthz", status: 200, headers: guarded},
		}},
		{name: "behind TLS the browser is to keep to it", options: secure,
			library: func(s *site) map[string]any { return map[string]any{"card": s.reader().Card} },
			steps: []step{
				{do: "GET /", status: 200, headers: map[string]string{"Strict-Transport-Security": "max-age=31536000"}},
				{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {pin}}, status: 303, headers: map[string]string{"Set-Cookie": "__Host-session="}},
				{do: "POST /language", form: url.Values{"lang": {"en"}}, status: 303, headers: map[string]string{"Set-Cookie": "; HttpOnly; Secure; SameSite=Lax"}},
			}},
		{name: "what is not there, and what is asked for in a wrong way", steps: []step{
			{do: "GET /nowhere", status: 404, contains: []string{"Halaman tidak ditemukan", `href="/"`}},
			{do: "GET /loans/", status: 404},
			{do: "GET /receipts/..%2f..%2fetc", status: 404, lacks: []string{"etc"}},
			{do: "GET /receipts/%ff%fe", status: 404},
			{do: "GET /sign-in", status: 405, headers: map[string]string{"Allow": "POST"}, contains: []string{"tidak dibuka dengan cara itu"}},
			{do: "PUT /loans", status: 405, headers: map[string]string{"Allow": "GET"}},
			{do: "HEAD /", status: 200},
			{do: "BREW /", status: 405},
		}},
		{name: "a tampered cookie is nobody's session, not an error",
			library: func(s *site) map[string]any {
				s.cookies["session"] = strings.Repeat("A", 43)
				s.cookies["device"] = strings.Repeat("B", 43)
				s.cookies["language"] = "../../etc/passwd"
				s.cookies["notice"] = "reason.lost.text"
				return nil
			},
			steps: []step{
				{do: "GET /loans", status: 303, location: "/"},
				{do: "GET /", status: 200, contains: []string{"Masuk"}, lacks: []string{"hilang"}},
				{do: "POST /sign-in", form: url.Values{"card": {"X"}, "pin": {"1"}}, status: 401},
			}},
	})
}

func TestFormsOfOthersAreRefused(t *testing.T) {
	good := url.Values{"card": {"{card}"}, "pin": {pin}}
	from := func(name, value string, status int) step {
		return step{do: "POST /sign-in", form: good, header: map[string]string{name: value}, status: status}
	}
	reader := func(s *site) map[string]any { return map[string]any{"card": s.reader().Card} }
	run(t, []scenario{
		{name: "by what the browser says of where they come from", library: reader, steps: []step{
			{do: "POST /sign-in", form: good, header: map[string]string{"Sec-Fetch-Site": "cross-site"}, status: 403,
				contains: []string{"situs lain"}, headers: map[string]string{"Set-Cookie": ""}},
			from("Sec-Fetch-Site", "same-site", 403),
			from("Origin", "https://evil.example", 403),
			from("Origin", "null", 403),
			from("Sec-Fetch-Site", "same-origin", 303),
			from("Origin", "http://example.com", 303), // the host httptest asks for
			from("User-Agent", "curl/8", 303),         // no browser at all
		}},
		{name: "but not those of our own address behind a proxy", library: reader,
			options: func(o *web.Options) { o.BaseURL = "https://pinjaman.example.go.id/" },
			steps:   []step{from("Origin", "https://pinjaman.example.go.id", 303), from("Origin", "https://example.go.id", 403)}},
	})
}

func TestBodiesThatAreNoFormOfOurs(t *testing.T) {
	large := "card=" + strings.Repeat("1", 64<<10)
	run(t, []scenario{{
		name: "get a clear answer, signed in or not",
		library: func(s *site) map[string]any {
			m := s.reader()
			return map[string]any{"card": m.Card, "loan": m.Loan().Ref()}
		},
		steps: []step{
			{do: "POST /sign-in", body: large, status: 413, contains: []string{"Isian terlalu besar"}},
			{do: "POST /language", body: large, status: 413},
			{do: "POST /sign-in", body: "card=%FF%FE&pin=1", status: 400, contains: []string{"tidak dapat dibaca"}},
			{do: "POST /sign-in", body: "card=%zz", status: 400},
			{do: "POST /sign-in", body: "%FF=1", status: 400},
			{do: "POST /sign-in", body: `{"card":"1"}`, header: map[string]string{"Content-Type": "application/json"}, status: 415, contains: []string{"Bentuk isian tidak dikenal"}},
			{do: "POST /sign-in", body: "card=1", header: map[string]string{"Content-Type": "multipart/form-data; boundary=x"}, status: 415},
			{do: "POST /sign-in", body: "card=1", header: map[string]string{"Content-Type": "text/plain;;;"}, status: 415},
			{do: "POST /language", form: url.Values{"lang": {"xx"}}, status: 400},
			signIn(),
			{do: "POST /loans/renew", body: "loan={loan}&x=" + strings.Repeat("1", 64<<10), status: 413},
			{do: "POST /loans/renew", body: "loan={loan}&loan=%FF", status: 400},
			{do: "GET /loans", status: 200, contains: []string{"0 dari 2 perpanjangan"}},
		},
	}})
}
