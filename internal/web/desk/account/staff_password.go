package account

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// StaffPassword answers GET /desk/staff/:id/password: a password that was made, this once.
func (p *Pages) StaffPassword(v *visit.Visit) {
	a, err := p.Desk.Account(v.Ctx(), staffID(v))
	if err != nil {
		v.Fail(err)
		return
	}
	path := view.StaffPath(a.ID)
	password := v.Handed(path + "/password")
	if password == "" {
		v.GoTo(path)
		return
	}
	l := v.Language()
	v.Show(http.StatusOK, &view.PasswordOnce{Desk: v.Desk("settings", l.Text("desk_account.once_title")), Tabs: view.AdminTabs(l, "staff"),
		Path: path, Name: a.Shown(), Username: a.Username, Password: password})
}
