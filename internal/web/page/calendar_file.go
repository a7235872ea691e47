package page

import (
	"time"

	"simpanbudi/internal/calendar"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// refresh is how often a program that follows the calendar should look again.
const refresh = 6 * time.Hour

// CalendarFile puts due dates in the words of a calendar program. base is where
// members reach the site, "" where nobody knows. It names books only where the
// member wants that, and the member never.
func CalendarFile(l *i18n.Language, due *library.DueDates, base string) *calendar.Calendar {
	library := due.Site.LibraryName
	if library == "" {
		library = l.Text("site.product")
	}
	c := &calendar.Calendar{
		Name:   l.Text("calendar.name", "library", library),
		Events: make([]calendar.Event, len(due.Loans)),
	}
	for i := range due.Loans {
		c.Events[i] = event(l, &due.Loans[i], library, base)
	}
	return c
}

// CalendarFeed is CalendarFile for a program that comes again.
func CalendarFeed(l *i18n.Language, due *library.DueDates, base string) *calendar.Calendar {
	c := CalendarFile(l, due, base)
	c.Refresh = refresh
	return c
}

func event(l *i18n.Language, d *library.DueDate, library, base string) calendar.Event {
	e := calendar.Event{
		UID: d.UID, Sequence: d.Changes, Changed: d.ChangedAt,
		Due: d.DueAt, AllDay: !d.ByHours,
		Summary:     l.Text("calendar.event"),
		Description: l.Text("calendar.event_text", "date", dueDate(l, d.DueAt, d.ByHours), "library", library),
		Alarm:       l.Text("calendar.alarm_day"),
	}
	if d.Title != "" {
		e.Summary = l.Text("calendar.event_title", "title", d.Title)
	}
	if d.ByHours {
		e.Alarm = l.Text("calendar.alarm_hour")
	}
	if base != "" {
		e.URL = base + "/loans"
	}
	return e
}
