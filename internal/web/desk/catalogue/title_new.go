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
	p.showNewTitle(v, http.StatusOK, library.TitleForm{Title: v.Query(fieldText)}, nil)
}

// AddTitle answers POST /desk/titles/new.
func (p *Pages) AddTitle(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	typed := titleForm(fields)
	done, err := p.Library.AddTitle(v.Ctx(), clerk(v), typed)
	switch {
	case err != nil:
		v.Fail(err)
	case done.ID == 0:
		p.showNewTitle(v, http.StatusUnprocessableEntity, typed, done)
	default:
		v.Tell(visit.TitleAdded)
		v.GoTo(view.TitlePath(done.ID))
	}
}

func (p *Pages) showNewTitle(v *visit.Visit, status int, typed library.TitleForm, done *library.Catalogued) {
	l := v.Language()
	v.Show(status, view.NewTitleForm(l, frame(v, l.Text("desk_catalogue.new_title"), view.TitlesPath+"/new"), typed, done))
}
