package account

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const fieldOld = "old"

// Password answers POST /desk/account/password.
func (p *Pages) Password(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	a := p.own(v)
	if a == nil {
		return
	}
	l, chosen := v.Language(), fields.Get(fieldPassword)
	if a.New.Error = passwordWrong(l, v.Staff.Username, chosen); a.New.Error == "" && chosen != fields.Get(fieldAgain) {
		a.Again.Error = l.Text("desk_account.again_wrong")
	}
	if a.New.Error != "" || a.Again.Error != "" {
		v.Show(http.StatusUnprocessableEntity, a)
		return
	}
	err = p.Desk.ChangePassword(v.Ctx(), v.Writer, v.Request, v.Staff, fields.Get(fieldOld), chosen, v.Address())
	text, status := tried(v, err)
	switch {
	case err == nil:
		v.Tell(visit.DeskPasswordChanged)
		v.GoTo(ownPath)
	case fault.CodeOf(err) == fault.SignInNo:
		a.Old.Error = l.Text("desk_account.password_no")
		v.Show(http.StatusUnprocessableEntity, a)
	case text != "":
		a.Old.Error = text
		v.Show(status, a)
	default:
		v.Fail(err)
	}
}
