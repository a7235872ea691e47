package account

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// SignInForm answers GET /desk/sign-in.
func (p *Pages) SignInForm(v *visit.Visit) {
	goOn := next(v.Query(fieldNext))
	if v.Staff != nil {
		v.GoTo(goOn)
		return
	}
	show(v, http.StatusOK, &view.SignIn{Next: goOn})
}

func show(v *visit.Visit, status int, p *view.SignIn) {
	p.Desk = v.Desk("", v.Language().Text("desk_account.sign_in_title"))
	v.Show(status, p)
}
