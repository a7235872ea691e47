package catalogue

import (
	"net/http"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// Damaged answers POST /desk/items/:id/damaged: a copy is marked as damaged, or
// put back in service. Who was slower sees the copy as it is now.
func (p *Pages) Damaged(v *visit.Visit) {
	id, ok := id(v)
	if !ok {
		return
	}
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	r := library.Damage{Clerk: clerk(v), Item: id, Was: circulation.ItemStatus(fields.Get(fieldWas)),
		Damaged: fields.Get(fieldDamaged) == "yes", Reason: strings.TrimSpace(fields.Get(fieldReason))}
	_, err = p.Library.MarkDamaged(v.Ctx(), r)
	shown := &itemShown{reason: r.Reason}
	switch code := fault.CodeOf(err); {
	case code == fault.Conflict:
		shown.moved = true
		p.showItem(v, http.StatusConflict, id, shown)
	case code == fault.Invalid:
		shown.wrong = v.Language().Text("desk_catalogue.damage_long")
		p.showItem(v, http.StatusUnprocessableEntity, id, shown)
	case err != nil:
		v.Fail(err)
	case r.Damaged:
		v.Tell(visit.ItemDamaged)
		v.GoTo(view.ItemPath(id))
	default:
		v.Tell(visit.ItemMended)
		v.GoTo(view.ItemPath(id))
	}
}
