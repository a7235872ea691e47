package main

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// What a message will say is seen while one types; a mistake is said at once, and
// nothing that was typed is lost. The pages keep nobody out.
func TestATextIsSeenAsItIsTyped(t *testing.T) {
	p := serve(t, "--demo")
	desk := counter(t, p, false)
	desk.open(p.URL + "/desk/messages/texts/reminder/email/id")
	js[bool](desk, `(window.stayed = true)`)
	body := chromedp.CSS(`textarea[name=body]`)
	desk.do(chromedp.SendKeys(body, "\nSalam hangat dari kami."))
	desk.until(`document.querySelector("#text-preview .message")?.textContent.includes("Salam hangat dari kami.")`)
	desk.violationFree("a text with its preview")
	desk.do(chromedp.SendKeys(body, " {{.salah}}"))
	desk.until(`document.querySelector("#text-preview .told-warn")?.textContent.includes("{{.salah}} tidak dikenal")`)
	if !js[bool](desk, `window.stayed && document.querySelector("textarea[name=body]").value.includes("kami. {{.salah}}")`) {
		t.Error("the page was loaded once more, or what was typed is gone")
	}
	desk.follow(`button.main`)
	desk.until(`document.getElementById("body-wrong")?.textContent.includes("{{.salah}} tidak dikenal")`)
	desk.violationFree("a text with a mistake")

	desk.open(p.URL + "/desk/messages/steps/edit?category=*&step=before-3")
	js[bool](desk, `(window.stayed = true)`)
	desk.do(chromedp.Click(chromedp.CSS(`button[formaction="/desk/messages/steps/effect"]`)))
	desk.until(`window.stayed && document.getElementById("step-effect").textContent.includes("kira-kira")`)
	desk.violationFree("a step with its effect")
	for _, path := range []string{"/desk/messages", "/desk/messages/hand", "/desk/messages/steps", "/desk/messages/texts", "/desk/members/1/messages"} {
		desk.open(p.URL + path)
		desk.violationFree(path)
		desk.width(360)
		desk.noSidewaysScroll()
		desk.width(1024)
	}
}
