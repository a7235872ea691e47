package intake

import (
	"time"

	"simpanbudi/internal/circulation"
)

// begins returns the moment of something that begins, in UTC seconds: a day
// begins at 00:00 in the branch's zone.
func (m Moment) begins(zone *time.Location) int64 {
	if m.Day.IsZero() {
		return m.At.Unix()
	}
	return m.Day.Start(zone).Unix()
}

// ends returns the moment at which something is due: 23:59:59 of a day.
func (m Moment) ends(zone *time.Location) int64 {
	if m.Day.IsZero() {
		return m.At.Unix()
	}
	return m.Day.End(zone).Unix()
}

// likeness says how well a moment of beginning fits one that was stored.
type likeness int

const (
	unlike     likeness = iota
	otherZone           // the same day's beginning, when the library's zone was still another one
	sameDay             // one of them knows only the day
	sameMoment          //
)

// zoneShift is how far the zones of one country lie apart: a library that has
// first imported in the default zone and then corrected it finds its loans again.
const zoneShift = 2 * 60 * 60

// fits compares a moment of beginning with a stored one.
func (m Moment) fits(stored int64, zone *time.Location) likeness {
	begins := m.begins(zone)
	if begins == stored {
		return sameMoment
	}
	at := time.Unix(stored, 0)
	day := circulation.DayOf(at, zone)
	if m.Day.IsZero() {
		if day == circulation.DayOf(m.At, zone) && day.Start(zone).Equal(at) {
			return sameDay
		}
		return unlike
	}
	if day == m.Day {
		return sameDay
	}
	if quarter(stored) == 0 && within(begins, stored, zoneShift) {
		return otherZone
	}
	return unlike
}

// repeats reports whether a due moment says the same as what the last import
// said: the same instant or, where only a day is known, the same day.
func (m Moment) repeats(last int64, zone *time.Location) bool {
	ends := m.ends(zone)
	if ends == last {
		return true
	}
	if m.Day.IsZero() {
		return false
	}
	return circulation.DayOf(time.Unix(last, 0), zone) == m.Day ||
		quarter(last) == 15*60-1 && within(ends, last, zoneShift)
}

// quarter returns the seconds since the quarter of an hour: a day begins and
// ends on one in every zone there is.
func quarter(at int64) int64 { return ((at % 900) + 900) % 900 }

func within(a, b, seconds int64) bool { return max(a, b)-min(a, b) <= seconds }
