package member

import (
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// SignIn answers POST /sign-in.
func (p *Pages) SignIn(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	typed := page.SignInForm{
		Card: strings.TrimSpace(fields.Get(fieldCard)),
		Next: page.SafeNext(fields.Get(fieldNext)),
	}
	in, err := p.Identity.SignIn(v.Ctx(), identity.Attempt{
		Card:    typed.Card,
		Secret:  fields.Get(fieldPIN),
		Address: v.Address(),
		Device:  p.Sessions.Device(v.Request),
	})
	if err == nil {
		err = p.Sessions.Start(v.Ctx(), in)
	}
	if err != nil {
		p.signInAgain(v, typed, err)
		return
	}
	switch {
	case in.MustSetPIN:
		v.GoTo(page.PINPath(typed.Next))
	case typed.Next != "":
		v.GoTo(typed.Next)
	default:
		v.GoTo("/loans")
	}
}

// signInAgain shows the form once more where trying again is the way. The card
// number stays, for whoever typed it knows it; the PIN never does.
func (p *Pages) signInAgain(v *visit.Visit, typed page.SignInForm, err error) {
	code := fault.CodeOf(err)
	if code != fault.SignInNo && code != fault.TooMany {
		v.Fail(err)
		return
	}
	site, siteErr := v.Site()
	if siteErr != nil {
		v.Fail(siteErr)
		return
	}
	wait := visit.RetryAfter(err)
	v.AskLater(wait)
	typed.BirthDate = site.BirthDate
	typed.Error = strings.TrimSpace(v.Language().Text(page.TextKey(code)) + " " + page.Wait(v.Language(), wait))
	v.Show(visit.Status(code), page.NewSignIn(v.Language(), typed))
}
