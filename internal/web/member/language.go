package member

import (
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

// localPath returns a path of this site as it was given, "/" where the text is
// anything else. A browser takes // and /\ for the start of another host, and
// passes over tabs; none of our paths has need of anything but these letters.
func localPath(s string) string {
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.Trim(s, pathLetters) != "" {
		return "/"
	}
	return s
}

const pathLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._?=&"
