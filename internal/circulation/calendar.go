package circulation

import "time"

// neverOpenAfter is how many closed days in a row mean that a branch never
// opens, so that a search for an open day ends.
const neverOpenAfter = 366

// Calendar says on which days a branch is open. An open date is open whatever
// the weekdays and closed dates say. The zero Calendar is always open.
type Calendar struct {
	ClosedWeekdays [7]bool // indexed by time.Weekday
	ClosedDates    map[Day]struct{}
	OpenDates      map[Day]struct{}
}

// IsOpen reports whether the branch is open on d. A nil Calendar is always open.
func (c *Calendar) IsOpen(d Day) bool {
	if c == nil {
		return true
	}
	closed := c.ClosedWeekdays[d.Weekday()]
	if !closed && len(c.ClosedDates) > 0 {
		_, closed = c.ClosedDates[d]
	}
	if closed && len(c.OpenDates) > 0 {
		_, open := c.OpenDates[d]
		return open
	}
	return !closed
}

// ClosedEveryWeek reports whether the weekday is closed every week.
func (c *Calendar) ClosedEveryWeek(w time.Weekday) bool {
	return c != nil && c.ClosedWeekdays[w]
}

// NextOpenDay returns d if the branch is open on it, else the next open day.
// 366 closed days in a row, d the first of them, are the error never_open.
func (c *Calendar) NextOpenDay(d Day) (Day, error) { return c.nearestOpenDay(d, +1) }

// PreviousOpenDay returns d if the branch is open on it, else the open day
// before it. 366 closed days in a row are the error never_open.
func (c *Calendar) PreviousOpenDay(d Day) (Day, error) { return c.nearestOpenDay(d, -1) }

func (c *Calendar) nearestOpenDay(d, step Day) (Day, error) {
	for range neverOpenAfter {
		if c.IsOpen(d) {
			return d, nil
		}
		d += step
	}
	return 0, errNeverOpen()
}

// NextSameWeekday returns d if it is open, else the first open day whole weeks
// later; where that weekday is closed every week, the next open day. 366 closed
// days in a row on the way are the error never_open.
func (c *Calendar) NextSameWeekday(d Day) (Day, error) {
	if c.ClosedEveryWeek(d.Weekday()) {
		return c.NextOpenDay(d)
	}
	// Closed dates are a finite list, so the search ends.
	closedInARow := 0
	for day := d; ; day++ {
		switch {
		case !c.IsOpen(day):
			closedInARow++
		case (day-d)%7 == 0:
			return day, nil
		default:
			closedInARow = 0
		}
		if closedInARow == neverOpenAfter {
			return 0, errNeverOpen()
		}
	}
}

// AddOpenDays returns the n-th open day after d; d itself is not counted. 366
// closed days in a row on the way are the error never_open.
func (c *Calendar) AddOpenDays(d Day, n int) (Day, error) {
	closedInARow := 0
	for n > 0 {
		d++
		if c.IsOpen(d) {
			n--
			closedInARow = 0
			continue
		}
		closedInARow++
		if closedInARow == neverOpenAfter {
			return 0, errNeverOpen()
		}
	}
	return d, nil
}

// OpenDaysBetween counts the open days after from, up to and including to.
func (c *Calendar) OpenDaysBetween(from, to Day) int {
	open := 0
	for d := from + 1; d <= to; d++ {
		if c.IsOpen(d) {
			open++
		}
	}
	return open
}

func errNeverOpen() error {
	return &InvalidError{Code: "never_open", Field: "calendar",
		Message: "the library is closed 366 days in a row, so no due date can be found"}
}
