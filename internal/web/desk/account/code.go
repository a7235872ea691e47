package account

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// CodeForm answers GET /desk/code, the second step of signing in.
func (p *Pages) CodeForm(v *visit.Visit) {
	showCode(v, http.StatusOK, &view.Code{Next: next(v.Query(fieldNext))})
}

// Code answers POST /desk/code.
func (p *Pages) Code(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	goOn, kept := next(fields.Get(fieldNext)), fields.Get(fieldKept)
	err = p.Desk.EnterCode(v.Ctx(), v.Writer, v.Staff, fields.Get(fieldCode))
	switch text, status := tried(v, err); {
	case err == nil && v.Scripted():
		v.Done()
	case err == nil:
		p.goOn(v, v.Staff, goOn, kept)
	case text != "" && v.Scripted():
		v.Plain(status, text)
	case text != "":
		showCode(v, status, &view.Code{Error: text, Next: goOn, Kept: kept})
	default:
		v.Fail(err)
	}
}

func showCode(v *visit.Visit, status int, p *view.Code) {
	p.Desk = v.Desk("", v.Language().Text("desk_account.code_title"))
	v.Show(status, p)
}
