package scenario

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // Windows, and a bare container, have no zones of their own
)

// maxZones bounds what a parser remembers: there are some 600 names.
const maxZones = 1000

// zone returns the time zone of an IANA name. "" and "Local" are refused: they
// would make the answer depend on the machine.
func (p *parser) zone(name string) (*time.Location, error) {
	if zone := p.zones[name]; zone != nil {
		return zone, nil
	}
	if !looksLikeZone(name) {
		return nil, fmt.Errorf("%.40q is not a time zone such as Asia/Jakarta", name)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("%.40q is not a known time zone", name)
	}
	if len(p.zones) < maxZones {
		p.zones[name] = zone
	}
	return zone, nil
}

// looksLikeZone keeps paths away from the file system.
func looksLikeZone(name string) bool {
	if name == "" || name == "Local" || len(name) > 60 {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || strings.Trim(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-") != "" {
			return false
		}
	}
	return true
}
