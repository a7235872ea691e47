package member

import (
	"net/http"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// titlesShown is how many books a page of what was found lists.
const titlesShown = 20

// Titles answers GET /titles, where the library lets members wait for books.
func (p *Pages) Titles(v *visit.Visit) {
	site, err := v.Site()
	if err == nil && !site.MemberHolds {
		err = fault.New(fault.NotFound, "members do not place holds here")
	}
	var found *library.TitlesFound
	text := strings.TrimSpace(v.Query(fieldText))
	if err == nil && text != "" {
		found, err = p.Library.SearchTitles(v.Ctx(), text, v.Query(fieldAfter), titlesShown)
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusOK, page.NewFindTitles(v.Language(), text, found))
}
