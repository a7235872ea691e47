package catalogue

import (
	"net/http"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// Item answers GET /desk/items/:id.
func (p *Pages) Item(v *visit.Visit) {
	if id, ok := id(v); ok {
		p.showItem(v, http.StatusOK, id, &itemShown{})
	}
}

// EditItem answers POST /desk/items/:id. Who was slower sees the record as it is
// now, with what they typed.
func (p *Pages) EditItem(v *visit.Visit) {
	id, ok := id(v)
	if !ok {
		return
	}
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	typed := itemForm(fields)
	done, err := p.Library.EditItem(v.Ctx(), clerk(v), id, number(fields, fieldVersion), typed)
	switch {
	case fault.CodeOf(err) == fault.Conflict:
		p.showItem(v, http.StatusConflict, id, &itemShown{typed: &typed, stale: true})
	case err != nil:
		v.Fail(err)
	case done.ID == 0:
		p.showItem(v, http.StatusUnprocessableEntity, id, &itemShown{typed: &typed, done: done})
	default:
		v.Tell(visit.ItemChanged)
		v.GoTo(view.ItemPath(id))
	}
}

// itemShown is what was posted to a copy's page and what is wrong with it.
type itemShown struct {
	typed         *library.ItemForm   // nil: nothing
	done          *library.Catalogued // what is wrong with it; nil: nothing
	stale         bool                // somebody else was quicker
	moved         bool                // its state is another one by now
	reason, wrong string              // of the form about damage
}

func (p *Pages) showItem(v *visit.Visit, status int, id int64, shown *itemShown) {
	i, err := p.Library.ItemAtDesk(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return
	}
	now := library.ItemForm{Barcode: i.Item.Barcode, Branch: i.Item.BranchID, ItemType: i.Item.ItemType, CallNumber: i.Item.CallNumber,
		Status: circulation.ItemStatus(i.Item.Status), Renewable: i.Item.Renewable, Note: i.Item.Note}
	typed := shown.typed
	if typed == nil {
		typed = &now
	}
	l := v.Language()
	form := view.NewItemForm(l, view.ItemPath(id), *typed, &i.Shelves, shown.done).Of(i.Item.Version)
	made := view.NewItem(l, frame(v, i.Barcode, view.ItemPath(id)), i, form)
	made.Damage = view.NewDamageForm(l, i, shown.reason, shown.wrong)
	if shown.stale || shown.moved {
		made.Stale = l.Text("desk_catalogue.stale_item", "barcode", now.Barcode, "call", now.CallNumber,
			"status", l.Text("item_status."+string(now.Status)))
	}
	v.Show(status, made)
}
