// Package wire is how answers travel: in which encoding a browser takes them,
// and how a page is made small on the way.
package wire

import (
	"strconv"
	"strings"
)

// The content codings we speak, by their names in HTTP.
const (
	Brotli   = "br"
	Gzip     = "gzip"
	Identity = "" // as it is
)

// Choose returns the coding, of those offered, that an Accept-Encoding header
// wants most (RFC 9110, 12.5.3); where it wants several alike, the one offered
// first. Identity is chosen where nothing offered is wanted: a page that cannot be
// read is no help to anybody, so that "identity;q=0" is not obeyed to the letter.
func Choose(accept string, offered ...string) string {
	best, bestWeight := Identity, weight(accept, "identity")
	if !strings.Contains(accept, "identity") {
		bestWeight = 0 // not asked for by name: whatever is wanted at all goes first
	}
	for _, coding := range offered {
		w := weight(accept, coding)
		if w > bestWeight || w > 0 && w == bestWeight && best == Identity {
			best, bestWeight = coding, w
		}
	}
	return best
}

// weight is how much a header wants a coding, in thousandths; 0: not at all.
func weight(accept, coding string) int {
	others := 0
	for part := range strings.SplitSeq(accept, ",") {
		name, parameter, _ := strings.Cut(part, ";")
		switch name = strings.TrimSpace(name); {
		case strings.EqualFold(name, coding):
			return quality(parameter)
		case name == "*":
			others = quality(parameter)
		}
	}
	return others
}

// quality reads ";q=0.5" in thousandths; none given is 1, nonsense is 0.
func quality(parameter string) int {
	name, value, given := strings.Cut(parameter, "=")
	if !given || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1000
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return int(q * 1000)
}
