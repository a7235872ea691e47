package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestNothingKeepsAnybodyOut(t *testing.T) {
	p := serve(t, "--demo", "--base-url", "http://perpustakaan.example") // with it, links and codes are offered
	phone := phone(t, false)
	asked := phone.asked()

	phone.open(p.URL + "/")
	phone.axe("sign in")
	phone.open(p.URL + "/nowhere")
	phone.axe("not found")

	for _, c := range p.Cards {
		phone.signIn(p, c)
		if strings.HasPrefix(phone.path(), "/pin") {
			phone.axe("first PIN: " + c.Shows)
			phone.typePIN("111111")
			phone.axe("PIN too weak")
			phone.typePIN("274951")
		}
		phone.expectPath("/loans")
		phone.axe("my loans: " + c.Shows)
	}

	phone.signIn(p, p.card(t, "semuanya bisa diperpanjang"))
	phone.do(chromedp.Click(chromedp.CSS(`li.loan form button`)))
	phone.until(`document.querySelector("#renewal .receipt")`)
	phone.axe("renewed in place")
	phone.follow(`a[href="/loans/renew-all"]`)
	phone.axe("before renewing all")
	phone.do(chromedp.Click(chromedp.CSS(`form[action="/loans/renew"] button`)))
	phone.until(`document.activeElement.id === "summary"`)
	phone.axe("receipt")

	phone.signIn(p, p.card(t, "bukti dan riwayat"))
	phone.walk(p, "/history", "/reminders", "/holds", "/kiosk", "/components", "/offline", "/poster", "/r/UNKNOWN", "/C/UNKNOWN")
	phone.open(p.URL + "/calendar")
	phone.follow(`form[action="/calendar"] button`)
	phone.axe("a calendar's link")
	phone.open(p.URL + "/card")
	phone.axe("card")
	receipt := phone.receipt(p)
	phone.forget()
	phone.open(p.URL + receipt)
	phone.axe("a receipt that wants one to sign in")

	phone.forget()
	phone.walk(p, "/")
	for range 30 {
		phone.open(p.URL + "/")
		phone.do(chromedp.SendKeys(chromedp.CSS(`input[name=card]`), "KUD99999"), chromedp.SendKeys(chromedp.CSS(`input[name=pin]`), "000000"))
		phone.follow(`form[action="/sign-in"] button`)
		if strings.Contains(phone.text("main"), "coba lagi dalam") {
			phone.axe("throttled")
			isOwn(t, p, asked())
			return
		}
	}
	t.Error("wrong PINs are never throttled")
}

// A test that finds nothing must be one that could.
func TestAxeFindsWhatIsBroken(t *testing.T) {
	p := serve(t, "--demo")
	phone := phone(t, false)
	phone.open(p.URL + "/")
	js[bool](phone, `(() => {
		document.documentElement.removeAttribute("lang");
		document.querySelector("label").remove();
		const grey = document.createElement("p");
		grey.textContent = "abu-abu";
		grey.setAttribute("style", "");
		grey.style.color = "#999";
		document.querySelector(".card").append(grey);
		return true;
	})()`)
	var ids []string
	for _, v := range phone.violations() {
		ids = append(ids, v.ID)
	}
	for _, id := range []string{"html-has-lang", "label", "color-contrast"} {
		if !slices.Contains(ids, id) {
			t.Errorf("axe finds only %q, not %s", ids, id)
		}
	}
}

// typePIN types a new PIN twice.
func (d *device) typePIN(pin string) {
	d.t.Helper()
	d.do(chromedp.SendKeys(chromedp.CSS(`input[name=pin]`), pin), chromedp.SendKeys(chromedp.CSS(`input[name=again]`), pin))
	d.follow(`form[action="/pin"] button`)
}

// receipt is the path of a receipt of whoever is signed in.
func (d *device) receipt(p *process) string {
	d.t.Helper()
	d.open(p.URL + "/history")
	return js[string](d, `document.querySelector("a[href^='/receipts/']").pathname`)
}

// walk opens pages and all that they link to on this site, one of each kind, so
// that a page made tomorrow is looked at too.
func (d *device) walk(p *process, paths ...string) {
	d.t.Helper()
	seen := map[string]bool{}
	for len(paths) > 0 {
		path := paths[0]
		paths = paths[1:]
		if kind := kindOf(path); seen[kind] {
			continue
		} else {
			seen[kind] = true
		}
		d.open(p.URL + path)
		if js[string](d, `document.contentType`) != "text/html" {
			continue
		}
		d.axe("walking")
		paths = append(paths, js[[]string](d, `[...document.querySelectorAll("a[href]:not([download])")]
			.filter(a => a.origin === location.origin && !/\.(ics|png|svg|csv)$/.test(a.pathname))
			.map(a => a.pathname + a.search)`)...)
	}
}

var references = regexp.MustCompile(`/[A-Z0-9-]{6,}`)

// kindOf is a path with references left out: all receipts are alike.
func kindOf(path string) string { return references.ReplaceAllString(path, "/*") }
