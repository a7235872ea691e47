package catalogue

import (
	"net/http"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// Title answers GET /desk/titles/:id.
func (p *Pages) Title(v *visit.Visit) {
	if id, ok := id(v); ok {
		p.showTitle(v, http.StatusOK, id, nil, nil)
	}
}

// AddItem answers POST /desk/titles/:id/items.
func (p *Pages) AddItem(v *visit.Visit) {
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
	done, err := p.Library.AddItem(v.Ctx(), clerk(v), id, typed)
	switch {
	case err != nil:
		v.Fail(err)
	case done.ID == 0:
		p.showTitle(v, http.StatusUnprocessableEntity, id, &typed, done)
	default:
		v.Tell(visit.ItemAdded)
		v.GoTo(view.TitlePath(id))
	}
}

// showTitle shows a title with the form for a further copy: as it was typed, or as
// one proposes it to be.
func (p *Pages) showTitle(v *visit.Visit, status int, id int64, typed *library.ItemForm, done *library.Catalogued) {
	t, err := p.Library.TitleAtDesk(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return
	}
	if typed == nil {
		typed = propose(t)
		if barcode := carried(v.Query(fieldBarcode)); barcode != "" {
			typed.Barcode = barcode
		}
	}
	l := v.Language()
	form := view.NewItemForm(l, view.TitlePath(id)+"/items", *typed, &t.Shelves, done)
	form.Submit = l.Text("desk_catalogue.add_copy")
	v.Show(status, view.NewTitle(l, frame(v, t.Title, view.TitlePath(id)), t, form))
}

// propose is a further copy like the one added last.
func propose(t *library.DeskTitle) *library.ItemForm {
	f := &library.ItemForm{Barcode: t.NextBarcode, Branch: 1, ItemType: "book", Status: circulation.ItemAvailable, Renewable: true}
	if n := len(t.Copies); n > 0 {
		last := &t.Copies[n-1]
		f.Branch, f.ItemType, f.CallNumber = last.BranchID, last.ItemType, last.CallNumber
	}
	return f
}
