package kiosk

import (
	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Register answers POST /kiosk/register. Whether a code was wrong, used or too
// old is not told.
func (p *Pages) Register(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	err = p.Kiosks.Register(v.Ctx(), v.Writer, fields.Get(fieldCode), v.Address())
	switch code := fault.CodeOf(err); {
	case err == nil:
		v.GoTo(page.KioskPath)
	case code == fault.SignInNo || code == fault.TooMany:
		wait := visit.RetryAfter(err)
		v.AskLater(wait)
		v.Show(visit.Status(code), page.NewKioskRegister(v.Language(), code, wait))
	default:
		v.Fail(err)
	}
}
