package account

import (
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const fieldSession = "session"

// EndSession answers POST /desk/account/sessions/end: one of one's own.
func (p *Pages) EndSession(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	id, err := strconv.ParseInt(fields.Get(fieldSession), 10, 64)
	if err != nil {
		v.Refuse(fault.Invalid)
		return
	}
	p.ended(v, p.Desk.EndSession(v.Ctx(), v.Staff, id))
}

// EndOthers answers POST /desk/account/sessions/end-others.
func (p *Pages) EndOthers(v *visit.Visit) { p.ended(v, p.Desk.EndOthers(v.Ctx(), v.Staff)) }

func (p *Pages) ended(v *visit.Visit, err error) {
	if err != nil {
		v.Fail(err)
		return
	}
	v.Tell(visit.DeskSessionEnded)
	v.GoTo(ownPath)
}
