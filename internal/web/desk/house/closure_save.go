package house

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// moveAtOnce is how long a click waits for due dates to be moved; the rest goes
// on behind the page that shows how far it is.
const moveAtOnce = time.Second

// SaveClosure answers POST /desk/closures: it makes the change that a preview has
// shown. Where anything has changed meanwhile the preview is shown anew.
func (p *Pages) SaveClosure(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	change, err := readClosure(fields)
	if err != nil {
		p.closureWrong(v, fields, err)
		return
	}
	version, _ := strconv.ParseInt(fields.Get("version"), 10, 64)
	move, err := p.Library.ChangeClosures(v.Ctx(), clerk(v), change, version)
	switch {
	case fault.CodeOf(err) == fault.Conflict:
		p.showPlan(v, http.StatusConflict, fields, v.Language().Text("desk_house.plan_stale"))
	case err != nil:
		p.closureWrong(v, fields, err)
	default:
		p.closureSaved(v, move)
	}
}

func (p *Pages) closureSaved(v *visit.Visit, move int64) {
	if err := p.moveForAWhile(v); err != nil {
		v.Fail(err)
		return
	}
	if move != 0 {
		v.GoTo(view.DueMovePath(move))
		return
	}
	v.Tell(visit.ClosureSaved)
	v.GoTo(closuresPath)
}

func (p *Pages) moveForAWhile(v *visit.Visit) error {
	ctx, cancel := context.WithTimeout(v.Ctx(), moveAtOnce)
	defer cancel()
	err := p.Library.MoveDueDates(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}
