package visit

import (
	"net/url"
	"strings"
	"time"
)

// What the desk prints on: a page, or a slip of 58 or 80 mm.
const (
	PaperA4 = "a4"
	Paper58 = "58"
	Paper80 = "80"
)

const (
	paperCookie = "desk_paper"
	slipCookie  = "desk_slip"
	paperMemory = 365 * 24 * time.Hour
	slipMemory  = 12 * time.Hour
)

// Paper is what this device prints on: chosen just now, else before, else 80 mm.
func (v *Visit) Paper() string {
	switch asked := v.Query("paper"); asked {
	case PaperA4, Paper58, Paper80:
		v.setCookie(paperCookie, asked, paperMemory)
		return asked
	}
	if c, err := v.Request.Cookie(paperCookie); err == nil {
		switch c.Value {
		case PaperA4, Paper58, Paper80:
			return c.Value
		}
	}
	return Paper80
}

// KeepSlip remembers the path of the paper that this device shows.
func (v *Visit) KeepSlip(path string) { v.setCookie(slipCookie, url.QueryEscape(path), slipMemory) }

// LastSlip is that path; "" for none.
func (v *Visit) LastSlip() string {
	c, err := v.Request.Cookie(slipCookie)
	if err != nil {
		return ""
	}
	path, err := url.QueryUnescape(c.Value)
	if err != nil || !strings.HasPrefix(path, "/desk/") || strings.ContainsAny(path, "\\\r\n") {
		return ""
	}
	return path
}
