package member

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// ReminderAddress answers POST /reminders/address: it sends a code to an address that
// is to be the member's. The answer is the same whether or not it could be sent.
func (p *Pages) ReminderAddress(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	contact, address := fields.Get(fieldChannel), fields.Get(fieldAddress)
	err = p.Reminders.AskCode(v.Ctx(), v.Member, contact, address)
	if field, named := fault.ArgsOf(err)["field"]; named && field == contact {
		p.showReminders(v, http.StatusUnprocessableEntity, page.RemindersWrong{Contact: contact, Typed: address})
		return
	}
	if err != nil {
		v.Fail(err)
		return
	}
	p.Hurry()
	v.Tell(visit.CodeSent)
	v.GoTo(page.RemindersPath + "#contact-" + contact)
}

// ReminderCode answers POST /reminders/code: with the right code the address is the
// member's.
func (p *Pages) ReminderCode(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	contact := fields.Get(fieldChannel)
	ok, err := p.Reminders.ConfirmCode(v.Ctx(), v.Member, contact, fields.Get(fieldCode), door)
	switch {
	case err != nil:
		v.Fail(err)
	case !ok:
		p.showReminders(v, http.StatusUnprocessableEntity, page.RemindersWrong{Contact: contact, Code: true})
	default:
		v.Tell(visit.ContactConfirmed)
		v.GoTo(page.RemindersPath)
	}
}

// ReminderLanguage answers POST /reminders/language.
func (p *Pages) ReminderLanguage(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err == nil {
		err = p.Reminders.WriteIn(v.Ctx(), v.Member, fields.Get(fieldLang), door)
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Tell(visit.RemindersKept)
	v.GoTo(page.RemindersPath)
}
