package member

import (
	"net/http"
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Holds answers GET /holds.
func (p *Pages) Holds(v *visit.Visit) {
	my, err := p.Library.MyHolds(v.Ctx(), v.Member)
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusOK, page.NewHolds(v.Language(), my))
}

// PlaceHold answers POST /holds. What stands against waiting is told above what the
// member waits for already.
func (p *Pages) PlaceHold(v *visit.Visit) {
	title, ok := postedID(v, fieldTitle)
	if !ok {
		return
	}
	placed, err := p.Library.PlaceHold(v.Ctx(), library.HoldRequest{Member: v.Member, Title: title, Door: door})
	if err != nil {
		v.Fail(err)
		return
	}
	if placed.Placed {
		v.Tell(visit.HoldPlaced)
		v.GoTo(page.HoldsPath)
		return
	}
	my, err := p.Library.MyHolds(v.Ctx(), v.Member)
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusUnprocessableEntity, page.NewHolds(v.Language(), my).Refuse(v.Language(), placed))
}

// CancelHold answers POST /holds/cancel.
func (p *Pages) CancelHold(v *visit.Visit) {
	hold, ok := postedID(v, fieldHold)
	if !ok {
		return
	}
	_, err := p.Library.CancelHold(v.Ctx(), library.HoldEnd{Hold: hold, Member: v.Member, Door: door})
	switch fault.CodeOf(err) {
	case "":
		v.Tell(visit.HoldCancelled)
		v.GoTo(page.HoldsPath)
	case fault.Conflict:
		v.Tell(visit.HoldEndedAlready)
		v.GoTo(page.HoldsPath)
	default:
		v.Fail(err)
	}
}

// postedID reads the record a form names; ok is false where it names none, which is
// answered.
func postedID(v *visit.Visit, field string) (id int64, ok bool) {
	fields, err := form.Read(v.Request)
	if err == nil {
		if id, err = strconv.ParseInt(fields.Get(field), 10, 64); err != nil || id <= 0 {
			err = fault.New(fault.Invalid, "the form is not ours").With("field", field)
		}
	}
	if err != nil {
		v.Fail(err)
		return 0, false
	}
	return id, true
}
