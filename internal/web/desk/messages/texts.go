package messages

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Texts answers GET /desk/messages/texts.
func (p *Pages) Texts(v *visit.Visit) {
	page, ok := p.textsPage(v, "", "")
	if ok {
		v.Show(http.StatusOK, page)
	}
}

// textsPage is the list; ok is false where the answer has been given.
func (p *Pages) textsPage(v *visit.Visit, channel, address string) (page *view.Texts, ok bool) {
	list, err := p.Reminders.Texts(v.Ctx())
	if err != nil {
		v.Fail(err)
		return nil, false
	}
	l := v.Language()
	page = view.NewTexts(l, v.Desk(at, l.Text("desk_messages.texts")), list, v.Staff.AtLeast)
	page.Test = view.NewTestForm(l, p.Reminders.TestChannels(), channel, address)
	return page, true
}
