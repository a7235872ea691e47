package member

import (
	"strings"

	"simpanbudi/internal/calendar"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// CalendarFeed answers GET /loans.ics?token=…, which programs ask without a
// session; what asks without a token it lets pass. The token stands in the query,
// which no log of ours has.
func (p *Pages) CalendarFeed(v *visit.Visit) {
	query := v.Request.URL.Query()
	if !query.Has(fieldToken) {
		return
	}
	due, err := p.Library.Calendar(v.Ctx(), query.Get(fieldToken))
	if fault.CodeOf(err) == fault.NotFound {
		if err = p.Identity.WrongCalendar(v.Ctx(), v.Address()); err == nil {
			err = fault.New(fault.CalendarEnded, "") // that it never was is nobody's business
		}
	}
	switch {
	case err == nil:
	case strings.Contains(v.Request.Header.Get("Accept"), "text/html"): // a person in a browser
		v.Fail(err)
		return
	default:
		v.FailPlainly(err)
		return
	}
	v.Found(due.Site)
	v.Speak(due.Site.Language) // not the program's: it is the member who reads
	v.Speak(due.Language)
	text := page.CalendarFeed(v.Language(), due, v.BaseURL()).Append(nil)
	v.Feed(calendar.MediaType, calendar.ETag(text), text)
}
