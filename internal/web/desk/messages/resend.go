package messages

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Resend answers POST /desk/messages/failed/:id/resend.
func (p *Pages) Resend(v *visit.Visit) {
	n, err := id(v)
	if err == nil {
		err = p.Reminders.Resend(v.Ctx(), clerk(v), n)
	}
	switch fault.CodeOf(err) {
	case "":
		v.Tell(visit.MessageResent)
		v.GoTo(view.MessagesPath)
	case fault.Conflict:
		p.show(v, http.StatusConflict, v.Language().Text("desk_messages.resend_stale"))
	default:
		v.Fail(err)
	}
}
