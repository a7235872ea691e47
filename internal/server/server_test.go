package server

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"

	"simpanbudi/internal/fault"
)

func TestAStopLetsARunningRequestFinish(t *testing.T) {
	entered, release := make(chan struct{}), make(chan struct{})
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-release
		_, _ = io.WriteString(w, "finished")
	})
	ctx, stop := context.WithCancel(t.Context())
	url, ended := start(ctx, t, Options{Handler: handler})

	answer := make(chan string, 1)
	go func() { answer <- get(url) }()
	<-entered
	stop()
	close(release)
	if got := <-answer; got != "finished" {
		t.Errorf("the request that was running got %q", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("Run: %v", err)
	}
	if got := get(url); !strings.Contains(got, "refused") {
		t.Errorf("after the stop a request got %q, want a refused connection", got)
	}
}

func TestEvenAnOptionsRequestForTheServerReachesTheHandler(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	url, ended := start(ctx, t, Options{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.Method+" "+r.RequestURI)
	})})
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(conn); err != nil || !strings.HasSuffix(string(got), "OPTIONS *") {
		t.Errorf("got %q, %v", got, err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestAnAddressInUseSaysWhatToDo(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	err = Run(t.Context(), Options{Addr: l.Addr().String(), Log: slog.New(slog.DiscardHandler)})
	if fault.CodeOf(err) != fault.Conflict || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("got %v, want a fault that names --addr", err)
	}
}

func TestACertificateThatCannotBeReadIsRefused(t *testing.T) {
	err := Run(t.Context(), Options{Addr: "127.0.0.1:0", TLSCert: "none.pem", TLSKey: "none.pem", Log: slog.New(slog.DiscardHandler)})
	if fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), "--tls-cert") {
		t.Errorf("got %v, want a fault that names --tls-cert", err)
	}
}

func TestTheErrorLogHoldsNoAddresses(t *testing.T) {
	var out bytes.Buffer
	l := errorLog(slog.New(slog.NewTextHandler(&out, nil)))
	l.Print("http: TLS handshake error from 203.0.113.9:4711: EOF")
	l.Print("http: panic serving [2001:db8::1]:4711: boom\ngoroutine 1 [running]:")
	if s := out.String(); strings.Contains(s, "203.0.113.9") || strings.Contains(s, "2001:db8") || strings.Contains(s, "goroutine") {
		t.Errorf("the log says %q", s)
	}
	if !strings.Contains(out.String(), "TLS handshake error from a client: EOF") {
		t.Errorf("the log has lost what happened: %q", out.String())
	}
}

// start runs a server on a free port and returns its address and its end.
func start(ctx context.Context, t *testing.T, o Options) (url string, ended <-chan error) {
	t.Helper()
	ready, done := make(chan string, 1), make(chan error, 1)
	o.Addr, o.Log = "127.0.0.1:0", slog.New(slog.DiscardHandler)
	o.Ready = func(url string) { ready <- url }
	go func() { done <- Run(ctx, o) }()
	select {
	case url := <-ready:
		return url, done
	case err := <-done:
		t.Fatalf("the server ended at once: %v", err)
		return "", nil
	}
}

// get returns the body, or the error as text.
func get(url string) string {
	res, err := http.Get(url)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return err.Error()
	}
	return string(body)
}
