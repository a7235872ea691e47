package account

import (
	"net/http"
	"net/url"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Unlock answers POST /desk/unlock and leads back to where one was: with a form
// that was posted meanwhile in hand, to be sent now.
func (p *Pages) Unlock(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	back := next(fields.Get(fieldBack))
	err = p.Desk.Unlock(v.Ctx(), v.Request, v.Staff, fields.Get(fieldPassword), v.Address())
	text, status := tried(v, err)
	if fault.CodeOf(err) == fault.SignInNo {
		text = v.Language().Text("desk_account.password_no")
	}
	switch {
	case err == nil && v.Scripted():
		v.Done()
	case text != "" && v.Scripted():
		v.Plain(status, text)
	case text != "":
		kept := fields.Get(fieldKept)
		showLocked(v, status, &view.Locked{Error: text, Back: back, Kept: kept, Waiting: kept != ""})
	case err != nil:
		v.Fail(err)
	case fields.Get(fieldKept) != "":
		p.sendNow(v, v.Staff.ID, back, fields.Get(fieldKept))
	default:
		v.GoTo(back)
	}
}

// sendNow shows a form that was posted from a locked session or an ended one, ready
// to be sent.
func (p *Pages) sendNow(v *visit.Visit, staff int64, path, sealed string) {
	fields, err := url.ParseQuery(string(p.Desk.Kept(staff, sealed)))
	if err != nil || len(fields) == 0 {
		v.GoTo(page.DeskPath)
		return
	}
	v.Show(http.StatusOK, view.NewSendNow(v.Desk("", v.Language().Text("desk_account.send_now_title")), path, fields))
}
