package account

import (
	"net/http"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const (
	fieldBack = "back"
	fieldKept = "kept"
)

// longestKept leaves room in a form for what was kept of another, in bytes.
const longestKept = 40 << 10

// Lock answers POST /desk/lock: whoever walks away.
func (p *Pages) Lock(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err == nil {
		err = p.Desk.Lock(v.Ctx(), v.Staff)
	}
	switch {
	case err != nil:
		v.Fail(err)
	case v.Scripted():
		v.Done()
	default:
		v.GoTo(lockedPath + "?back=" + next(fields.Get(fieldBack)))
	}
}

// Locked answers GET /desk/locked.
func (p *Pages) Locked(v *visit.Visit) {
	back := next(v.Query(fieldBack))
	if v.Staff.Stage != identity.Locked {
		v.GoTo(back)
		return
	}
	showLocked(v, http.StatusOK, &view.Locked{Back: back})
}

func showLocked(v *visit.Visit, status int, p *view.Locked) {
	p.Desk = v.Desk("", v.Language().Text("desk_account.locked_title"))
	p.Name = v.Staff.Name
	v.Show(status, p)
}

// Cover answers whatever is asked for in a locked session: nothing is shown and
// nothing done, and a form that was posted is carried along for afterwards.
func (p *Pages) Cover(v *visit.Visit) {
	switch {
	case v.Scripted():
		v.Locked()
	case v.Request.Method != http.MethodPost:
		v.GoTo(lockedPath + "?back=" + next(v.Request.URL.Path))
	default:
		fields, err := form.Read(v.Request)
		if err != nil {
			v.Fail(err)
			return
		}
		page := &view.Locked{Back: next(v.Request.URL.Path), Waiting: true}
		if text := fields.Encode(); len(text) <= longestKept {
			page.Kept = p.Desk.Keep(v.Staff, []byte(text))
		}
		showLocked(v, http.StatusLocked, page)
	}
}

// Stay answers POST /desk/stay, by which a script says that somebody types: that
// the session is in use has been noted already.
func (p *Pages) Stay(v *visit.Visit) { v.Done() }
