package main

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A desktop zoomed to 400 % has 320 px left, and a phone with text twice as large
// has room for few words a line: nothing may leave the screen, or overlap its box.
// So too in the colours of somebody's system.
func TestPagesBearZoomAndForcedColours(t *testing.T) {
	p := serve(t, "--demo", "--base-url", "http://perpustakaan.example")
	d := phone(t, false)
	d.signIn(p, p.card(t, "bukti dan riwayat"))
	pages := []string{"/loans", "/loans/renew-all", "/history", "/card", "/calendar", "/pin", "/rules", "/privacy", "/poster", "/kiosk", "/r/UNKNOWN", d.receipt(p)}

	d.do(chromedp.EmulateViewport(320, 185))
	for _, at := range pages {
		d.open(p.URL + at)
		d.noSidewaysScroll()
	}
	d.do(chromedp.EmulateViewport(360, 740))
	for _, at := range pages {
		d.open(p.URL + at)
		js[bool](d, `(document.documentElement.style.fontSize = "200%", true)`)
		d.noSidewaysScroll()
		if cut := js[[]string](d, `[...document.querySelectorAll("button, .button, h1, h2, p, li")]
			.filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline" && !e.closest(".unseen, .skip"))
			.map(e => e.innerText.slice(0, 40))`); len(cut) > 0 {
			t.Errorf("%s with text twice as large cuts off %q", at, cut)
		}
	}
	command(d, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}})
	for _, at := range pages {
		d.open(p.URL + at)
		if lost := js[[]string](d, `[...document.querySelectorAll("button, .button, input:not([type=hidden], [type=radio], [type=checkbox])")]
			.filter(e => { const s = getComputedStyle(e); return e.offsetParent && !e.matches(".quiet") && s.borderTopWidth === "0px" })
			.map(e => e.innerText || e.name)`); len(lost) > 0 {
			t.Errorf("%s in forced colours has no edge around %q", at, lost)
		}
	}
}
