package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestUnderTLSEveryCookieKeepsToItAndToThisHost(t *testing.T) {
	dir := t.TempDir()
	cert, key, roots := certificate(t, dir)
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

// certificate writes a fresh one for 127.0.0.1 and returns who trusts it.
func certificate(t *testing.T, dir string) (certFile, keyFile string, roots *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certFile, keyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	write(t, certFile, string(certPEM))
	write(t, keyFile, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})))
	roots = x509.NewCertPool()
	roots.AppendCertsFromPEM(certPEM)
	return certFile, keyFile, roots
}
