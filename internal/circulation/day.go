package circulation

import (
	"fmt"
	"time"
)

// Day is a civil day, counted from 0001-01-01 as day 1. The zero Day means
// "no day"; use [Day.IsZero] to ask. Days compare with < and > and add with +.
type Day int32

const (
	unixEpoch     Day   = 719163  // 1970-01-01
	lastDay       Day   = 3652059 // 9999-12-31, the last day RFC 3339 can write
	secondsPerDay int64 = 24 * 60 * 60
)

// NewDay returns the civil day, normalising as time.Date does.
func NewDay(year int, month time.Month, day int) Day {
	return dayOfSeconds(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix())
}

// ParseDay reads YYYY-MM-DD strictly; 2026-02-31 is an error.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("%.40q is not a day such as 2026-11-23", s)
	}
	return dayOfSeconds(t.Unix()), nil
}

// DayOf returns the civil day of t in zone.
func DayOf(t time.Time, zone *time.Location) Day {
	return dayOfSeconds(localSeconds(t, zone))
}

// dayOfSeconds returns the day of seconds counted on a wall clock from
// 1970-01-01 00:00.
func dayOfSeconds(wall int64) Day {
	days := wall / secondsPerDay
	if wall%secondsPerDay < 0 {
		days--
	}
	return unixEpoch + Day(days)
}

// seconds is the inverse of dayOfSeconds: the wall clock at 00:00 of d.
func (d Day) seconds() int64 { return int64(d-unixEpoch) * secondsPerDay }

// IsZero reports whether d is "no day".
func (d Day) IsZero() bool { return d == 0 }

// Date returns year, month and day of the month.
func (d Day) Date() (year int, month time.Month, day int) {
	return time.Unix(d.seconds(), 0).UTC().Date()
}

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday {
	// Day 1, 0001-01-01, was a Monday.
	return time.Weekday(((d % 7) + 7) % 7)
}

// AddMonths adds n months and clamps to the last day of a shorter month.
func (d Day) AddMonths(n int) Day {
	year, month, day := d.Date()
	first := NewDay(year, month+time.Month(n), 1)
	last := NewDay(year, month+time.Month(n)+1, 1) - 1
	return min(first+Day(day)-1, last)
}

// Start returns the first instant of d in zone: 00:00, or the first instant
// after a daylight-saving gap that swallows midnight (the first one of two).
func (d Day) Start(zone *time.Location) time.Time {
	first, _ := instantsOf(d.seconds(), zone)
	return first
}

// End returns 23:59:59 of d in zone, the instant at which a day loan is due:
// the last of two where the hour is doubled, the first instant after the gap
// where it is missing.
func (d Day) End(zone *time.Location) time.Time {
	_, last := instantsOf(d.seconds()+secondsPerDay-1, zone)
	return last
}

// String returns YYYY-MM-DD, or "" for no day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return time.Unix(d.seconds(), 0).UTC().Format(time.DateOnly)
}

// MarshalText writes YYYY-MM-DD, or nothing for no day.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; nothing is no day.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	day, err := ParseDay(string(text))
	if err == nil {
		*d = day
	}
	return err
}
