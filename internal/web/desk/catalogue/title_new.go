package catalogue

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// NewTitle answers GET /desk/titles/new.
func (p *Pages) NewTitle(v *visit.Visit) {
	if site, err := v.Site(); err == nil && site.Mirror {
		v.Refuse(fault.Mirrored)
		return
	}
	typed := library.TitleForm{Title: v.Query(fieldText)}
	if view.IsISBN(typed.Title) {
		typed.Title, typed.ISBN = "", typed.Title
	}
	p.showNewTitle(v, http.StatusOK, typed, carried(v.Query(fieldBarcode)), nil)
}

// AddTitle answers POST /desk/titles/new.
func (p *Pages) AddTitle(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	typed, barcode := titleForm(fields), carried(fields.Get(fieldBarcode))
	done, err := p.Library.AddTitle(v.Ctx(), clerk(v), typed)
	switch {
	case err != nil:
		v.Fail(err)
	case done.ID == 0:
		p.showNewTitle(v, http.StatusUnprocessableEntity, typed, barcode, done)
	default:
		v.Tell(visit.TitleAdded)
		v.GoTo(view.TitleForCopy(done.ID, barcode))
	}
}

func (p *Pages) showNewTitle(v *visit.Visit, status int, typed library.TitleForm, barcode string, done *library.Catalogued) {
	l := v.Language()
	made := view.NewTitleForm(l, frame(v, l.Text("desk_catalogue.new_title"), view.TitlesPath+"/new"), typed, done)
	made.For(barcode)
	v.Show(status, made)
}
