package people

import (
	"net/http"

	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Edit answers POST /desk/members/{id}/record.
func (p *Pages) Edit(v *visit.Visit) {
	p.change(v, "record", visit.MemberSaved, func(c *changing) error {
		r := library.Registration{Clerk: clerk(v), Keys: p.Identity, Anyway: c.Typed.Get(view.FieldAnyway) == "yes"}
		r.Form, c.Wrong = readForm(c.Typed)
		r.Form.Language = knownLanguage(r.Form.Language)
		if len(c.Wrong) > 0 {
			return errUnread
		}
		return p.Library.EditMember(v.Ctx(), c.member, version(c.Typed), r)
	})
}

// Language answers POST /desk/members/{id}/language.
func (p *Pages) Language(v *visit.Visit) {
	p.change(v, "language", visit.MemberSaved, func(c *changing) error {
		return p.Library.SetMemberLanguage(v.Ctx(), clerk(v), c.member, version(c.Typed), knownLanguage(c.Typed.Get(view.FieldLanguage)))
	})
}

// answer shows what a change came to.
func (p *Pages) answer(v *visit.Visit, c *changing, told visit.Notice, err error) {
	switch {
	case err == nil:
		v.Tell(told)
		v.GoTo(view.MemberPath(c.member) + "/record")
		return
	case err == errUnread:
		c.Problem = v.Language().Text("desk_members.not_saved")
		p.showRecord(v, http.StatusUnprocessableEntity, c.member, c.RecordState)
		return
	case stale(err):
		c.Stale = true
		p.showRecord(v, http.StatusConflict, c.member, c.RecordState)
		return
	}
	if status, known := refused(v, err, &c.FormOf); known {
		c.atFields()
		p.showRecord(v, status, c.member, c.RecordState)
		return
	}
	v.Fail(err)
}
