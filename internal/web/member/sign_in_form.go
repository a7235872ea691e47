package member

import (
	"net/http"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// SignInForm answers GET /.
func (p *Pages) SignInForm(v *visit.Visit) {
	switch {
	case v.MustSetPIN:
		v.GoTo(page.PINPath(""))
		return
	case v.Member != 0:
		v.GoTo("/loans")
		return
	}
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusOK, page.NewSignIn(v.Language(), page.SignInForm{BirthDate: site.BirthDate}))
}
