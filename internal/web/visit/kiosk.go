package visit

import (
	"time"

	"simpanbudi/internal/web/page"
)

// showProblem shows a problem in the frame of where it happened: a shared screen
// offers no way to the pages where one can stay signed in.
func (v *Visit) showProblem(status int, p *page.Problem) {
	if page.IsKiosk(v.Request.URL.Path) {
		v.Show(status, p.ForKiosk())
		return
	}
	if page.IsDesk(v.Request.URL.Path) {
		v.Show(status, p.ForDesk(v.Desk("", p.Heading)))
		return
	}
	v.Show(status, p)
}

// soundCookie is there on a device that is to be silent.
const soundCookie = "kiosk_silent"

const soundMemory = 365 * 24 * time.Hour

// Sound reports whether this device may make sounds.
func (v *Visit) Sound() bool {
	_, err := v.Request.Cookie(soundCookie)
	return err != nil
}

// ChooseSound keeps the choice on this device.
func (v *Visit) ChooseSound(on bool) {
	if on {
		v.setCookie(soundCookie, "", -time.Second)
		return
	}
	v.setCookie(soundCookie, "1", soundMemory)
}

// ForgetLanguage leaves the next person the library's own language.
func (v *Visit) ForgetLanguage() { v.setCookie(languageCookie, "", -time.Second) }
