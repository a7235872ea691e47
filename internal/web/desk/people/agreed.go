package people

import (
	"strconv"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Consent answers POST /desk/members/{id}/consent. The words are those the page has
// shown, which are ours.
func (p *Pages) Consent(v *visit.Visit) {
	p.change(v, "consent", visit.MemberSaved, func(c *changing) error {
		channel := c.Typed.Get("channel")
		return p.Library.RecordConsent(v.Ctx(), clerk(v), c.member, channel, c.Typed.Get("given") == "yes", view.ConsentWording(v.Language(), channel))
	})
}

// AddNote answers POST /desk/members/{id}/notes.
func (p *Pages) AddNote(v *visit.Visit) {
	p.change(v, "note", visit.MemberSaved, func(c *changing) error {
		return p.Library.AddNote(v.Ctx(), clerk(v), c.member, c.Typed.Get(view.FieldNote))
	})
}

// RemoveNote answers POST /desk/members/{id}/notes/remove.
func (p *Pages) RemoveNote(v *visit.Visit) {
	p.change(v, "", visit.MemberSaved, func(c *changing) error {
		id, _ := strconv.ParseInt(c.Typed.Get("id"), 10, 64) // 0 is no note
		return p.Library.RemoveNote(v.Ctx(), clerk(v), c.member, id)
	})
}
