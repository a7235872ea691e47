package member

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// SetPIN answers POST /pin. A PIN that is not taken is explained beside its
// field, and never shown.
func (p *Pages) SetPIN(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	next := page.SafeNext(fields.Get(fieldNext))
	err = p.Identity.SetPIN(v.Ctx(), v.Member, fields.Get(fieldPIN), fields.Get(fieldAgain), door)
	if code := fault.CodeOf(err); visit.Status(code) == http.StatusUnprocessableEntity {
		v.Show(http.StatusUnprocessableEntity, page.NewPIN(v.Language(), v.MustSetPIN, next, code))
		return
	}
	if err == nil {
		err = p.Sessions.Start(v.Ctx(), identity.SignedIn{Member: v.Member})
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Tell(visit.PINSet)
	if next == "" {
		next = "/loans"
	}
	v.GoTo(next)
}
