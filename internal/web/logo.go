package web

import (
	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/visit"
)

// logo answers GET /logo.
func (s *surfaces) logo(v *visit.Visit) {
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return
	}
	if !s.brand.ServeLogo(v.Writer, v.Query("v"), site.Settings) {
		v.Refuse(fault.NotFound)
	}
}
