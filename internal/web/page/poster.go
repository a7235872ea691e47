package page

import (
	"html/template"
	"strings"

	"simpanbudi/internal/i18n"
)

// PosterPath is the path of the poster.
const PosterPath = "/poster"

// Poster is a sheet of A4 to hang up in the library: scan this to renew.
type Poster struct {
	Frame   Frame
	QR      template.HTML // "": the site's address is not known, so there is no poster
	Address string        // as people type it
}

// NewPoster returns the poster that leads to base, or the page that says why there is
// none where base is "".
func NewPoster(l *i18n.Language, base string) *Poster {
	p := &Poster{Frame: Frame{Title: l.Text("poster.title"), Here: PosterPath}}
	if base == "" {
		p.Frame.Title = l.Text("poster.missing_title")
		return p
	}
	p.QR = code(base, l.Text("poster.qr_label"))
	p.Address = strings.TrimPrefix(base, "https://") // browsers add it; http:// they would not
	return p
}

// Template names the page's file.
func (*Poster) Template() string { return "poster" }

// Around returns the page's frame.
func (p *Poster) Around() *Frame { return &p.Frame }
