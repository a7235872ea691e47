package account

import (
	"net/http"
	"slices"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// The fields by which a page says what it showed.
const (
	fieldShownName = "shown.name"
	fieldShownRole = "shown.role"
)

// EditStaff answers POST /desk/staff/:id: another name or role.
func (p *Pages) EditStaff(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	name, role := trimmed(fields, fieldName), fields.Get(fieldRole)
	if !identity.IsStaffName(name) || !slices.Contains(identity.Roles(), role) {
		_, e := p.staffEdit(v)
		if e == nil {
			return
		}
		e.Name.Value = name
		if !identity.IsStaffName(name) {
			e.Name.Error = v.Language().Text("desk_account.name_wrong")
		}
		if !slices.Contains(identity.Roles(), role) {
			e.RoleIs.Error = v.Language().Text("desk_account.role_wrong")
		}
		v.Show(http.StatusUnprocessableEntity, e)
		return
	}
	shown := identity.StaffAccount{ID: staffID(v), Name: fields.Get(fieldShownName), Role: fields.Get(fieldShownRole)}
	p.didToStaff(v, p.Desk.EditAccount(v.Ctx(), v.Staff, shown, name, role))
}

// DisableStaff answers POST /desk/staff/:id/disable.
func (p *Pages) DisableStaff(v *visit.Visit) {
	p.didToStaff(v, p.Desk.DisableAccount(v.Ctx(), v.Staff, staffID(v)))
}

// EnableStaff answers POST /desk/staff/:id/enable.
func (p *Pages) EnableStaff(v *visit.Visit) {
	p.didToStaff(v, p.Desk.EnableAccount(v.Ctx(), v.Staff, staffID(v)))
}

// ClearCodes answers POST /desk/staff/:id/codes-off.
func (p *Pages) ClearCodes(v *visit.Visit) {
	p.didToStaff(v, p.Desk.ClearCodes(v.Ctx(), v.Staff, staffID(v)))
}

// ResetStaff answers POST /desk/staff/:id/password: a new one, made and shown once
// where none is given.
func (p *Pages) ResetStaff(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	a, e := p.staffEdit(v)
	if e == nil {
		return
	}
	password, made := fields.Get(fieldPassword), false
	if password == "" {
		password, made = identity.MakePassword(), true
	}
	if e.Password.Error = passwordWrong(v.Language(), a.Username, password); e.Password.Error != "" {
		v.Show(http.StatusUnprocessableEntity, e)
		return
	}
	err = p.Desk.ResetAccount(v.Ctx(), v.Staff, a.ID, password)
	if fault.CodeOf(err) == "" && made {
		p.showOnce(v, a.ID, password)
		return
	}
	p.didToStaff(v, err)
}
