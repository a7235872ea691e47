package account

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const (
	kiosksPath    = "/desk/kiosks"
	kioskCodePath = kiosksPath + "/code"
)

// Kiosks answers GET /desk/kiosks.
func (p *Pages) Kiosks(v *visit.Visit) {
	if k := p.kiosks(v, ""); k != nil {
		v.Show(http.StatusOK, k)
	}
}

// kiosks is the page; nil where it has failed and said so.
func (p *Pages) kiosks(v *visit.Visit, typed string) *view.Kiosks {
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return nil
	}
	list, err := p.Desk.Kiosks(v.Ctx())
	if err != nil {
		v.Fail(err)
		return nil
	}
	l := v.Language()
	k := &view.Kiosks{Desk: v.Desk("settings", l.Text("desk_account.kiosks_title")), Tabs: view.AdminTabs(l, "kiosks"),
		Name: view.Field{Name: fieldName, Label: l.Text("desk_account.kiosk_name"), Hint: l.Text("desk_account.kiosk_name_hint"), Value: typed, Required: true}}
	for i := range list {
		since := list[i].Registered
		if since.IsZero() {
			since = list[i].Added
		}
		k.List = append(k.List, view.NewKioskLine(l, &list[i], l.DateTime(since.In(site.Zone))))
	}
	return k
}

// AddKiosk answers POST /desk/kiosks.
func (p *Pages) AddKiosk(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	name := trimmed(fields, fieldName)
	code, err := p.Desk.AddKiosk(v.Ctx(), v.Staff, name)
	switch c := fault.CodeOf(err); c {
	case "":
		v.Hand(kioskCodePath, code)
		v.GoTo(kioskCodePath)
	case fault.Invalid, fault.Conflict:
		k := p.kiosks(v, name)
		if k == nil {
			return
		}
		status := http.StatusUnprocessableEntity
		if k.Name.Error = v.Language().Text("desk_account.kiosk_name_wrong"); c == fault.Conflict {
			k.Name.Error, status = v.Language().Text("desk_account.kiosk_name_taken"), http.StatusConflict
		}
		v.Show(status, k)
	default:
		v.Fail(err)
	}
}

// KioskCode answers GET /desk/kiosks/code: the code of a new kiosk, this once.
func (p *Pages) KioskCode(v *visit.Visit) {
	code := v.Handed(kioskCodePath)
	if code == "" {
		v.GoTo(kiosksPath)
		return
	}
	l := v.Language()
	v.Show(http.StatusOK, &view.KioskCode{Desk: v.Desk("settings", l.Text("desk_account.kiosk_code_title")), Tabs: view.AdminTabs(l, "kiosks"),
		Code: code, Path: v.BaseURL() + "/kiosk"})
}

// RemoveKiosk answers POST /desk/kiosks/:id/remove.
func (p *Pages) RemoveKiosk(v *visit.Visit) {
	err := p.Desk.RemoveKiosk(v.Ctx(), v.Staff, staffID(v))
	if err != nil && fault.CodeOf(err) != fault.NotFound {
		v.Fail(err)
		return
	}
	v.Tell(visit.DeskKioskRemoved)
	v.GoTo(kiosksPath)
}
