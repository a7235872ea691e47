package catalogue

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// TitleEditor answers GET /desk/titles/:id/edit.
func (p *Pages) TitleEditor(v *visit.Visit) {
	id, ok := id(v)
	if !ok {
		return
	}
	t, err := p.Library.TitleAtDesk(v.Ctx(), id)
	if err == nil && t.Mirror {
		err = fault.New(fault.Mirrored, "")
	}
	if err != nil {
		v.Fail(err)
		return
	}
	showTitleEditor(v, http.StatusOK, t, library.TitleForm{Title: t.Title, Author: t.Author, ISBN: t.ISBN}, nil)
}

// EditTitle answers POST /desk/titles/:id/edit. Who was slower sees the record as it is now.
func (p *Pages) EditTitle(v *visit.Visit) {
	id, ok := id(v)
	if !ok {
		return
	}
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	typed := titleForm(fields)
	done, err := p.Library.EditTitle(v.Ctx(), clerk(v), id, number(fields, fieldVersion), typed)
	if err != nil && fault.CodeOf(err) != fault.Conflict {
		v.Fail(err)
		return
	}
	if err == nil && done.ID != 0 {
		v.Tell(visit.TitleChanged)
		v.GoTo(view.TitlePath(id))
		return
	}
	now, failed := p.Library.TitleAtDesk(v.Ctx(), id)
	switch {
	case failed != nil:
		v.Fail(failed)
	case err != nil:
		showTitleEditor(v, http.StatusConflict, now, typed, nil)
	default:
		showTitleEditor(v, http.StatusUnprocessableEntity, now, typed, done)
	}
}

func showTitleEditor(v *visit.Visit, status int, now *library.DeskTitle, typed library.TitleForm, done *library.Catalogued) {
	l := v.Language()
	made := view.NewTitleForm(l, frame(v, now.Title, view.TitlePath(now.ID)+"/edit"), typed, done).Of(l, now.ID, now.Version)
	if status == http.StatusConflict {
		made.Stale = l.Text("desk_catalogue.stale_title", "title", now.Title, "author", now.Author, "isbn", now.ISBN)
	}
	v.Show(status, made)
}
