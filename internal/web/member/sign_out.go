package member

import "simpanbudi/internal/web/visit"

// SignOut answers POST /sign-out.
func (p *Pages) SignOut(v *visit.Visit) {
	if err := p.Sessions.End(v.Ctx()); err != nil {
		v.Fail(err)
		return
	}
	v.Tell(visit.SignedOut)
	v.GoTo("/")
}
