package member

import (
	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// ReminderChannel answers POST /reminders/channel: it switches one channel on or off,
// with the sentence that stood beside the button.
func (p *Pages) ReminderChannel(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	channel, given := fields.Get(fieldChannel), fields.Get(fieldGiven)
	own, err := p.Reminders.Own(v.Ctx(), v.Member)
	if err != nil {
		v.Fail(err)
		return
	}
	known := false
	for _, w := range own.Ways {
		known = known || w.Channel == channel
	}
	if !known || given != "on" && given != "off" {
		v.Refuse(fault.Invalid)
		return
	}
	err = p.Reminders.Say(v.Ctx(), reminder.Word{Member: v.Member, Channel: channel, Given: given == "on", Door: door,
		Wording: page.ConsentWord(v.Language(), channel, given == "on")})
	if err != nil {
		v.Fail(err)
		return
	}
	v.Tell(visit.RemindersKept)
	v.GoTo(page.RemindersPath)
}
