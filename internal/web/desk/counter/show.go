package counter

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Show answers GET /desk.
func (p *Pages) Show(v *visit.Visit) {
	mode := modeOf(v.Query("mode"), false, isMirror(v))
	p.showCounter(v, http.StatusOK, mode, &view.Counter{Fresh: true})
}

// Again answers GET /desk/box, where a page that was answered to a scan is asked
// for again: there is nothing to repeat.
func (p *Pages) Again(v *visit.Visit) { v.GoTo(deskPath) }

// showCounter shows the page on which no member is open.
func (p *Pages) showCounter(v *visit.Visit, status int, mode string, c *view.Counter) {
	title, path := v.Language().Text("desk.title"), deskPath
	if mode == view.ModeRenew {
		path += "?mode=renew"
	}
	told, typed := c.Place.Told, c.Place.Typed
	c.Desk = v.Desk("counter", title)
	c.Place = p.place(v, path, mode, title)
	c.Place.Modes = modes(v, 0, mode, isMirror(v))
	c.Place.Told, c.Place.Typed = told, typed
	v.Show(status, c)
}

// tell shows the counter with nothing but an answer.
func (p *Pages) tell(v *visit.Visit, status int, mode string, told *view.Told) {
	p.showCounter(v, status, mode, &view.Counter{Place: view.Place{Told: told}})
}
