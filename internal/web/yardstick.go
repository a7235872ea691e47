package web

import (
	"io"
	"time"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/assets"
	"simpanbudi/internal/web/page"
)

// LoansPage renders the page of a member's loans from a model made once. It is
// the yardstick for that page: what remains when nothing is read, decided or
// put in words for a request.
type LoansPage struct {
	renderer *page.Renderer
	language *i18n.Language
	model    *page.Loans
}

// NewLoansPage makes the model from what the library answered for a member.
// zone is the library's, language a code such as "id".
func NewLoansPage(my *library.MyLoans, zone *time.Location, language string) (*LoansPage, error) {
	files, err := assets.Load()
	if err != nil {
		return nil, err
	}
	texts, renderer, err := loadPages(files)
	if err != nil {
		return nil, err
	}
	l := texts.Language(language)
	if l == nil {
		l = texts.Languages()[0]
	}
	model := page.NewLoans(l, my, zone)
	model.Frame.Library = l.Text("site.product")
	return &LoansPage{renderer: renderer, language: l, model: model}, nil
}

// Render writes the page; it may be called by many at once.
func (p *LoansPage) Render(w io.Writer) error { return p.renderer.Render(w, p.language, p.model) }
