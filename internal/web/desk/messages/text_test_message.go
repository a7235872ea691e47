package messages

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// TestChannel answers POST /desk/messages/texts/test: a test message by a channel.
func (p *Pages) TestChannel(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	page, ok := p.textsPage(v, fields.Get("channel"), fields.Get("address"))
	if !ok {
		return
	}
	m := reminder.TestMessage{Address: fields.Get("address"),
		Key: reminder.TextKey{Kind: reminder.KindTest, Channel: fields.Get("channel"), Language: v.Language().Code}}
	if status, ok := p.test(v, m, &page.Test); ok {
		v.Show(status, page)
	}
}

// TestText answers POST /desk/messages/texts/:kind/:channel/:language/test: the text
// as it is typed goes to a colleague.
func (p *Pages) TestText(v *visit.Visit) {
	t, fields, ok := p.typedText(v)
	if !ok {
		return
	}
	typed := typedIn(fields)
	page, wrong, ok := p.textPage(v, t, typed, fields.Get("address"))
	if !ok {
		return
	}
	page.Version = fields.Get("version")
	if wrong {
		v.Show(http.StatusUnprocessableEntity, page)
		return
	}
	if status, ok := p.test(v, reminder.TestMessage{Key: t.Key, Text: typed, Address: fields.Get("address")}, &page.Test); ok {
		v.Show(status, page)
	}
}

// test sends a test message and says on its form what became of it; ok is false
// where the answer has been given.
func (p *Pages) test(v *visit.Visit, m reminder.TestMessage, f *view.TestForm) (status int, ok bool) {
	l := v.Language()
	tested, err := p.Reminders.SendTest(v.Ctx(), clerk(v), m)
	switch fault.CodeOf(err) {
	case "":
		f.Tested(l, tested)
		return http.StatusOK, true
	case fault.Invalid:
		f.Address.Error = l.Text("desk_texts.test_address_wrong")
		return http.StatusUnprocessableEntity, true
	case fault.TooMany:
		v.AskLater(visit.RetryAfter(err))
		f.Result, f.Tone = l.Text("desk_texts.test_enough"), "warn"
		return http.StatusTooManyRequests, true
	}
	v.Fail(err)
	return 0, false
}
