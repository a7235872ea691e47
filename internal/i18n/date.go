package i18n

import (
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
)

// Date returns the day of t, in its own zone, in words: Senin, 30 November 2026.
func (l *Language) Date(t time.Time) string {
	year, month, day := t.Date()
	return l.date(year, month, day, t.Weekday())
}

// Day returns a day in words; "" for no day.
func (l *Language) Day(d circulation.Day) string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.Date()
	return l.date(year, month, day, d.Weekday())
}

func (l *Language) date(year int, month time.Month, day int, weekday time.Weekday) string {
	return l.Text("date.long", "weekday", l.weekdays[weekday], "day", strconv.Itoa(day),
		"month", l.months[month-1], "year", strconv.Itoa(year))
}

// ShortMonth returns the name of a month for a narrow place: Nov.
func (l *Language) ShortMonth(m time.Month) string { return l.shortMonths[m-1] }

// Month returns the name of a month: November.
func (l *Language) Month(m time.Month) string { return l.months[m-1] }

// Weekday returns the name of a day of the week.
func (l *Language) Weekday(d time.Weekday) string { return l.weekdays[d] }

// Clock returns the time of day of t with its zone: 14.30 WIB.
func (l *Language) Clock(t time.Time) string {
	return l.Text("time.clock", "hour", two(t.Hour()), "minute", two(t.Minute()), "zone", Zone(t))
}

// DateTime returns day and time of t: Senin, 30 November 2026, pukul 14.30 WIB.
func (l *Language) DateTime(t time.Time) string {
	return l.Text("date.time", "date", l.Date(t), "clock", l.Clock(t))
}

// Zone returns the short name of t's zone: WIB, WITA and WIT in Indonesia, CET
// elsewhere, and UTC+8 where people there have no name for it.
func Zone(t time.Time) string {
	name, _ := t.Zone()
	if strings.HasPrefix(name, "+") || strings.HasPrefix(name, "-") {
		sign, digits := name[:1], strings.TrimLeft(name[1:], "0")
		if digits == "" {
			return "UTC"
		}
		return "UTC" + sign + digits
	}
	return name
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
