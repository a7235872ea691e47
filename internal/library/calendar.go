package library

import (
	"fmt"
	"log/slog"
	"maps"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// readBranches gives every branch its zone and its calendar.
func (l *Library) readBranches(q store.Queryer, p *policy) error {
	branches, err := store.Branches(q)
	if err != nil {
		return err
	}
	closures, err := store.Closures(q)
	if err != nil {
		return err
	}
	calendars, err := calendarsOf(closures)
	if err != nil {
		return err
	}
	everywhere := calendars[0]
	p.elsewhere = &branch{zone: p.zone, calendar: everywhere}
	p.branches = make(map[int64]*branch, len(branches))
	for _, b := range branches {
		calendar, ok := calendars[b.ID]
		if !ok {
			calendar = everywhere
		}
		p.branches[b.ID] = &branch{code: b.Code, name: nameOfBranch(b, p), zone: l.zoneOf(b, p.zone), calendar: calendar}
	}
	return nil
}

// zoneOf falls back to the library's zone, so that a mistyped one does not
// stop the whole library; the log says so.
func (l *Library) zoneOf(b store.Branch, library *time.Location) *time.Location {
	if b.TimeZone == "" {
		return library
	}
	zone, err := time.LoadLocation(b.TimeZone)
	if err != nil {
		l.log.Warn("a branch has an unknown time zone, the library's is used", slog.String("branch", b.Code))
		return library
	}
	return zone
}

// calendarsOf returns the calendar of each branch that has closures of its own,
// and under 0 the one of every other. Closures come with those for every branch
// first; what a branch says of a day or weekday goes before what holds for all.
func calendarsOf(closures []store.Closure) (map[int64]*circulation.Calendar, error) {
	calendars := map[int64]*circulation.Calendar{0: newCalendar()}
	for _, c := range closures {
		calendar, ok := calendars[c.BranchID]
		if !ok {
			calendar = cloneCalendar(calendars[0])
			calendars[c.BranchID] = calendar
		}
		if c.Date == "" {
			calendar.ClosedWeekdays[c.Weekday] = !c.Open
			continue
		}
		day, err := circulation.ParseDay(c.Date)
		if err != nil {
			return nil, fmt.Errorf("closures: %w", err)
		}
		into, outOf := calendar.ClosedDates, calendar.OpenDates
		if c.Open {
			into, outOf = outOf, into
		}
		into[day] = struct{}{}
		delete(outOf, day)
	}
	return calendars, nil
}

func newCalendar() *circulation.Calendar {
	return &circulation.Calendar{ClosedDates: map[circulation.Day]struct{}{}, OpenDates: map[circulation.Day]struct{}{}}
}

func cloneCalendar(c *circulation.Calendar) *circulation.Calendar {
	return &circulation.Calendar{
		ClosedWeekdays: c.ClosedWeekdays,
		ClosedDates:    maps.Clone(c.ClosedDates),
		OpenDates:      maps.Clone(c.OpenDates),
	}
}
