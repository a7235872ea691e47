package wording

import (
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
)

// weekAsRead is a week from its Monday.
var weekAsRead = [7]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// OpenDays says on which days of the week a branch is open.
func OpenDays(l *i18n.Language, c *circulation.Calendar) string {
	var open, closed []string
	for _, d := range weekAsRead {
		if c.ClosedEveryWeek(d) {
			closed = append(closed, l.Weekday(d))
		} else {
			open = append(open, l.Weekday(d))
		}
	}
	switch {
	case len(closed) == 0:
		return l.Text("opening.every_day")
	case len(open) == 0:
		return l.Text("opening.never")
	case len(closed) <= 2:
		return l.Text("opening.but", "days", inARow(l, closed))
	}
	return l.Text("opening.only", "days", inARow(l, open))
}

// Days tells days in a row: one day, or the first and the last.
func Days(l *i18n.Language, from, to circulation.Day) string {
	if from == to {
		return l.Day(from)
	}
	return l.Text("opening.from_to", "from", l.Day(from), "to", l.Day(to))
}

// inARow puts names in a row: A, B and C.
func inARow(l *i18n.Language, names []string) string {
	text := names[0]
	for i, name := range names[1:] {
		if i == len(names)-2 {
			return l.Text("list.last", "before", text, "last", name)
		}
		text = l.Text("list.next", "before", text, "next", name)
	}
	return text
}
