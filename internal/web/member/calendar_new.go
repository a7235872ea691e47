package member

import (
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// NewCalendar answers POST /calendar: a new private link, which ends the one
// before. Where nobody knows the site's address none is made; the page says why.
func (p *Pages) NewCalendar(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err == nil && v.BaseURL() != "" {
		var token string
		token, err = p.Library.NewCalendar(v.Ctx(), library.CalendarChoice{
			Member: v.Member, Titles: fields.Get(fieldTitles) == "yes", Language: v.Language().Code, Door: door,
		})
		if err == nil {
			v.Hand(page.CalendarPath, token)
		}
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.GoTo(page.CalendarPath)
}
