package account

import (
	"net/http"
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

const staffPath = "/desk/staff"

// Staff answers GET /desk/staff.
func (p *Pages) Staff(v *visit.Visit) {
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return
	}
	accounts, err := p.Desk.Accounts(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	s := &view.Staff{Desk: v.Desk("settings", l.Text("desk_account.staff_title")), Tabs: view.AdminTabs(l, "staff")}
	for i := range accounts {
		s.List = append(s.List, view.NewStaffLine(l, &accounts[i], v.Staff.ID, site.Zone))
	}
	v.Show(http.StatusOK, s)
}

// staffID is the account that a path names, 0 for none.
func staffID(v *visit.Visit) int64 {
	id, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// StaffEdit answers GET /desk/staff/:id.
func (p *Pages) StaffEdit(v *visit.Visit) {
	if _, e := p.staffEdit(v); e != nil {
		v.Show(http.StatusOK, e)
	}
}

// staffEdit is the page of the account that the path names; nil where it has failed
// and said so.
func (p *Pages) staffEdit(v *visit.Visit) (identity.StaffAccount, *view.StaffEdit) {
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return identity.StaffAccount{}, nil
	}
	a, err := p.Desk.Account(v.Ctx(), staffID(v))
	if err != nil {
		v.Fail(err)
		return a, nil
	}
	l := v.Language()
	d := v.Desk("settings", a.Shown())
	return a, view.NewStaffEdit(d, l, &a, view.NewStaffLine(l, &a, v.Staff.ID, site.Zone))
}

// didToStaff answers what was done to the account that the path names: its page
// again, with why where it was not done.
func (p *Pages) didToStaff(v *visit.Visit, err error) {
	switch code := fault.CodeOf(err); code {
	case "":
		v.Tell(visit.DeskAccountKept)
		v.GoTo(view.StaffPath(staffID(v)))
	case identity.LastAdmin, fault.Conflict:
		if _, e := p.staffEdit(v); e != nil {
			e.Problem = v.Language().Text("desk_account.account_changed")
			if code == identity.LastAdmin {
				e.Problem = v.Language().Text("error.last_admin.text")
			}
			v.Show(http.StatusConflict, e)
		}
	default:
		v.Fail(err)
	}
}
