package people

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// RegisterForm answers GET /desk/members/new.
func (p *Pages) RegisterForm(v *visit.Visit) { p.showRegister(v, http.StatusOK, view.FormOf{}) }

func (p *Pages) showRegister(v *visit.Visit, status int, o view.FormOf) {
	n, err := p.Library.NewMember(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	v.Show(status, view.NewNewMember(l, v.Desk("members", l.Text("desk_members.new_title")), n, o))
}
