package people

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Record answers GET /desk/members/{id}/record.
func (p *Pages) Record(v *visit.Visit) {
	if id, ok := member(v); ok {
		p.showRecord(v, http.StatusOK, id, view.RecordState{})
	}
}

func (p *Pages) showRecord(v *visit.Visit, status int, id int64, s view.RecordState) {
	r, err := p.Library.MemberRecord(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return
	}
	s.MayLift = v.Staff.AtLeast(mayLift)
	v.Show(status, view.NewMemberRecord(v.Language(), v.Desk("members", r.Name), r, s))
}
