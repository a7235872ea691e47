package messages

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Overview answers GET /desk/messages.
func (p *Pages) Overview(v *visit.Visit) { p.show(v, http.StatusOK, "") }

func (p *Pages) show(v *visit.Visit, status int, stale string) {
	box, err := p.Reminders.Outbox(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	jobs, err := p.Jobs.List(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	m := view.NewMessages(l, v.Desk(at, l.Text("desk.nav.messages")), box, jobs, v.Staff.AtLeast, site.Zone)
	m.Stale = stale
	v.Show(status, m)
}
