package account

import "simpanbudi/internal/web/visit"

// SignOut answers POST /desk/sign-out.
func (p *Pages) SignOut(v *visit.Visit) {
	if err := p.Desk.End(v.Ctx(), v.Writer, v.Staff); err != nil {
		v.Fail(err)
		return
	}
	v.GoTo(signInPath)
}
