package member

import (
	"net/url"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// Language answers POST /language: keeps the choice and goes back.
func (p *Pages) Language(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	if !v.ChooseLanguage(fields.Get(fieldLang)) {
		v.Refuse(fault.Invalid)
		return
	}
	v.GoTo(localPath(fields.Get(fieldBack)))
}

// localPath returns a path of this site, "/" where the text is anything else. A
// browser takes // and /\ for the start of another host.
func localPath(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil ||
		!strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\\t\r\n") {
		return "/"
	}
	return (&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}).String()
}
