package visit

import (
	"net/http"
	"time"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/page"
)

// Desk is the frame of a desk's page at an entry of the menu, "" for none. Nobody
// is named in it before a session is open.
func (v *Visit) Desk(at, title string) page.Desk {
	name, role, may := "", "", func(string) bool { return false }
	site := v.siteOrNone()
	if v.Staff != nil && v.Staff.Stage == identity.Open {
		name, role, may = v.Staff.Name, v.Staff.Role, v.Staff.AtLeast
	}
	d := page.NewDesk(v.Language(), at, title, name, role, may)
	if d.Staff != "" {
		d.Username = v.Staff.Username
	}
	d.Mirror = site.Mirror
	d.Held = name != "" && at != "messages" && site.Settings["sending"] == "held"
	d.LockMinutes = int(site.DeskLock / time.Minute)
	if v.Request.Method == http.MethodGet && page.SafeDesk(v.Request.URL.Path) {
		d.Frame.Here = v.Request.URL.Path
	}
	return d
}

// MayOverride reports whether who is signed in at the desk may override a refusal,
// as the setting override_role has it. The use case must be told.
func (v *Visit) MayOverride() bool {
	site, err := v.Site()
	return err == nil && v.Staff != nil && v.Staff.Stage == identity.Open && v.Staff.AtLeast(site.OverrideRole)
}

// Locked answers the script of a page whose session is locked: nothing is put into
// the page, which covers itself until it is unlocked.
func (v *Visit) Locked() {
	h := v.Writer.Header()
	h.Set("X-Desk-Locked", "1")
	h.Set("HX-Reswap", "none")
	h.Set("HX-Trigger", "desk:locked")
	v.Plain(http.StatusLocked, "locked")
}

// Scripted reports whether a script of a page asks: by htmx, or by itself with the
// header X-Desk-Script.
func (v *Visit) Scripted() bool { return v.Live() || v.Request.Header.Get("X-Desk-Script") != "" }

// Done answers a script that nothing is to be shown.
func (v *Visit) Done() {
	v.Writer.Header()["Cache-Control"] = noStore
	v.Writer.WriteHeader(http.StatusNoContent)
	v.Writer.WriteHeaderNow()
	v.Abort()
}
