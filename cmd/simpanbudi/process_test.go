package main

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"simpanbudi/internal/store"
)

// process is a real server: this test binary run as simpanbudi.
type process struct {
	*exec.Cmd
	URL   string
	Cards []card
	log   *strings.Builder
	out   io.Reader
	done  <-chan struct{} // all of its log has been read
}

// card is one line of what a demonstration prints.
type card struct{ Number, PIN, Shows string }

var cardLine = regexp.MustCompile(`^card (\S+) pin (\S+) (.+)$`)

// serve starts a server on a free port and waits until it answers. A
// demonstration's cards have been read when it returns.
func serve(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{log: new(strings.Builder)}
	p.Cmd = exec.Command("simpanbudi", append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	p.Dir = t.TempDir()
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.out = out
	errs, err := p.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	url := p.follow(errs)
	t.Cleanup(func() {
		_ = p.Process.Kill()
		_ = p.Wait()
	})
	if p.URL = <-url; p.URL == "" {
		t.Fatalf("the server does not listen: %s", p.log)
	}
	if slices.Contains(args, "--demo") {
		p.readCards(t, out)
	}
	return p
}

// follow collects the log and gives the address once it is there, "" where the
// process ends without one.
func (p *process) follow(errs io.Reader) <-chan string {
	url, done := make(chan string, 1), make(chan struct{})
	p.done = done
	go func() {
		defer close(done)
		var once sync.Once
		for lines := bufio.NewScanner(errs); lines.Scan(); {
			p.log.WriteString(lines.Text() + "\n")
			if found := listeningOn.FindStringSubmatch(lines.Text()); found != nil {
				once.Do(func() { url <- found[1] })
			}
		}
		once.Do(func() { url <- "" })
	}()
	return url
}

// readCards reads to the first line about staff, which come after the cards.
func (p *process) readCards(t *testing.T, out io.Reader) {
	t.Helper()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if found := cardLine.FindStringSubmatch(lines.Text()); found != nil {
			p.Cards = append(p.Cards, card{found[1], found[2], found[3]})
			continue
		}
		if !strings.HasPrefix(lines.Text(), "staff ") {
			t.Errorf("the demonstration prints %q", lines.Text())
		}
		break
	}
	if len(p.Cards) < 10 {
		t.Fatalf("the demonstration prints %d cards", len(p.Cards))
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
}

// card returns the printed card whose description has the words.
func (p *process) card(t *testing.T, words string) card {
	t.Helper()
	for _, c := range p.Cards {
		if strings.Contains(c.Shows, words) {
			return c
		}
	}
	t.Fatalf("no printed card shows %q", words)
	return card{}
}

// browser keeps cookies and does not follow redirects, so that a test sees them.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// text reads an answer to its end.
func text(t *testing.T, res *http.Response, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func dbIn(t *testing.T) string { return filepath.Join(t.TempDir(), "lib.db") }

// write changes the database of a demonstration beside its server, as the command
// line does.
func (p *process) write(t *testing.T, fn func(tx *store.Tx) error) {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(p.Dir, "data", "demo.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Write(t.Context(), fn), db.Close()); err != nil {
		t.Fatal(err)
	}
}
