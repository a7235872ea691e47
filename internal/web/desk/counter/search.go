package counter

import (
	"net/http"
	"strings"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

const searchPath = "/desk/search"

// Search answers POST /desk/search: looks for members and titles by a text. Names
// are never in a URL.
func (p *Pages) Search(v *visit.Visit) {
	fields, ok := read(v)
	if !ok {
		return
	}
	s := &scan{Visit: v, code: strings.TrimSpace(fields.Get(fieldCode)), fields: fields, mirrored: isMirror(v), mode: view.ModeLend}
	if len(s.code) > longestCode {
		s.code = strings.ToValidUTF8(s.code[:longestCode], "")
	}
	if s.code == "" {
		v.GoTo(deskPath)
		return
	}
	p.search(s)
}

// search shows who and what is called so.
func (p *Pages) search(s *scan) {
	c := &view.Counter{Asked: s.code, None: true}
	p.showCounter(s.Visit, http.StatusOK, s.mode, c)
}
