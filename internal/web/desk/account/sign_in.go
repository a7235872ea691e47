package account

import (
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// SignIn answers POST /desk/sign-in. What failed is not told, as everywhere.
func (p *Pages) SignIn(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	err = p.Desk.SignIn(v.Ctx(), v.Writer, identity.StaffAttempt{
		Username: fields.Get(fieldUsername), Password: fields.Get(fieldPassword), Address: v.Address(),
	})
	switch code := fault.CodeOf(err); code {
	case "":
		v.GoTo(page.DeskPath)
	case fault.SignInNo, fault.TooMany:
		wait := visit.RetryAfter(err)
		v.AskLater(wait)
		text := v.Language().Text(page.TextKey(code))
		if said := page.Wait(v.Language(), wait); said != "" {
			text += " " + said
		}
		show(v, visit.Status(code), &view.SignIn{Username: strings.TrimSpace(fields.Get(fieldUsername)), Error: text})
	default:
		v.Fail(err)
	}
}
