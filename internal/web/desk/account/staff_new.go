package account

import (
	"net/http"
	"slices"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const fieldRole = "role"

// StaffForm answers GET /desk/staff/new.
func (p *Pages) StaffForm(v *visit.Visit) {
	v.Show(http.StatusOK, staffForm(v, "", "", identity.Roles()[0]))
}

func staffForm(v *visit.Visit, name, username, role string) *view.StaffNew {
	l := v.Language()
	return view.NewStaffNew(v.Desk("settings", l.Text("desk_account.staff_new")), l, name, username, role)
}

// AddStaff answers POST /desk/staff/new. Where no password is given one is made and
// shown once.
func (p *Pages) AddStaff(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	a := identity.NewAccount{Username: trimmed(fields, fieldUsername), Name: trimmed(fields, fieldName), Role: fields.Get(fieldRole), Password: fields.Get(fieldPassword)}
	f := staffForm(v, a.Name, a.Username, a.Role)
	if !identity.IsUsername(a.Username) {
		f.Username.Error = l.Text("desk_account.username_wrong")
	}
	if !identity.IsStaffName(a.Name) {
		f.Name.Error = l.Text("desk_account.name_wrong")
	}
	if !slices.Contains(identity.Roles(), a.Role) {
		f.RoleIs.Error = l.Text("desk_account.role_wrong")
	}
	made := a.Password == ""
	if made {
		a.Password = identity.MakePassword()
	} else {
		f.Password.Error = passwordWrong(l, a.Username, a.Password)
	}
	if f.Wrong() {
		v.Show(http.StatusUnprocessableEntity, f)
		return
	}
	id, err := p.Desk.AddAccount(v.Ctx(), v.Staff, a)
	switch {
	case fault.CodeOf(err) == fault.Conflict:
		f.Username.Error = l.Text("desk_account.username_taken")
		v.Show(http.StatusConflict, f)
	case err != nil:
		v.Fail(err)
	case made:
		p.showOnce(v, id, a.Password)
	default:
		v.Tell(visit.DeskAccountKept)
		v.GoTo(staffPath)
	}
}

// showOnce leaves a password for the page that shows it once.
func (p *Pages) showOnce(v *visit.Visit, id int64, password string) {
	path := view.StaffPath(id) + "/password"
	v.Hand(path, password)
	v.GoTo(path)
}
