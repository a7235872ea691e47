package visit

import (
	"net/http"
	"net/netip"
	"strings"

	"simpanbudi/internal/config"
)

// Address is the client's, for throttling only. What a proxy says is believed
// where the setting trusted_proxies names that proxy; anybody can write a header.
func (v *Visit) Address() string {
	trusted, err := config.Prefixes(v.siteOrNone().Settings["trusted_proxies"])
	if err != nil {
		trusted = nil
	}
	return clientAddress(v.Request, trusted)
}

// clientAddress walks X-Forwarded-For from its end, where the nearest proxy has
// written, to the first address that is no trusted proxy.
func clientAddress(r *http.Request, trusted []netip.Prefix) string {
	nearest, ok := parseAddress(r.RemoteAddr)
	if !ok {
		return r.RemoteAddr
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && within(nearest, trusted); i-- {
		hop, ok := parseAddress(strings.TrimSpace(hops[i]))
		if !ok {
			break
		}
		nearest = hop
	}
	return nearest.String()
}

// FromHere reports whether a request comes from a program on this machine. One
// that a proxy on this machine hands on comes from somewhere else.
func (v *Visit) FromHere() bool {
	nearest, ok := parseAddress(v.Request.RemoteAddr)
	if !ok || !nearest.IsLoopback() {
		return false
	}
	for _, name := range []string{"X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via"} {
		if v.Request.Header.Get(name) != "" {
			return false
		}
	}
	return true
}

// parseAddress reads an address with or without a port.
func parseAddress(s string) (netip.Addr, bool) {
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return ap.Addr().Unmap(), true
	}
	a, err := netip.ParseAddr(s)
	return a.Unmap(), err == nil
}

func within(a netip.Addr, prefixes []netip.Prefix) bool {
	for _, p := range prefixes {
		if p.Contains(a.WithZone("")) {
			return true
		}
	}
	return false
}
