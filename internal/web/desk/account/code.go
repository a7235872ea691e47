package account

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// CodeForm answers GET /desk/code, the second step of signing in.
func (p *Pages) CodeForm(v *visit.Visit) {
	showCode(v, http.StatusOK, "", next(v.Query(fieldNext)))
}

// Code answers POST /desk/code.
func (p *Pages) Code(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	goOn := next(fields.Get(fieldNext))
	err = p.Desk.EnterCode(v.Ctx(), v.Writer, v.Staff, fields.Get(fieldCode))
	switch text, status := tried(v, err); {
	case err == nil:
		v.GoTo(goOn)
	case text != "":
		showCode(v, status, text, goOn)
	default:
		v.Fail(err)
	}
}

func showCode(v *visit.Visit, status int, wrong, goOn string) {
	v.Show(status, &view.Code{Desk: v.Desk("", v.Language().Text("desk_account.code_title")), Error: wrong, Next: goOn})
}
