package account

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

const ownPath = "/desk/account"

// Own answers GET /desk/account.
func (p *Pages) Own(v *visit.Visit) {
	if a := p.own(v); a != nil {
		v.Show(http.StatusOK, a)
	}
}

// own is the page of one's own account; nil where it has failed and said so.
func (p *Pages) own(v *visit.Visit) *view.Account {
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return nil
	}
	sessions, err := p.Desk.Sessions(v.Ctx(), v.Staff)
	if err != nil {
		v.Fail(err)
		return nil
	}
	l := v.Language()
	a := view.NewAccount(v.Desk("", l.Text("desk_account.own_title")), l, v.Staff.Username, sessions, site.Zone)
	if a.HasCode = v.Staff.HasCode; a.HasCode {
		left, err := p.Desk.RecoveryLeft(v.Ctx(), v.Staff)
		if err != nil {
			v.Fail(err)
			return nil
		}
		a.Left = l.Count("desk_account.recovery_left", left)
	}
	return a
}
