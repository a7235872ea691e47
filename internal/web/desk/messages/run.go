package messages

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/schedule"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Run answers POST /desk/messages/jobs/:job/run: a job runs now. What goes wrong in
// it stands beside it on the page.
func (p *Pages) Run(v *visit.Visit) {
	out, err := p.Jobs.Ask(v.Ctx(), schedule.Request{Job: v.Param("job"), Door: "desk", Staff: v.Staff.ID})
	switch {
	case fault.CodeOf(err) == fault.NotFound:
		v.Refuse(fault.NotFound)
	case err == nil && !out.Started:
		p.show(v, http.StatusConflict, v.Language().Text("desk_messages.job_running"))
	default:
		v.GoTo(view.MessagesPath + "#jobs")
	}
}
