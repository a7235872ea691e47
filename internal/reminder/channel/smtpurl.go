package channel

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"strconv"
)

// SMTP is a mail server as --smtp names it.
type SMTP struct {
	Host           string
	Port           int
	TLS            bool // from the first byte; otherwise by STARTTLS where the server offers it
	User, Password string
}

// ParseSMTP reads smtp://user:password@host:port, or smtps:// for TLS from the
// first byte. A port left out is 587, or 465 for smtps.
func ParseSMTP(text string) (SMTP, error) {
	u, err := url.Parse(text)
	if err != nil { // its text would repeat the password
		return SMTP{}, errors.New("not an address such as smtp://user:password@mail.example.go.id:587")
	}
	s := SMTP{Host: u.Hostname(), TLS: u.Scheme == "smtps", Port: 587, User: u.User.Username()}
	s.Password, _ = u.User.Password()
	switch {
	case u.Scheme != "smtp" && u.Scheme != "smtps" || s.Host == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
		return SMTP{}, errors.New("not an address such as smtp://user:password@mail.example.go.id:587")
	case s.TLS:
		s.Port = 465
	}
	if p := u.Port(); p != "" {
		if s.Port, err = strconv.Atoi(p); err != nil || s.Port < 1 || s.Port > 65535 {
			return SMTP{}, fmt.Errorf("%s is not a port", p)
		}
	}
	return s, nil
}

// local reports whether the server is on this machine, where nobody listens in.
func (s SMTP) local() bool {
	ip := net.ParseIP(s.Host)
	return s.Host == "localhost" || ip != nil && ip.IsLoopback()
}

// ParseSender reads whom messages are from: an address, or a name with one.
func ParseSender(text string) (*mail.Address, error) {
	from, err := mail.ParseAddress(text)
	if err != nil {
		return nil, errors.New(`not an address such as perpustakaan@example.go.id or "Perpustakaan Kudus <perpustakaan@example.go.id>"`)
	}
	return from, nil
}
