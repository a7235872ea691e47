package account

import (
	"net/http"
	"net/url"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Ended answers whatever is asked for by nobody: they sign in first. A form that
// was posted, most likely by somebody whose day at the desk was over, is carried
// along for afterwards; but none with a password, as another may sign in. A page
// whose script asks covers itself and signs in again, so that nothing in it is lost.
func (p *Pages) Ended(v *visit.Visit) {
	switch {
	case v.Live():
		v.Locked()
		return
	case v.Request.Method != http.MethodPost || v.Scripted():
		v.GoTo(SignInPath(v))
		return
	}
	fields, err := form.Read(v.Request)
	switch {
	case err != nil:
		v.Fail(err)
	case len(fields) == 0:
		v.GoTo(signInPath)
	default:
		path, kept := p.keep(v.Request.URL.Path, fields)
		show(v, http.StatusUnauthorized, &view.SignIn{Next: path, Kept: kept, Ended: true})
	}
}

// keep seals a form for whoever signs in next; one that a locked page carries is
// sealed already.
func (p *Pages) keep(path string, fields url.Values) (to, kept string) {
	if path == unlockPath {
		return next(fields.Get(fieldBack)), fields.Get(fieldKept)
	}
	text := fields.Encode()
	if fields.Has(fieldPassword) || len(text) > longestKept {
		return page.DeskPath, ""
	}
	return next(path), p.Desk.KeepForNext([]byte(text))
}
