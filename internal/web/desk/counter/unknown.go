package counter

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
)

// unknown answers to what is no card, no barcode and no reference: to a code that
// there is no such thing, to words with who and what is called so.
func (p *Pages) unknown(s *scan) {
	l := s.Language()
	if !isCode(s.Visit, s.code) && !s.returns && s.member == 0 {
		p.search(s)
		return
	}
	what := "code"
	switch {
	case fits(s.Visit, "barcode_pattern", s.code) || s.returns:
		what = "barcode"
	case fits(s.Visit, "card_pattern", s.code):
		what = "card"
	}
	told := view.Stop(l.Text("counter.unknown."+what, "code", view.MaskID(s.code)), l.Text("counter.unknown."+what+".next"))
	told.Buttons = []view.Button{{Action: searchPath, Label: l.Text("counter.search_it"), Live: true,
		Fields: []view.Hidden{{Name: fieldCode, Value: s.code}}}}
	if what != "card" && !s.mirrored {
		told.Links = []view.Link{{Path: view.CataloguePath(s.code), Label: l.Text("counter.catalogue_it")}}
	}
	p.answer(s, http.StatusNotFound, told)
}
