package member

import (
	"net/http"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Calendar answers GET /calendar. A link that has just been made is shown this
// once: nobody keeps it but the member.
func (p *Pages) Calendar(v *visit.Visit) {
	token := v.Handed(page.CalendarPath)
	link, err := p.Library.CalendarLink(v.Ctx(), v.Member, token)
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusOK, page.NewCalendar(v.Language(), link, v.BaseURL(), token))
}
