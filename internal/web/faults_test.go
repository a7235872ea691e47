package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web"
)

// broken is a library in which everything but the settings fails.
type broken struct {
	web.Library
	err   error
	panic bool
}

func (b broken) MyLoans(context.Context, int64) (*library.MyLoans, error) {
	if b.panic {
		panic("a slip of ours")
	}
	return nil, b.err
}

func (b broken) Renew(context.Context, library.RenewRequest) (string, error) { return "", b.err }

func TestEveryFaultHasItsStatusAndItsPage(t *testing.T) {
	s := newSite(t, nil)
	s.vars = map[string]any{"card": s.reader().Card}
	s.ask(signIn())
	secret := errors.New("SQL logic error near select: budi@example.id")
	for _, c := range []struct {
		err      error
		status   int
		contains string
		retry    string
	}{
		{fault.Wrap(secret, fault.Busy, "h"), 503, "Sedang sibuk", "5"},
		{fault.Wrap(secret, fault.DiskFull, "h"), 503, "Ruang penyimpanan", "5"},
		{fault.Wrap(secret, fault.ReadOnly, "h"), 503, "tidak dapat ditulis", ""},
		{fault.Wrap(secret, fault.Corrupt, "h"), 503, "Petugas perlu memeriksanya", ""},
		{fault.New(fault.Unavailable, "h").With("retry_after", 42), 503, "Silakan coba lagi dalam 42 detik.", "42"},
		{fault.New(fault.TooMany, "h").With("retry_after", 90), 429, "Silakan coba lagi dalam 2 menit.", "90"},
		{fault.New(fault.ClockWrong, "h"), 503, "Jam perpustakaan", ""},
		{fault.New(fault.Mirrored, "h"), 403, "meja layanan", ""},
		{fault.New(fault.Conflict, "h"), 409, "sudah berubah", ""},
		{secret, 500, "Ada yang salah di pihak kami", ""},
		{fault.New("never_heard_of", "h"), 500, "Ada yang salah di pihak kami", ""},
	} {
		s.open(func(o *web.Options) { o.Library = broken{Library: s.Library, err: c.err} })
		for _, do := range []step{{do: "GET /loans"}, {do: "POST /loans/renew", form: url.Values{"loan": {"1.0"}}}} {
			s.log.Reset()
			w := s.ask(do)
			body := w.Body.String()
			if w.Code != c.status || !strings.Contains(body, c.contains) || w.Header().Get("Retry-After") != c.retry {
				t.Errorf("%s, %v: status %d, Retry-After %q\n%s", do.do, c.err, w.Code, w.Header().Get("Retry-After"), body)
			}
			if strings.Contains(body, "SQL") || strings.Contains(body, "budi@") {
				t.Errorf("%v is shown to the visitor", c.err)
			}
			if id := w.Header().Get("X-Request-Id"); c.status >= 500 && (!strings.Contains(body, id) || !strings.Contains(s.log.String(), id)) {
				t.Errorf("%v: the reference %s is not on the page and in the log", c.err, id)
			}
		}
	}
}

func TestAPanicIsAPageAndALineInTheLog(t *testing.T) {
	s := newSite(t, nil)
	s.vars = map[string]any{"card": s.reader().Card}
	s.ask(signIn())
	s.open(func(o *web.Options) { o.Library = broken{Library: s.Library, panic: true} })
	w := s.ask(step{do: "GET /loans"})
	id := w.Header().Get("X-Request-Id")
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "sebutkan nomor "+id) {
		t.Errorf("status %d\n%s", w.Code, w.Body)
	}
	if strings.Contains(w.Body.String(), "slip of ours") || strings.Contains(w.Body.String(), ".go:") {
		t.Error("the panic is shown to the visitor")
	}
	if log := s.log.String(); !strings.Contains(log, id) || !strings.Contains(log, "slip of ours") || !strings.Contains(log, "faults_test.go") {
		t.Errorf("the log does not have it all: %s", log)
	}
}

func TestTheLogTellsNothingPersonal(t *testing.T) {
	s := newSite(t, nil)
	m := s.reader()
	s.vars = map[string]any{"card": m.Card, "loan": m.Loan().Ref()}
	for i, st := range []step{
		{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {"850163"}}, status: 401},
		signIn(),
		{do: "GET /loans?card={card}", status: 200},
		{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, status: 303},
		{do: "GET /receipts/{ref}", status: 200},
		{do: "GET /{card}", status: 404},
	} {
		s.check(i, st, s.ask(st))
	}
	log := s.log.String()
	for _, text := range []string{m.Card, m.Name, pin, "850163", "192.0.2.7", "Judul", s.vars["ref"].(string), s.cookies["session"]} {
		if strings.Contains(log, text) {
			t.Errorf("the log has %q:\n%s", text, log)
		}
	}
	line := regexp.MustCompile(`level=INFO msg=request request=[0-9a-z]{8} method=GET route=/receipts/:ref status=200 ms=[0-9.e+-]+`)
	if !line.MatchString(log) {
		t.Errorf("no line is like %s:\n%s", line, log)
	}
}
