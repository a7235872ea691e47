package people

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// pageOf is how many members are shown at once.
const pageOf = 25

// List answers GET /desk/members: everybody, the newest first.
func (p *Pages) List(v *visit.Visit) { p.find(v, "", "") }

// Search answers POST /desk/members. What is looked for is a name or a number, so
// it stands in no address.
func (p *Pages) Search(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	p.find(v, fields.Get("q"), fields.Get("after"))
}

func (p *Pages) find(v *visit.Visit, text, after string) {
	found, err := p.Library.SearchMembers(v.Ctx(), text, after, pageOf)
	if err != nil {
		v.Fail(err)
		return
	}
	if found.ByCard {
		v.GoTo(view.MemberPath(found.Members[0].ID) + "/record")
		return
	}
	l := v.Language()
	v.Show(http.StatusOK, view.NewMembers(l, v.Desk("members", l.Text("desk_members.title")), found, text, after != ""))
}
