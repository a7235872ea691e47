package visit

import (
	"net/http"
	"time"

	"simpanbudi/internal/i18n"
)

const languageCookie = "language"

// LanguageMemory is how long a choice of language is kept.
const LanguageMemory = 365 * 24 * time.Hour

// Language is the visitor's: chosen here, else asked for by the browser, else
// the library's.
func (v *Visit) Language() *i18n.Language {
	if v.language == nil {
		v.language = v.findLanguage()
	}
	return v.language
}

func (v *Visit) findLanguage() *i18n.Language {
	texts := v.house.Texts
	if c, err := v.Request.Cookie(languageCookie); err == nil {
		if l := texts.Language(c.Value); l != nil {
			return l
		}
	}
	if l := texts.Match(v.Request.Header.Get("Accept-Language")); l != nil {
		return l
	}
	if l := texts.Language(v.siteOrNone().Language); l != nil {
		return l
	}
	return texts.Languages()[0]
}

// LanguageOf is the language with a code; the library's for one that there is not.
func (v *Visit) LanguageOf(code string) *i18n.Language {
	if l := v.house.Texts.Language(code); l != nil {
		return l
	}
	if l := v.house.Texts.Language(v.siteOrNone().Language); l != nil {
		return l
	}
	return v.house.Texts.Languages()[0]
}

// Languages are all there are.
func (v *Visit) Languages() []*i18n.Language { return v.house.Texts.Languages() }

// Speak answers this visit in a language, whatever the browser asks for; an unknown
// one changes nothing.
func (v *Visit) Speak(code string) {
	if l := v.house.Texts.Language(code); l != nil {
		v.language = l
	}
}

// ChooseLanguage keeps a choice in a cookie; false where there is no such language.
func (v *Visit) ChooseLanguage(code string) bool {
	if v.house.Texts.Language(code) == nil {
		return false
	}
	v.setCookie(languageCookie, code, LanguageMemory)
	return true
}

func (v *Visit) setCookie(name, value string, keep time.Duration) {
	http.SetCookie(v.Writer, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(keep / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: v.house.Secure,
	})
}
