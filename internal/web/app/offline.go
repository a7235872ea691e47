package app

import (
	"net/http"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Offline answers GET /offline: the page that the worker keeps for when there is
// no network, in the language that the worker names.
func (p *Pages) Offline(v *visit.Visit) {
	v.Speak(v.Query("language"))
	v.Writer.Header().Set("Content-Language", v.Language().Code)
	v.Show(http.StatusOK, page.NewOffline(v.Language()))
}
