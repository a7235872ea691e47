package people

import (
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// Register answers POST /desk/members/new.
func (p *Pages) Register(v *visit.Visit) {
	typed, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	o := view.FormOf{Typed: typed}
	r := library.Registration{Clerk: clerk(v), Keys: p.Identity, Anyway: typed.Get(view.FieldAnyway) == "yes"}
	r.Form, o.Wrong = readForm(typed)
	r.Form.Language = knownLanguage(r.Form.Language)
	if len(o.Wrong) > 0 {
		o.Problem = v.Language().Text("desk_members.not_saved")
		p.showRegister(v, 422, o)
		return
	}
	id, err := p.Library.RegisterMember(v.Ctx(), r)
	if err == nil {
		v.Tell(visit.MemberRegistered)
		v.GoTo(view.MemberPath(id) + "/record")
		return
	}
	if status, known := refused(v, err, &o); known {
		p.showRegister(v, status, o)
		return
	}
	v.Fail(err)
}
