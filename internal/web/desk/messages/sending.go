package messages

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// Sending answers POST /desk/messages/sending: it holds everything back, or lets it go.
func (p *Pages) Sending(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	to := fields.Get("sending")
	shown := map[string]string{"held": "on", "on": "held"}[to]
	if shown == "" {
		v.Refuse(fault.Invalid)
		return
	}
	err = p.Library.ChangeSettings(v.Ctx(), clerk(v), []library.SettingChange{{Name: "sending", Shown: shown, Value: to}})
	if fault.CodeOf(err) == fault.Invalid { // the machine's environment decides
		p.show(v, http.StatusConflict, v.Language().Text("desk_messages.sending_fixed"))
		return
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.GoTo(view.MessagesPath)
}
