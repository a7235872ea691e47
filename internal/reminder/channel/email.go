package channel

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Email is e-mail by SMTP.
type Email struct {
	server SMTP
	from   *mail.Address
	roots  *tls.Config // nil: the machine's certificates
}

// NewEmail returns the channel. trust is for tests that make their own certificate;
// nil is the machine's.
func NewEmail(server SMTP, from *mail.Address, trust *tls.Config) *Email {
	return &Email{server: server, from: from, roots: trust}
}

// Name is "email".
func (*Email) Name() string { return "email" }

// answerWithin is how long a mail server has for each of its answers.
const answerWithin = 30 * time.Second

// Send sends a message as text and HTML, with a one-click way to stop (RFC 8058).
func (e *Email) Send(ctx context.Context, m *Message) Result {
	msg, err := e.message(m)
	if err != nil {
		return Result{Outcome: Never, Words: Clip(err.Error())}
	}
	client, err := e.client()
	if err != nil {
		return Result{Outcome: Later, Words: Clip(err.Error())}
	}
	conn, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return Result{Outcome: Later, Words: Clip(e.hide(err.Error()))}
	}
	defer func() { _ = client.CloseWithSMTPClient(conn) }() // the message has its answer by then
	if err := client.SendWithSMTPClient(conn, msg); err != nil {
		return e.judge(err)
	}
	return Result{Outcome: Sent, ID: messageID(m, e.from)}
}

func (e *Email) client() (*gomail.Client, error) {
	o := []gomail.Option{gomail.WithPort(e.server.Port), gomail.WithTimeout(answerWithin), gomail.WithoutNoop()}
	switch {
	case e.server.TLS:
		o = append(o, gomail.WithSSL())
	case e.server.User != "" && !e.server.local():
		o = append(o, gomail.WithTLSPolicy(gomail.TLSMandatory)) // a password is not sent in clear
	default:
		o = append(o, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	}
	if e.server.User != "" {
		auth := gomail.SMTPAuthAutoDiscover
		if e.server.local() {
			auth = gomail.SMTPAuthPlainNoEnc
		}
		o = append(o, gomail.WithSMTPAuth(auth), gomail.WithUsername(e.server.User), gomail.WithPassword(e.server.Password))
	}
	if e.roots != nil {
		o = append(o, gomail.WithTLSConfig(e.roots))
	}
	return gomail.NewClient(e.server.Host, o...)
}

func (e *Email) message(m *Message) (*gomail.Msg, error) {
	msg := gomail.NewMsg()
	if err := msg.FromFormat(orElse(e.from.Name, m.Library), e.from.Address); err != nil {
		return nil, err
	}
	if err := msg.To(m.To); err != nil {
		return nil, err
	}
	msg.Subject(m.Subject)
	msg.SetDateWithValue(time.Now())
	msg.SetMessageIDWithValue(messageID(m, e.from))
	msg.SetGenHeader(gomail.HeaderContentLang, m.Language)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nobody answers it by a machine
	if m.Stop != "" {
		msg.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+m.Stop+">")
		msg.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Body)
	msg.AddAlternativeString(gomail.TypeTextHTML, page(m))
	return msg, nil
}

// messageID is the same at every try, so that a mail server that has taken a
// message twice can know it again.
func messageID(m *Message, from *mail.Address) string {
	_, domain, _ := strings.Cut(from.Address, "@")
	return fmt.Sprintf("%d.%d@%s", m.ID, m.Created.Unix(), domain)
}

// judge tells what a failure means for this message. What concerns the sender, not
// the one who is written to, passes when the library has put it right.
func (e *Email) judge(err error) Result {
	words := Clip(e.hide(err.Error()))
	failed, ok := errors.AsType[*gomail.SendError](err)
	if !ok {
		return Result{Outcome: Later, Words: words}
	}
	switch {
	case failed.Reason == gomail.ErrSMTPDataClose && failed.ErrorCode() == 0:
		return Result{Outcome: Unknown, Words: words} // all of it was sent, and no answer came
	case failed.IsTemp() || failed.ErrorCode() == 0:
		return Result{Outcome: Later, Words: words}
	case failed.Reason == gomail.ErrSMTPRcptTo || failed.Reason == gomail.ErrSMTPData || failed.Reason == gomail.ErrSMTPDataClose:
		return Result{Outcome: Never, Words: words}
	}
	return Result{Outcome: Later, Words: words}
}

// hide keeps the server's password out of what is kept.
func (e *Email) hide(words string) string {
	if e.server.Password == "" {
		return words
	}
	return strings.ReplaceAll(words, e.server.Password, "…")
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
