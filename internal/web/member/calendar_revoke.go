package member

import (
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// RevokeCalendar answers POST /calendar/revoke.
func (p *Pages) RevokeCalendar(v *visit.Visit) {
	if err := p.Library.RevokeCalendar(v.Ctx(), v.Member, door); err != nil {
		v.Fail(err)
		return
	}
	v.Tell(visit.CalendarRevoked)
	v.GoTo(page.CalendarPath)
}
