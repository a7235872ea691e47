package reminder

import (
	"time"

	"simpanbudi/internal/circulation"
)

// Window is when messages may go out: never at night.
type Window struct {
	From, To   time.Duration // of the day, in the library's zone; To is outside
	Zone       *time.Location
	ClosedDays bool // also on days on which the library is closed
	Calendar   *circulation.Calendar
}

// Open returns t where it is inside, else the next moment that is. A calendar
// that is closed for a year does not hold messages back for ever.
func (w Window) Open(t time.Time) time.Time {
	day := circulation.DayOf(t, w.Zone)
	for range 366 {
		if w.ClosedDays || w.Calendar.IsOpen(day) {
			from, to := w.of(day)
			if t.Before(from) {
				return from
			}
			if t.Before(to) {
				return t
			}
		}
		day++
	}
	return t
}

// IsOpen reports whether messages may go out at t.
func (w Window) IsOpen(t time.Time) bool { return w.Open(t).Equal(t) }

// of is the window on a day: by the clock on the wall, also on the days on which
// that is put forward or back.
func (w Window) of(d circulation.Day) (from, to time.Time) {
	year, month, day := d.Date()
	at := func(of time.Duration) time.Time {
		return time.Date(year, month, day, int(of/time.Hour), int(of%time.Hour/time.Minute), 0, 0, w.Zone)
	}
	return at(w.From), at(w.To)
}
