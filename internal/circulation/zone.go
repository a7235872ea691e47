package circulation

import "time"

// The furthest a wall clock stood from UTC anywhere in the time zone database
// is under 16 hours (Manila and Sitka before 1868), and a clock change moves
// it by at most a day (Samoa, 2011).
const farthestOffset = 16 * 60 * 60

// localSeconds returns what the wall clock in zone shows at t, in seconds from
// its own 1970-01-01 00:00.
func localSeconds(t time.Time, zone *time.Location) int64 {
	_, offset := t.In(zone).Zone()
	return t.Unix() + int64(offset)
}

// instantsOf returns the first and the last instant at which the wall clock in
// zone shows wall. They differ where a change doubles an hour; where a change
// leaves the time out both are the first instant after the gap.
func instantsOf(wall int64, zone *time.Location) (first, last time.Time) {
	if at, sure := undisputed(wall, zone); sure {
		return at, at
	}
	found := false
	for period := periodAt(wall-2*farthestOffset, zone); ; period = periodAt(period.end, zone) {
		at := wall - period.offset
		switch {
		case at < period.start && !found: // the clock jumped over wall when this period began
			gap := time.Unix(period.start, 0).In(zone)
			return gap, gap
		case period.start <= at && at < period.end:
			last = time.Unix(at, 0).In(zone)
			if !found {
				first, found = last, true
			}
		}
		if found && period.end > wall+2*farthestOffset {
			return first, last
		}
	}
}

// undisputed answers the ordinary case with one look at the zone: no clock
// change within a day of the wall time.
func undisputed(wall int64, zone *time.Location) (time.Time, bool) {
	_, offset := time.Unix(wall, 0).In(zone).Zone()
	at := time.Unix(wall-int64(offset), 0).In(zone)
	start, end := at.ZoneBounds()
	const margin = 2 * farthestOffset * time.Second
	if !start.IsZero() && at.Sub(start) < margin {
		return time.Time{}, false
	}
	if !end.IsZero() && end.Sub(at) < margin {
		return time.Time{}, false
	}
	return at, true
}

// zonePeriod is a stretch of time, end not included, with one offset from UTC.
type zonePeriod struct{ start, end, offset int64 }

func periodAt(at int64, zone *time.Location) zonePeriod {
	const forever = 1 << 60
	t := time.Unix(at, 0).In(zone)
	_, offset := t.Zone()
	p := zonePeriod{start: -forever, end: forever, offset: int64(offset)}
	start, end := t.ZoneBounds()
	if !start.IsZero() {
		p.start = start.Unix()
	}
	if !end.IsZero() {
		p.end = end.Unix()
	}
	return p
}
