package house

import (
	"net/http"
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// DueMove answers GET /desk/closures/moves/:id: how far the loans of a change have
// come.
func (p *Pages) DueMove(v *visit.Visit) {
	id, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil {
		v.Refuse(fault.NotFound)
		return
	}
	m, err := p.Library.DueMove(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return
	}
	page := view.NewDueMove(v.Language(), m)
	page.Desk = v.Desk(atClosures, v.Language().Text("desk_house.move_title"))
	page.Frame.Live = !m.Done
	v.Show(http.StatusOK, page)
}

// GoOnMoving answers POST /desk/closures/moves/:id: what was cut off goes on.
func (p *Pages) GoOnMoving(v *visit.Visit) {
	id, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil {
		v.Refuse(fault.NotFound)
		return
	}
	if err := p.moveForAWhile(v); err != nil {
		v.Fail(err)
		return
	}
	v.GoTo(view.DueMovePath(id))
}
