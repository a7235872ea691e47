package calendar

import (
	"strconv"
	"time"
)

// Event is one due date.
type Event struct {
	// UID names the event for ever, in all calendars of the world (RFC 7986, section
	// 5.3): it must say nothing about anybody.
	UID string
	// Sequence grows whenever the due date changes, so that a program that has the
	// event already takes the new one for it.
	Sequence int
	// Changed is when the event became what it is. Without a METHOD this is also
	// its DTSTAMP (RFC 5545, section 3.8.7.2).
	Changed time.Time
	// Due is the last moment, in the library's zone.
	Due time.Time
	// AllDay is for loans that are counted in days: the event is the day of Due.
	AllDay bool

	Summary     string
	Description string // "" for none
	URL         string // where to see or do more; "" for none
	Alarm       string // what the alarm says
}

// Alarms ring the day before at nine in the morning, which is 15 hours before the
// due day begins: midnight would wake people. Where hours are counted, a day
// before is often before the loan, so it is an hour before.
const (
	dayAlarm  = -15 * time.Hour
	hourAlarm = -time.Hour
)

func (e *Event) write(w *writer) {
	changed := instant(e.Changed)
	w.line("BEGIN", "VEVENT")
	w.line("UID", e.UID)
	w.line("DTSTAMP", changed)
	w.line("LAST-MODIFIED", changed)
	w.line("SEQUENCE", strconv.Itoa(e.Sequence))
	alarm := hourAlarm
	if e.AllDay {
		alarm = dayAlarm
		w.line("DTSTART;VALUE=DATE", e.Due.Format("20060102"))
	} else {
		w.line("DTSTART", instant(e.Due)) // without an end: a moment
	}
	w.text("SUMMARY", e.Summary)
	if e.Description != "" {
		w.text("DESCRIPTION", e.Description)
	}
	if e.URL != "" {
		w.line("URL", e.URL)
	}
	w.line("CLASS", "PRIVATE")      // what one borrows is nobody's business in a shared calendar
	w.line("TRANSP", "TRANSPARENT") // the day stays free
	w.line("BEGIN", "VALARM")
	w.line("ACTION", "DISPLAY")
	w.text("DESCRIPTION", e.Alarm)
	w.line("TRIGGER", duration(alarm))
	w.line("END", "VALARM")
	w.line("END", "VEVENT")
}

// instant is a moment in UTC, so that no program needs to know our time zones.
func instant(t time.Time) string { return t.UTC().Format("20060102T150405Z") }
