package messages

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// SaveText answers POST /desk/messages/texts/:kind/:channel/:language.
func (p *Pages) SaveText(v *visit.Visit) {
	t, fields, ok := p.typedText(v)
	if !ok {
		return
	}
	typed := typedIn(fields)
	err := p.Reminders.SaveText(v.Ctx(), clerk(v), t.Key, typed, fields.Get("version"))
	switch fault.CodeOf(err) {
	case "":
		v.Tell(visit.TextSaved)
		v.GoTo(view.TextPath(t.Key))
		return
	case fault.Invalid, fault.Conflict:
	default:
		v.Fail(err)
		return
	}
	page, _, ok := p.textPage(v, t, typed, "")
	if !ok {
		return
	}
	status := http.StatusUnprocessableEntity
	if fault.CodeOf(err) == fault.Conflict {
		status, page.Stale = http.StatusConflict, v.Language().Text("desk_texts.stale")
		page.Fresh = t.Text.Body
	} else {
		page.Version = fields.Get("version")
	}
	v.Show(status, page)
}

// ResetText answers POST /desk/messages/texts/:kind/:channel/:language/reset.
func (p *Pages) ResetText(v *visit.Visit) {
	t, fields, ok := p.typedText(v)
	if !ok {
		return
	}
	err := p.Reminders.ResetText(v.Ctx(), clerk(v), t.Key, fields.Get("version"))
	switch fault.CodeOf(err) {
	case "":
		v.Tell(visit.TextReset)
		v.GoTo(view.TextPath(t.Key))
	case fault.Conflict:
		page, _, ok := p.textPage(v, t, t.Text, "")
		if ok {
			page.Stale = v.Language().Text("desk_texts.stale")
			v.Show(http.StatusConflict, page)
		}
	default:
		v.Fail(err)
	}
}
