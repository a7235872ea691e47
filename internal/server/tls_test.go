package server

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"strings"
	"testing"

	"simpanbudi/internal/server/servertest"
)

func TestTLSIsServedFromVersion12(t *testing.T) {
	cert, key, roots := servertest.Certificate(t)
	ctx, stop := context.WithCancel(t.Context())
	url, ended := start(ctx, t, Options{TLSCert: cert, TLSKey: key,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "sealed") })})
	if !strings.HasPrefix(url, "https://") {
		t.Fatalf("it listens on %s", url)
	}
	if _, err := client(&tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}).Get(url); err == nil {
		t.Error("TLS 1.1 is answered")
	}
	res, err := client(&tls.Config{RootCAs: roots}).Get(url)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	if err != nil || string(body) != "sealed" {
		t.Errorf("got %q, %v", body, err)
	}
	if err := res.Body.Close(); err != nil {
		t.Error(err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func client(c *tls.Config) *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: c, DisableKeepAlives: true, ForceAttemptHTTP2: true}}
}
