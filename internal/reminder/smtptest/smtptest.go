// Package smtptest is a real mail server for tests, on 127.0.0.1, that can refuse,
// put off, be slow, and go away in the middle.
package smtptest

import (
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"net/mail"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Mail is a message that was taken.
type Mail struct {
	From, To string
	Header   mail.Header
	Body     string // as it was transferred, all parts of it
	TLS      bool
}

// Server is the mail server. What it does can be changed while it runs.
type Server struct {
	Addr string // host:port

	mu     sync.Mutex
	mails  []Mail
	answer func(to string) error // to RCPT; nil takes everything
	atData func(to string) error // after the message was sent; nil takes it
	user   string
	pass   string
	drop   bool          // go away after the message was sent, without an answer
	slow   time.Duration // before answering a message
	tries  int
	server *smtp.Server
}

// Options says how the server is reached.
type Options struct {
	TLS      *tls.Config // offers STARTTLS
	Implicit bool        // TLS from the first byte
	User     string      // asks for this user …
	Password string      // … and password
}

// New starts a server that stops with the test.
func New(t testing.TB, o Options) *Server {
	t.Helper()
	s := &Server{user: o.User, pass: o.Password}
	s.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{s: s, conn: c}, nil }))
	s.server.Domain, s.server.AllowInsecureAuth = "test.example", true
	s.server.ErrorLog = quiet{}
	s.server.ReadTimeout, s.server.WriteTimeout = time.Minute, time.Minute
	s.server.MaxMessageBytes = 1 << 20
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Addr = listener.Addr().String()
	switch {
	case o.Implicit:
		listener = tls.NewListener(listener, o.TLS)
	case o.TLS != nil:
		s.server.TLSConfig = o.TLS
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = s.server.Serve(listener) }()
	// A test may end before Serve has the listener in its list: close it here as well.
	t.Cleanup(func() { _ = s.server.Close(); _ = listener.Close(); <-done })
	return s
}

// Mails returns what was taken so far.
func (s *Server) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail(nil), s.mails...)
}

// Tries returns how many messages were sent to it, taken or not.
func (s *Server) Tries() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tries
}

// Refuse answers recipients with an error; nil takes them again.
func (s *Server) Refuse(answer func(to string) error) { s.set(func() { s.answer = answer }) }

// RefuseData answers messages with an error after they were sent.
func (s *Server) RefuseData(answer func(to string) error) { s.set(func() { s.atData = answer }) }

// Drop goes away after a message was sent, without an answer.
func (s *Server) Drop(drop bool) { s.set(func() { s.drop = drop }) }

// Slow waits before answering a message.
func (s *Server) Slow(wait time.Duration) { s.set(func() { s.slow = wait }) }

func (s *Server) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// Error is an answer such as 451 4.7.1.
func Error(code int, words string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 7, 1}, Message: words}
}

type session struct {
	s        *Server
	conn     *smtp.Conn
	from, to string
	signedIn bool
}

func (n *session) Reset()        {}
func (n *session) Logout() error { return nil }

func (n *session) AuthMechanisms() []string {
	if n.s.user == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (n *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != n.s.user || password != n.s.pass {
			return smtp.ErrAuthFailed
		}
		n.signedIn = true
		return nil
	}), nil
}

func (n *session) Mail(from string, _ *smtp.MailOptions) error {
	if n.s.user != "" && !n.signedIn {
		return smtp.ErrAuthRequired
	}
	n.from = from
	return nil
}

func (n *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	n.to = to
	n.s.mu.Lock()
	answer := n.s.answer
	n.s.mu.Unlock()
	if answer == nil {
		return nil
	}
	return answer(to)
}

func (n *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	n.s.mu.Lock()
	n.s.tries++
	answer, drop, slow := n.s.atData, n.s.drop, n.s.slow
	n.s.mu.Unlock()
	time.Sleep(slow)
	if answer != nil {
		if err := answer(n.to); err != nil {
			return err
		}
	}
	m, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil {
		return Error(554, "not a message")
	}
	body, err := io.ReadAll(m.Body)
	if err != nil {
		return err
	}
	_, secure := n.conn.TLSConnectionState()
	n.s.mu.Lock()
	n.s.mails = append(n.s.mails, Mail{From: n.from, To: n.to, Header: m.Header, Body: string(body), TLS: secure})
	n.s.mu.Unlock()
	if drop {
		return n.conn.Close()
	}
	return nil
}

// quiet keeps dropped connections out of the tests' output.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}
