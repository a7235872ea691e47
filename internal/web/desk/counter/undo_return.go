package counter

import (
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

var mirrored = fault.New(fault.Mirrored, "another system lends and returns")

func undoReturnPath(id int64) string { return returnsPath + "/" + strconv.FormatInt(id, 10) + "/undo" }

// UndoReturn answers POST /desk/returns/:id/undo.
func (p *Pages) UndoReturn(v *visit.Visit) {
	id, ok := idIn(v, "id")
	if !ok {
		return
	}
	member, err := p.Library.UndoReturn(v.Ctx(), clerk(v), id)
	if err == nil {
		v.GoTo(view.MemberPath(member) + "?told=" + doneUndoneReturn)
		return
	}
	told, known := faultTold(v.Language(), err)
	if !known || fault.CodeOf(err) == fault.NotFound {
		v.Fail(err)
		return
	}
	p.showReturns(v, visit.Status(fault.CodeOf(err)), "", told)
}
