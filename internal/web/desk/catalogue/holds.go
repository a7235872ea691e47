package catalogue

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Holds answers GET /desk/holds.
func (p *Pages) Holds(v *visit.Visit) {
	holds, err := p.Library.HoldsAtDesk(v.Ctx(), v.DeskBranch())
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	v.Show(http.StatusOK, view.NewHolds(l, holdsFrame(v), holds))
}

// CancelHold answers POST /desk/holds/:id/cancel: it says what to do with a book
// that stood ready.
func (p *Pages) CancelHold(v *visit.Visit) {
	p.endHold(v, func(hold int64) (*library.HoldEnded, error) {
		c := clerk(v)
		return p.Library.CancelHold(v.Ctx(), library.HoldEnd{Hold: hold, Clerk: &c})
	})
}

// TakeDownHold answers POST /desk/holds/:id/take-down.
func (p *Pages) TakeDownHold(v *visit.Visit) {
	p.endHold(v, func(hold int64) (*library.HoldEnded, error) {
		return p.Library.TakeDownHold(v.Ctx(), clerk(v), hold)
	})
}

// endHold answers with the page itself, not with where to go: what to do with the
// book is told once, and posting again changes nothing more.
func (p *Pages) endHold(v *visit.Visit, end func(hold int64) (*library.HoldEnded, error)) {
	id, ok := id(v)
	if !ok {
		return
	}
	ended, err := end(id)
	if fault.CodeOf(err) == fault.Conflict {
		v.Tell(visit.HoldEndedAlready)
		v.GoTo(view.HoldsPath)
		return
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusOK, view.NewHoldEnded(v.Language(), holdsFrame(v), ended))
}

func holdsFrame(v *visit.Visit) page.Desk {
	d := v.Desk("holds", v.Language().Text("desk.nav.holds"))
	d.Frame.Here = view.HoldsPath
	return d
}
