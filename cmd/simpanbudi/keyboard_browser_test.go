package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// By keyboard alone one signs in, walks through the page in the order of reading,
// sees where one is, and renews.
func TestTheKeyboardIsEnough(t *testing.T) {
	p := serve(t, "--demo")
	phone := phone(t, false)
	c := p.card(t, "campuran")
	phone.open(p.URL + "/")
	phone.press(kb.Tab)
	if at := phone.focused(); !strings.Contains(at, "Langsung ke isi") {
		t.Errorf("the first stop is %q", at)
	}
	phone.tabTo(`document.activeElement.name === "card"`)
	phone.do(chromedp.KeyEvent(c.Number))
	phone.press(kb.Tab)
	phone.do(chromedp.KeyEvent(c.PIN))
	if _, err := chromedp.RunResponse(phone.ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	phone.expectPath("/loans")

	for _, path := range []string{"/loans", "/loans/renew-all", "/history", "/pin"} {
		phone.open(p.URL + path)
		phone.everyStopIsSeen()
	}

	phone.open(p.URL + "/loans")
	phone.tabTo(`document.activeElement.matches("li.loan button")`)
	phone.press(kb.Enter)
	phone.until(`document.activeElement.id === "renewal"`)
	phone.press(kb.Tab)
	if at := phone.focused(); !strings.Contains(at, "bukti") {
		t.Errorf("after the result comes %q", at)
	}
}

// tabTo presses Tab until an expression is true.
func (d *device) tabTo(expression string) {
	d.t.Helper()
	for range 100 {
		if js[bool](d, expression) {
			return
		}
		d.press(kb.Tab)
	}
	d.t.Fatalf("Tab never leads to where %s", expression)
}

// stops are the elements of a page that can have the focus, in the order of reading.
const stops = `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
	.filter(e => e.checkVisibility() && !e.disabled)`

// everyStopIsSeen walks through the page with Tab: no stop is left out or comes out
// of order, none is hidden, and each shows that it has the focus.
func (d *device) everyStopIsSeen() {
	d.t.Helper()
	want := js[int](d, stops+`.length`)
	var order []int
	for range want {
		d.press(kb.Tab)
		order = append(order, js[int](d, stops+`.indexOf(document.activeElement)`))
		if !js[bool](d, seen) {
			d.t.Errorf("%s: the focus on %q is not seen", d.path(), d.focused())
		}
	}
	if !slices.IsSorted(order) || slices.Contains(order, -1) || len(slices.Compact(order)) != want {
		d.t.Errorf("%s: Tab goes through %v", d.path(), order)
	}
}

// seen is true where the element with the focus is in the window, on top of
// everything else, and has an outline.
const seen = `(e => {
	const box = e.getBoundingClientRect(), style = getComputedStyle(e);
	const x = box.left + box.width / 2, y = box.top + box.height / 2;
	const top = document.elementFromPoint(x, y);
	return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
		&& y >= 0 && y <= innerHeight && x >= 0 && x <= innerWidth
		&& (e.contains(top) || top?.contains(e));
})(document.activeElement)`

// Who prefers less motion gets none.
func TestNothingMovesForWhoPrefersThat(t *testing.T) {
	p := serve(t, "--demo")
	phone := phone(t, false)
	phone.prefers("light", "reduce")
	phone.signIn(p, p.card(t, "semuanya bisa diperpanjang"))
	phone.do(chromedp.Click(chromedp.CSS(`li.loan form button`)))
	phone.until(`document.querySelector("#renewal .receipt")`)
	moving := js[[]string](phone, `[...document.querySelectorAll("*")].filter(e => {
		const s = getComputedStyle(e);
		return s.animationName !== "none" || s.transitionDuration.split(",").some(d => parseFloat(d) > 0.01) || s.scrollBehavior === "smooth";
	}).map(e => e.outerHTML.slice(0, 80))`)
	if len(moving) > 0 {
		t.Errorf("these move: %q", moving)
	}
}
