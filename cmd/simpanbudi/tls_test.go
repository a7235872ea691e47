package main

import (
	"crypto/tls"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"simpanbudi/internal/server/servertest"
)

func TestUnderTLSEveryCookieKeepsToItAndToThisHost(t *testing.T) {
	dir := t.TempDir()
	cert, key, roots := servertest.Certificate(t)
	p := serve(t, "--db", shelf(t, dir, 1), "--tls-cert", cert, "--tls-key", key)
	if !strings.HasPrefix(p.URL, "https://") {
		t.Fatalf("it listens on %s", p.URL)
	}
	member := browser(t)
	member.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
	t.Cleanup(member.CloseIdleConnections)
	in := submit(t, member, p.URL+"/sign-in", url.Values{"card": {"1001"}, "pin": {importedPIN}})
	if in.StatusCode != http.StatusSeeOther || in.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("signing in: %s, Strict-Transport-Security %q", in.Status, in.Header.Get("Strict-Transport-Security"))
	}
	kept := 0
	for _, c := range in.Cookies() {
		if !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("the cookie %s is %s", c.Name, c)
		}
		if strings.HasPrefix(c.Name, "__Host-") {
			kept++
		}
	}
	if kept != 2 {
		t.Errorf("%d cookies are bound to this host, want the session's and the device's", kept)
	}
	renew(t, p, member, loansOn(page(t, member, p.URL+"/loans"))[0])
}
