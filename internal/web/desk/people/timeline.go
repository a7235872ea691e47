package people

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// happenings is how many are shown at once.
const happenings = 50

// Timeline answers GET /desk/members/{id}/timeline. Where a page begins is a time
// and a number, which tell nothing of anybody.
func (p *Pages) Timeline(v *visit.Visit) {
	id, ok := member(v)
	if !ok {
		return
	}
	t, err := p.Library.MemberTimeline(v.Ctx(), id, v.Query("after"), happenings)
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusOK, view.NewMemberTimeline(v.Language(), v.Desk("members", t.Head.Name), t))
}
