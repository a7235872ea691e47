package work

import (
	"net/http"
	"strconv"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const (
	fieldAt = "at"
	fieldBy = "by"
)

// UndoEnter answers POST /desk/today/to-enter/undo: what was ticked in one form
// today is to be entered again. Who was slower sees the list as it is now.
func (p *Pages) UndoEnter(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	at, err := number(fields.Get(fieldAt))
	if err != nil {
		v.Fail(err)
		return
	}
	by, err := number(fields.Get(fieldBy))
	if err != nil {
		v.Fail(err)
		return
	}
	n, err := p.Library.UndoTick(v.Ctx(), clerk(v), time.Unix(at, 0), by)
	switch {
	case fault.CodeOf(err) == fault.Conflict:
		if made := p.toEnter(v); made != nil {
			made.Stale = v.Language().Text("desk_work.entered_not_undone")
			v.Show(http.StatusConflict, made)
		}
	case err != nil:
		v.Fail(err)
	default:
		v.GoTo(toEnterPath + "?undone=" + strconv.Itoa(n))
	}
}
