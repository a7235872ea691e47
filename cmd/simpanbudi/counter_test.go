package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// counter is a desk of the demonstration at which a supervisor is signed in.
func counter(t *testing.T, p *process, scriptOff bool, more ...chromedp.ExecAllocatorOption) *device {
	t.Helper()
	d := phone(t, scriptOff, more...)
	d.width(1024)
	d.open(p.URL + "/desk/sign-in")
	d.do(chromedp.SendKeys(chromedp.CSS(`input[name=username]`), "kepala"),
		chromedp.SendKeys(chromedp.CSS(`input[name=password]`), "gajah-minum-di-kali"))
	d.follow(`form[action="/desk/sign-in"] button`)
	d.expectPath("/desk")
	if !scriptOff {
		d.until(`document.activeElement.id === "code" && performance.getEntriesByType("navigation")[0].loadEventEnd > 0`)
	}
	return d
}

// wedge types a code as a scanner does, which ends with Enter and waits for nothing.
func (d *device) wedge(code string) {
	d.t.Helper()
	d.do(chromedp.KeyEvent(code + kb.Enter))
}

// submit sends codes from the box, one after the other, at once.
func (d *device) submit(codes ...string) {
	d.t.Helper()
	js[bool](d, `{
		const box = document.getElementById("code");
		for (const code of "`+strings.Join(codes, "|")+`".split("|")) {
			box.value = code;
			box.form.requestSubmit();
		}
	} true`)
}

// gate holds each request of the page until it is released, and notes the codes.
func (d *device) gate() {
	d.t.Helper()
	js[bool](d, `{
		const real = window.fetch;
		window.sent = [];
		let open = [];
		window.fetch = async (path, init) => {
			sent.push(new URLSearchParams(init.body ?? "").get("code") ?? "");
			await new Promise((done) => open.push(done));
			return real(path, init);
		};
		window.release = () => open.shift()();
	} true`)
}

func (d *device) release() {
	d.t.Helper()
	js[bool](d, `release() || true`)
}

func (d *device) sent() []string {
	d.t.Helper()
	return js[[]string](d, `sent`)
}

// acknowledge presses Enter as a person does: not in the same breath as a scanner.
func (d *device) acknowledge() {
	d.t.Helper()
	for end := time.Now().Add(20 * time.Second); js[bool](d, `document.getElementById("stop").open`); {
		if time.Now().After(end) {
			d.t.Fatalf("the error cannot be acknowledged: %s", d.text("#stop"))
		}
		time.Sleep(400 * time.Millisecond)
		d.press(kb.Enter)
	}
}

// violationFree is axe on the page as it is, without changing its width.
func (d *device) violationFree(state string) {
	d.t.Helper()
	for _, scheme := range []string{"light", "dark"} {
		d.prefers(scheme, "reduce")
		for _, found := range d.violations() {
			d.t.Errorf("%s (%s): %s", state, scheme, found)
		}
	}
}
