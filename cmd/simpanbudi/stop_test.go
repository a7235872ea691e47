//go:build unix

package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
)

// A form is on its way when the stop is asked for: its sender still gets an
// answer, nobody else gets in, and the process ends by itself with 0.
func TestAStopAnswersTheRequestThatIsUnderWay(t *testing.T) {
	p := serve(t, "--db", dbIn(t))
	host := strings.TrimPrefix(p.URL, "http://")
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	body := "card=1001&pin=482915"
	// The server says 100 when the handler reads the body: it is under way.
	_, err = fmt.Fprintf(conn, "POST /sign-in HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
		"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n", host, len(body))
	if err != nil {
		t.Fatal(err)
	}
	answers := bufio.NewReader(conn)
	if line, err := answers.ReadString('\n'); err != nil || !strings.Contains(line, "100") {
		t.Fatalf("before the body the server says %q, %v", line, err)
	}
	if _, err := answers.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	waitForRefusal(t, host)
	if _, err := io.WriteString(conn, body); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(answers, nil)
	if page := text(t, res, err); !strings.Contains(page, "<form") {
		t.Errorf("the answer during the stop is %s", res.Status)
	}
	<-p.done
	if err := p.Wait(); err != nil {
		t.Errorf("the server ended with %v: %s", err, p.log)
	}
}

// waitForRefusal dials until nobody listens any more.
func waitForRefusal(t *testing.T, host string) {
	t.Helper()
	for t.Context().Err() == nil {
		conn, err := net.Dial("tcp", host)
		if err != nil {
			return
		}
		_ = conn.Close()
	}
}
