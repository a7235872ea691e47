package channel_test

import (
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"simpanbudi/data"
	"simpanbudi/internal/reminder/channel"
)

const secret = "kunci-rahasia"

// provider is a server that answers as told and keeps what it was asked.
type provider struct {
	*httptest.Server
	asked   *http.Request
	body    string
	answers func(w http.ResponseWriter)
}

func newProvider(t *testing.T, answers func(w http.ResponseWriter)) *provider {
	t.Helper()
	p := &provider{answers: answers}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		p.asked, p.body = r, string(body)
		p.answers(w)
	}))
	t.Cleanup(p.Close)
	return p
}

// says answers with a status and a body.
func says(status int, body string) func(w http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func ready(t *testing.T, name string) *channel.Form {
	t.Helper()
	text, err := fs.ReadFile(data.Files, "gateways/"+name+".json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := channel.ParseForm(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f
}

func toPhone() *channel.Message {
	m := message()
	m.To, m.Body = "+6281234567890", "Halo \"Budi\"\n& {{.token}}"
	return m
}

func TestEachGatewayIsAskedAsItsDocumentationSays(t *testing.T) {
	for _, c := range []struct {
		gateway, answer    string
		header, wantHeader string
		body               []string
		id                 string
	}{
		{"fonnte", `{"status":true,"id":["80367170"],"detail":"success! message in queue"}`, "Authorization", secret,
			[]string{"target=6281234567890", "countryCode=0", "message=Halo+%22Budi%22%0A%26+%7B%7B.token%7D%7D"}, "80367170"},
		{"waha", `{"id":"true_6281234567890@c.us_AAA","timestamp":1}`, "X-Api-Key", secret,
			[]string{`"chatId":"6281234567890@c.us"`, `"session":"default"`, `"text":"Halo \"Budi\"\n\u0026 {{.token}}"`}, "true_6281234567890@c.us_AAA"},
		{"gowa", `{"code":"SUCCESS","message":"ok","results":{"message_id":"3EB0","status":"sent"}}`, "Authorization", "Basic a3VuY2ktcmFoYXNpYQ==",
			[]string{`"phone":"6281234567890@s.whatsapp.net"`}, "3EB0"},
	} {
		t.Run(c.gateway, func(t *testing.T) {
			p := newProvider(t, says(200, c.answer))
			g, err := channel.NewGateway(ready(t, c.gateway), p.URL+"/send", secret)
			if err != nil {
				t.Fatal(err)
			}
			r := g.Send(t.Context(), toPhone())
			if r.Outcome != channel.Sent || r.ID != c.id {
				t.Fatalf("%+v", r)
			}
			if got := p.asked.Header.Get(c.header); got != c.wantHeader {
				t.Errorf("%s: %q", c.header, got)
			}
			for _, part := range c.body {
				if !strings.Contains(p.body, part) {
					t.Errorf("no %s in %s", part, p.body)
				}
			}
		})
	}
}

func TestWhatAGatewaysAnswerMeans(t *testing.T) {
	hangUp := func(w http.ResponseWriter) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_ = conn.Close()
		}
	}
	half := func(w http.ResponseWriter) {
		w.Header().Set("Content-Length", "500")
		_, _ = io.WriteString(w, `{"status":`)
	}
	for _, c := range []struct {
		name    string
		answers func(w http.ResponseWriter)
		want    channel.Outcome
		words   string
		wait    time.Duration
	}{
		{"refused with 200", says(200, `{"status":false,"reason":"insufficient quota"}`), channel.Later, "insufficient quota", 0},
		{"nobody has the number", says(200, `{"status":false,"reason":"Target invalid"}`), channel.Never, "Target invalid", 0},
		{"too many", func(w http.ResponseWriter) { w.Header().Set("Retry-After", "90"); w.WriteHeader(429) }, channel.Later, "429", 90 * time.Second},
		{"broken", says(502, "<html>"), channel.Later, "502", 0},
		{"a token that is none", says(401, `{"reason":"token kunci-rahasia invalid"}`), channel.Later, "token … invalid", 0},
		{"moved", func(w http.ResponseWriter) { w.Header().Set("Location", "http://127.0.0.1:1/"); w.WriteHeader(302) }, channel.Later, "302", 0},
		{"nonsense", says(422, `{}`), channel.Never, "422", 0},
		{"hung up", hangUp, channel.Unknown, "EOF", 0},
		{"half an answer", half, channel.Unknown, "EOF", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newProvider(t, c.answers)
			g, err := channel.NewGateway(ready(t, "fonnte"), p.URL, secret)
			if err != nil {
				t.Fatal(err)
			}
			r := g.Send(t.Context(), toPhone())
			if r.Outcome != c.want || !strings.Contains(r.Words, c.words) || r.Wait != c.wait || strings.Contains(r.Words, secret) {
				t.Errorf("%+v", r)
			}
		})
	}
	g, err := channel.NewGateway(ready(t, "fonnte"), "http://127.0.0.1:1/", secret)
	if err != nil {
		t.Fatal(err)
	}
	if r := g.Send(t.Context(), toPhone()); r.Outcome != channel.Later {
		t.Errorf("nobody there: %+v", r)
	}
}

func TestDescriptionsThatMakeNoSenseAreRefused(t *testing.T) {
	for text, says := range map[string]string{
		`{`:                               "not a description",
		`{"url":"x","sucess":{}}`:         "sucess",
		`{"method":"DELETE"}`:             "method",
		`{"form":{"a":"{{.pesan}}"}}`:     "no {{.pesan}}",
		`{"json":{"a":[{"b":"{{.x}}"}]}}`: "no {{.x}}",
		`{"form":{},"json":{}}`:           "not both",
		`{"headers":{"A":"{{.token"}}`:    "not an argument",
		`{"spacing_seconds":[5,1]}`:       "spacing",
	} {
		if _, err := channel.ParseForm([]byte(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, address := range []string{"", "x", "ftp://h/", "/send"} {
		if _, err := channel.NewGateway(&channel.Form{}, address, ""); err == nil {
			t.Errorf("%q is a gateway", address)
		}
	}
}

func TestWhatsAppGetsATemplateWithAButton(t *testing.T) {
	p := newProvider(t, says(200, `{"messaging_product":"whatsapp","messages":[{"id":"wamid.HBg"}]}`))
	w, err := channel.NewWhatsApp(channel.WhatsAppOptions{Base: p.URL, Phone: "10987", Token: secret, Template: "pengingat"})
	if err != nil {
		t.Fatal(err)
	}
	m := toPhone()
	m.Greeting, m.Loans, m.First, m.Due, m.Link = "Halo Budi,", 2, "Bumi\nManusia", "Kamis, 26 November 2026", "https://p.example/r/tok-en_1"
	if r := w.Send(t.Context(), m); r.Outcome != channel.Sent || r.ID != "wamid.HBg" {
		t.Fatalf("%+v", r)
	}
	if p.asked.URL.Path != "/10987/messages" || p.asked.Header.Get("Authorization") != "Bearer "+secret {
		t.Errorf("%s %s", p.asked.URL.Path, p.asked.Header)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(p.body), &got); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"to":"6281234567890"`, `"name":"pengingat"`, `"code":"id"`, `"text":"Bumi Manusia"`, `"sub_type":"url"`, `"text":"tok-en_1"`} {
		if !strings.Contains(p.body, part) {
			t.Errorf("no %s in %s", part, p.body)
		}
	}
}

func TestWhatWhatsAppsAnswerMeans(t *testing.T) {
	for body, want := range map[string]channel.Outcome{
		`{"error":{"code":131026,"message":"Message undeliverable"}}`:           channel.Never,
		`{"error":{"code":130429,"message":"Rate limit hit"}}`:                  channel.Later,
		`{"error":{"code":190,"message":"token kunci-rahasia has expired"}}`:    channel.Later,
		`{"error":{"code":132001,"error_data":{"details":"no such template"}}}`: channel.Later,
		`oops`: channel.Later,
	} {
		p := newProvider(t, says(400, body))
		w, err := channel.NewWhatsApp(channel.WhatsAppOptions{Base: p.URL, Phone: "1", Token: secret, Template: "x"})
		if err != nil {
			t.Fatal(err)
		}
		if r := w.Send(t.Context(), toPhone()); r.Outcome != want || strings.Contains(r.Words, secret) {
			t.Errorf("%s: %+v", body, r)
		}
	}
}
