package account

import (
	"strings"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// SignIn answers POST /desk/sign-in. What failed is not told, as everywhere.
func (p *Pages) SignIn(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	goOn := next(fields.Get(fieldNext))
	toDo, err := p.Desk.SignIn(v.Ctx(), v.Writer, v.Request, identity.StaffAttempt{
		Username: fields.Get(fieldUsername), Password: fields.Get(fieldPassword), Address: v.Address(), Agent: v.Agent(),
	})
	switch text, status := tried(v, err); {
	case err == nil && toDo == identity.CodeToDo:
		v.GoTo(CodePath + "?next=" + goOn)
	case err == nil:
		v.GoTo(goOn)
	case text != "":
		if status == 401 {
			text = v.Language().Text("desk_account.sign_in_no")
		}
		show(v, status, &view.SignIn{Username: strings.TrimSpace(fields.Get(fieldUsername)), Error: text, Next: goOn})
	default:
		v.Fail(err)
	}
}
