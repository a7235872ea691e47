package channel_test

import (
	"context"
	"crypto/tls"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/reminder/smtptest"
	"simpanbudi/internal/server/servertest"
)

func sender(t *testing.T) *mail.Address {
	t.Helper()
	from, err := channel.ParseSender("Perpustakaan Kudus <perpustakaan@example.go.id>")
	if err != nil {
		t.Fatal(err)
	}
	return from
}

func server(t *testing.T, text string) channel.SMTP {
	t.Helper()
	s, err := channel.ParseSMTP(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func message() *channel.Message {
	return &channel.Message{ID: 7, Created: time.Unix(1764000000, 0), To: "budi@example.org", Language: "id", Library: "Perpustakaan Kudus",
		Subject: "Pengingat pinjaman — 2 buku", Body: "Halo Budi,\n\n• “Bumi <Manusia>”: besok.\nPerpanjang di sini: https://p.example/r/abc?x=1&y=2\n\nSalam",
		Stop: "https://p.example/u/xyz"}
}

// parts takes a multipart message apart: type to text.
func parts(t *testing.T, m smtptest.Mail) map[string]string {
	t.Helper()
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]string{}
	r := multipart.NewReader(strings.NewReader(m.Body), params["boundary"])
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type"))
		list[kind] = strings.ReplaceAll(string(text), "\r\n", "\n")
	}
}

func TestAMessageArrivesAsTextAndHTML(t *testing.T) {
	s := smtptest.New(t, smtptest.Options{})
	r := channel.NewEmail(server(t, "smtp://"+s.Addr), sender(t), nil).Send(t.Context(), message())
	if r.Outcome != channel.Sent || r.ID == "" {
		t.Fatalf("%+v", r)
	}
	m := s.Mails()[0]
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != message().Subject || m.To != "budi@example.org" || m.From != "perpustakaan@example.go.id" {
		t.Errorf("%q %v %q %q", subject, err, m.To, m.From)
	}
	for name, want := range map[string]string{"List-Unsubscribe": "<https://p.example/u/xyz>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"Message-Id": "<7.1764000000@example.go.id>", "Content-Language": "id", "Auto-Submitted": "auto-generated"} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
	p := parts(t, m)
	if p["text/plain"] != message().Body {
		t.Errorf("text %q", p["text/plain"])
	}
	for _, want := range []string{`lang="id"`, "“Bumi &lt;Manusia&gt;”", `<a href="https://p.example/r/abc?x=1&amp;y=2">`} {
		if !strings.Contains(p["text/html"], want) {
			t.Errorf("no %q in %q", want, p["text/html"])
		}
	}
}

func TestWhatAMailServersAnswerMeans(t *testing.T) {
	for _, c := range []struct {
		name  string
		with  func(s *smtptest.Server)
		want  channel.Outcome
		words string
	}{
		{"no such user", func(s *smtptest.Server) {
			s.Refuse(func(string) error { return smtptest.Error(550, "no such user here") })
		}, channel.Never, "no such user here"},
		{"greylisted", func(s *smtptest.Server) {
			s.Refuse(func(string) error { return smtptest.Error(451, "come back later") })
		}, channel.Later, "come back later"},
		{"full", func(s *smtptest.Server) {
			s.RefuseData(func(string) error { return smtptest.Error(452, "mailbox full") })
		}, channel.Later, "mailbox full"},
		{"taken for spam", func(s *smtptest.Server) {
			s.RefuseData(func(string) error { return smtptest.Error(554, "looks like spam") })
		}, channel.Never, "looks like spam"},
		{"gone without an answer", func(s *smtptest.Server) { s.Drop(true) }, channel.Unknown, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := smtptest.New(t, smtptest.Options{})
			c.with(s)
			r := channel.NewEmail(server(t, "smtp://"+s.Addr), sender(t), nil).Send(t.Context(), message())
			if r.Outcome != c.want || !strings.Contains(r.Words, c.words) {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestAServerThatIsNotThereOrTooSlowIsTriedLater(t *testing.T) {
	s := smtptest.New(t, smtptest.Options{})
	gone := channel.NewEmail(server(t, "smtp://127.0.0.1:1"), sender(t), nil)
	if r := gone.Send(t.Context(), message()); r.Outcome != channel.Later {
		t.Errorf("%+v", r)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r := channel.NewEmail(server(t, "smtp://"+s.Addr), sender(t), nil).Send(ctx, message()); r.Outcome != channel.Later || s.Tries() != 0 {
		t.Errorf("%+v", r)
	}
}

func TestPasswordsGoByTLSAndAreNeverTold(t *testing.T) {
	certFile, keyFile, roots := servertest.Certificate(t)
	pair, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		t.Fatal(err)
	}
	config := &tls.Config{Certificates: []tls.Certificate{pair}}
	trust := &tls.Config{RootCAs: roots, ServerName: "127.0.0.1"}
	for name, c := range map[string]struct {
		scheme   string
		implicit bool
	}{"STARTTLS": {"smtp", false}, "TLS": {"smtps", true}} {
		t.Run(name, func(t *testing.T) {
			s := smtptest.New(t, smtptest.Options{TLS: config, Implicit: c.implicit, User: "kudus", Password: "rahasia-sekali"})
			r := channel.NewEmail(server(t, c.scheme+"://kudus:rahasia-sekali@"+s.Addr), sender(t), trust).Send(t.Context(), message())
			if r.Outcome != channel.Sent || !s.Mails()[0].TLS {
				t.Fatalf("%+v", r)
			}
			r = channel.NewEmail(server(t, c.scheme+"://kudus:salah-sekali@"+s.Addr), sender(t), trust).Send(t.Context(), message())
			if r.Outcome != channel.Later || strings.Contains(r.Words, "salah-sekali") {
				t.Errorf("%+v", r)
			}
			r = channel.NewEmail(server(t, c.scheme+"://kudus:rahasia-sekali@"+s.Addr), sender(t), nil).Send(t.Context(), message())
			if r.Outcome != channel.Later {
				t.Errorf("a certificate nobody vouches for: %+v", r)
			}
		})
	}
}

func TestAddressesOfServersAndSenders(t *testing.T) {
	for text, want := range map[string]channel.SMTP{
		"smtp://mail.example":              {Host: "mail.example", Port: 587},
		"smtps://a%40b:c%3Ad@mail.example": {Host: "mail.example", Port: 465, TLS: true, User: "a@b", Password: "c:d"},
		"smtp://[::1]:2525/":               {Host: "::1", Port: 2525},
	} {
		if got, err := channel.ParseSMTP(text); err != nil || got != want {
			t.Errorf("%s: %+v %v", text, got, err)
		}
	}
	for _, text := range []string{"", "mail.example:25", "http://mail.example", "smtp://", "smtp://h:0", "smtp://h:99999", "smtp://h/x", "smtp://u:geheim@h:x"} {
		if got, err := channel.ParseSMTP(text); err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %+v %v", text, got, err)
		}
	}
	for _, text := range []string{"", "x", "a@b, c@d"} {
		if _, err := channel.ParseSender(text); err == nil {
			t.Errorf("%q is a sender", text)
		}
	}
}
