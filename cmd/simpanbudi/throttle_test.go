package main

import (
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"testing"
)

// One machine guesses at many cards and claims a new address each time. Nobody
// believes it, a restart does not help it, and only a proxy that the library
// has named may say where people come from.
func TestAnAddressIsThrottledWhateverItClaims(t *testing.T) {
	const most = 100 // in 15 minutes, contract of sign-in
	db := shelf(t, t.TempDir(), 2)
	p := serve(t, "--db", db)
	known := browser(t)
	signIn(t, p, known, shelfCard(0), "/loans")
	guess := func(claims string) *http.Response { return guessFrom(t, p, claims) }

	var all sync.WaitGroup
	for i := range most {
		all.Go(func() {
			if res := guess(fmt.Sprintf("203.0.113.%d", i)); res.StatusCode != http.StatusUnauthorized {
				t.Errorf("guess %d: %s", i, res.Status)
			}
		})
	}
	all.Wait()
	refused := func() {
		t.Helper()
		if res := guess("198.51.100.1"); res.StatusCode != http.StatusTooManyRequests || res.Header.Get("Retry-After") == "" {
			t.Errorf("guess %d: %s, Retry-After %q", most+1, res.Status, res.Header.Get("Retry-After"))
		}
	}
	refused()
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.Wait()
	p = serve(t, "--db", db)
	refused()
	signIn(t, p, known, shelfCard(0), "/loans") // the device is known to this card

	simpanbudi(t, p.Dir, "settings", "set", "trusted_proxies", "127.0.0.1", "--db", db)
	if res := guess("198.51.100.1"); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("behind a proxy that is trusted another address gets %s", res.Status)
	}
	if res := guess("198.51.100.2, 127.0.0.1"); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("behind two proxies that are trusted another address gets %s", res.Status)
	}
	if res := guess("198.51.100.3, not an address"); res.StatusCode != http.StatusTooManyRequests {
		t.Errorf("what a client has written before the proxy was believed: %s", res.Status)
	}
}

// guessFrom tries a card that nobody has, each time another one.
func guessFrom(t *testing.T, p *process, claims string) *http.Response {
	t.Helper()
	return submit(t, browser(t), p.URL+"/sign-in", url.Values{"card": {"X" + claims}, "pin": {"000000"}},
		"X-Forwarded-For", claims, "X-Real-Ip", claims, "Forwarded", "for="+claims).Response
}
