// Package calendar writes due dates as calendar programs read them: iCalendar,
// RFC 5545, with the properties of RFC 7986 that feeds use. Events go in, bytes
// come out; it reads no clock, so that the same events are always the same bytes
// and an entity tag can be made of them.
//
// A calendar here is published, not sent: it has no METHOD, and each time it is
// read it is the whole truth. A book that was brought back is simply not in it any
// more; programs that follow the feed take their copy away. RFC 5545 has a status
// CANCELLED, but it is for scheduling, and programs that follow a feed show such an
// event struck out for ever.
package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// MediaType is what a calendar is served as.
const MediaType = "text/calendar; charset=utf-8"

// product names the program that made a calendar.
const product = "-//Simpan Budi//Simpan Budi//ID"

// Calendar is a list of events.
type Calendar struct {
	Name    string        // as a program lists it
	Refresh time.Duration // how often to look again, in whole seconds; 0: it is a file and never changes
	Events  []Event
}

// Append writes the calendar to the end of b.
func (c *Calendar) Append(b []byte) []byte {
	w := writer{out: b}
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", product)
	w.line("CALSCALE", "GREGORIAN")
	w.text("NAME", c.Name)
	w.text("X-WR-CALNAME", c.Name) // the same for programs older than RFC 7986
	if c.Refresh > 0 {
		every := duration(c.Refresh)
		w.line("REFRESH-INTERVAL;VALUE=DURATION", every)
		w.line("X-PUBLISHED-TTL", every)
	}
	for i := range c.Events {
		c.Events[i].write(&w)
	}
	if len(c.Events) == 0 {
		w.nothing()
	}
	w.line("END", "VCALENDAR")
	return w.out
}

// nothing stands in for events: a calendar must have some component (RFC 5545,
// section 3.6), and a time zone is the one that shows nowhere.
func (w *writer) nothing() {
	w.line("BEGIN", "VTIMEZONE")
	w.line("TZID", "Etc/UTC")
	w.line("BEGIN", "STANDARD")
	w.line("DTSTART", "19700101T000000")
	w.line("TZOFFSETFROM", "+0000")
	w.line("TZOFFSETTO", "+0000")
	w.line("END", "STANDARD")
	w.line("END", "VTIMEZONE")
}

// ETag is a strong entity tag of what Append has written, in its quotes.
func ETag(text []byte) string {
	sum := sha256.Sum256(text)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// duration writes a length of time in the largest unit that holds it whole. Days
// are not used: a day is not always 24 hours.
func duration(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	switch {
	case d%time.Hour == 0:
		return sign + "PT" + strconv.Itoa(int(d/time.Hour)) + "H"
	case d%time.Minute == 0:
		return sign + "PT" + strconv.Itoa(int(d/time.Minute)) + "M"
	}
	return sign + "PT" + strconv.Itoa(int(d/time.Second)) + "S"
}
