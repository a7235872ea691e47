package reminder

import (
	"hash/fnv"
	"strconv"
	"time"
)

// Pace bounds what a channel sends.
type Pace struct {
	PerDay  int           // messages on a local day; 0: no bound
	Spacing time.Duration // between two messages at least …
	Random  time.Duration // … and up to so much more, where a provider takes regularity for a machine
}

// wait is how long to wait after the n-th message of a day: the same whoever asks and
// however often, so that asking again does not make it shorter.
func (p Pace) wait(n int) time.Duration {
	if p.Random <= 0 {
		return p.Spacing
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(strconv.Itoa(n)))
	return p.Spacing + time.Duration(h.Sum64()%uint64(p.Random))
}

// paceOf is a channel's pace with the bounds that the library has set in the place of
// those its description gives. How far apart a gateway's messages are stands there
// alone, as it keeps the library's number from being taken for a machine's.
func paceOf(channel string, p Pace, settings map[string]string) Pace {
	if channel != Email && channel != WhatsApp && channel != Gateway {
		return p
	}
	if n := wholeNumber(settings[channel+"_per_day"]); n > 0 {
		p.PerDay = n
	}
	if n := wholeNumber(settings[channel+"_per_minute"]); n > 0 {
		// Times are kept in whole seconds, so that what does not divide goes slower.
		p.Spacing = max(p.Spacing, time.Duration((60+n-1)/n)*time.Second)
	}
	return p
}

// wholeNumber reads a setting that config has checked; "" is 0.
func wholeNumber(v string) int {
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0
	}
	return n
}
