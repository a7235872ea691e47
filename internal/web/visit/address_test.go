package visit

import (
	"net/http/httptest"
	"testing"

	"simpanbudi/internal/config"
)

func TestTheClientIsWhoATrustedProxySaysAndNobodyElse(t *testing.T) {
	for name, c := range map[string]struct {
		trusted, remote string
		forwarded       []string
		want            string
	}{
		"no proxy is trusted":                 {"", "192.0.2.7:4711", []string{"198.51.100.9"}, "192.0.2.7"},
		"not this one":                        {"10.0.0.0/8", "192.0.2.7:4711", []string{"198.51.100.9"}, "192.0.2.7"},
		"this one":                            {"10.0.0.0/8", "10.1.2.3:4711", []string{"198.51.100.9"}, "198.51.100.9"},
		"this one, who says nothing":          {"10.0.0.0/8", "10.1.2.3:4711", nil, "10.1.2.3"},
		"what the client itself has written":  {"10.0.0.0/8", "10.1.2.3:4711", []string{"203.0.113.1, 198.51.100.9"}, "198.51.100.9"},
		"through two proxies":                 {"10.0.0.0/8, 127.0.0.1", "127.0.0.1:1", []string{"203.0.113.1, 198.51.100.9, 10.9.9.9"}, "198.51.100.9"},
		"in two headers":                      {"10.0.0.0/8", "10.1.2.3:4711", []string{"198.51.100.9", "10.9.9.9"}, "198.51.100.9"},
		"nonsense before a proxy":             {"10.0.0.0/8", "10.1.2.3:4711", []string{"198.51.100.9, you"}, "10.1.2.3"},
		"all are proxies":                     {"10.0.0.0/8", "10.1.2.3:4711", []string{"10.4.4.4, 10.9.9.9"}, "10.4.4.4"},
		"an IPv6 client with a port":          {"::1", "[::1]:4711", []string{"[2001:db8::7]:99"}, "2001:db8::7"},
		"an IPv4 proxy seen through a socket": {"10.0.0.0/8", "[::ffff:10.1.2.3]:4711", []string{"198.51.100.9"}, "198.51.100.9"},
		"a socket without an address":         {"", "@", []string{"198.51.100.9"}, "@"},
	} {
		trusted, err := config.Prefixes(c.trusted)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		for _, line := range c.forwarded {
			r.Header.Add("X-Forwarded-For", line)
		}
		if got := clientAddress(r, trusted); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
