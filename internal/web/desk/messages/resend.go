package messages

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Resend answers POST /desk/messages/failed/:id/resend.
func (p *Pages) Resend(v *visit.Visit) {
	n, err := id(v)
	if err == nil {
		err = p.Reminders.Resend(v.Ctx(), clerk(v), n)
	}
	p.failedAgain(v, err, visit.MessageResent)
}

// SeenTo answers POST /desk/messages/failed/:id/seen-to: a message that failed needs
// nothing more.
func (p *Pages) SeenTo(v *visit.Visit) {
	n, err := id(v)
	if err == nil {
		err = p.Reminders.Withdraw(v.Ctx(), clerk(v), n)
	}
	p.failedAgain(v, err, visit.MessageSeenTo)
}

func (p *Pages) failedAgain(v *visit.Visit, err error, told visit.Notice) {
	switch fault.CodeOf(err) {
	case "":
		v.Tell(told)
		v.GoTo(view.MessagesPath)
	case fault.Conflict:
		p.show(v, http.StatusConflict, againNot(v.Language(), err))
	default:
		v.Fail(err)
	}
}

// againNot says why a message cannot be sent again or taken back.
func againNot(l *i18n.Language, err error) string {
	switch fault.ArgsOf(err)["why"] {
	case reminder.AgainDeclined:
		return l.Text("desk_messages.again_declined")
	case reminder.AgainOnItsWay:
		return l.Text("desk_messages.again_on_its_way")
	}
	return l.Text("desk_messages.again_nothing")
}
