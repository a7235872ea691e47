package account

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const (
	namesPath   = "/desk/names"
	fieldKind   = "kind"
	fieldBefore = "before"
)

// Names answers GET /desk/names: what branches, member categories and item types
// are called.
func (p *Pages) Names(v *visit.Visit) { p.showNames(v, http.StatusOK, library.PlaceName{}, "", "") }

// Rename answers POST /desk/names. Who was slower sees the names as they are now.
func (p *Pages) Rename(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	n := library.PlaceName{Kind: fields.Get(fieldKind), Code: fields.Get(fieldCode), Name: fields.Get(fieldName)}
	err = p.Library.RenamePlace(v.Ctx(), library.Clerk{Staff: v.Staff.ID, Door: "desk"}, n, fields.Get(fieldBefore))
	l := v.Language()
	switch fault.CodeOf(err) {
	case "":
		v.Tell(visit.DeskNameKept)
		v.GoTo(namesPath)
	case fault.Invalid:
		p.showNames(v, http.StatusUnprocessableEntity, n, l.Text("desk_names.wrong"), "")
	case fault.Conflict:
		p.showNames(v, http.StatusConflict, n, "", l.Text("desk_names.stale"))
	default:
		v.Fail(err)
	}
}

func (p *Pages) showNames(v *visit.Visit, status int, typed library.PlaceName, wrong, stale string) {
	list, err := p.Library.PlaceNames(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	made := view.NewNames(l, v.Desk("settings", l.Text("desk_names.title")), list, typed, wrong, v.LibraryName())
	made.Stale = stale
	v.Show(status, made)
}
