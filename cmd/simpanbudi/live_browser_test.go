package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// With a script a renewal is answered on the same page: the loan changes, the
// result is told and has the focus, the address stays.
func TestARenewalIsAnsweredInPlace(t *testing.T) {
	p := serve(t, "--demo")
	phone := phone(t, false)
	asked := phone.asked()
	phone.signIn(p, p.card(t, "semuanya bisa diperpanjang"))
	phone.expectPath("/loans")
	js[bool](phone, `window.stayed = true`)
	promise := phone.text(`li.loan form button`)
	_, promise, _ = strings.Cut(strings.Split(promise, "\n")[0], " sampai ")

	js[bool](phone, `document.querySelector("li.loan form button").focus() || true`)
	phone.press(kb.Enter)
	phone.until(`document.querySelector("#renewal .receipt")`)
	phone.until(`document.activeElement.id === "renewal"`)
	if shown := phone.text("#renewal"); !strings.Contains(shown, "1 pinjaman diperpanjang") || !strings.Contains(shown, promise) {
		t.Errorf("the result says %q", shown)
	}
	if shown := phone.text("li.loan"); !strings.Contains(shown, promise) || !strings.Contains(shown, "1 dari 2 perpanjangan") {
		t.Errorf("the loan says %q", shown)
	}
	if phone.path() != "/loans" || !js[bool](phone, `window.stayed === true`) {
		t.Errorf("the page has been left for %s", phone.path())
	}
	if js[int](phone, `document.querySelectorAll("[aria-busy], button[disabled]").length`) > 0 {
		t.Error("something is still busy")
	}
	phone.noSidewaysScroll()

	// All that is left, by way of the page that says what will happen; its answer
	// has an address of its own, and Back leads back.
	phone.follow(`a[href="/loans/renew-all"]`)
	phone.do(chromedp.Click(chromedp.CSS(`form[action="/loans/renew"] button`)))
	phone.until(`location.pathname.startsWith("/receipts/")`)
	phone.until(`document.activeElement.id === "summary"`)
	if title := js[string](phone, `document.title`); !strings.HasPrefix(title, "Bukti perpanjangan") {
		t.Errorf("the page is titled %q", title)
	}
	if shown := phone.text("main"); !strings.Contains(shown, "2 dari 3 pinjaman diperpanjang") {
		t.Errorf("the receipt says %q", shown)
	}
	receipt := phone.path()
	phone.open(p.URL + receipt)
	if shown := phone.text("main"); !strings.Contains(shown, "2 dari 3 pinjaman diperpanjang") {
		t.Errorf("asked for by its address, the receipt says %q", shown)
	}
	isOwn(t, p, asked())
}

func TestAnAnswerThatDoesNotComeIsToldInPlace(t *testing.T) {
	p := serve(t, "--demo")
	phone := phone(t, false)
	phone.signIn(p, p.card(t, "semuanya bisa diperpanjang"))
	phone.expectPath("/loans")
	_ = p.Process.Kill()
	_ = p.Wait()
	phone.do(chromedp.Click(chromedp.CSS(`li.loan form button`)))
	phone.until(`document.querySelector("#renewal [role=alert]")`)
	if shown := phone.text("#renewal"); !strings.Contains(shown, "Mengulang tidak memperpanjang dua kali") {
		t.Errorf("the page says %q", shown)
	}
	if js[bool](phone, `document.querySelector("li.loan form button").disabled`) {
		t.Error("the button cannot be pressed again")
	}
}

// A session that has ended leads to signing in, not into the middle of a page.
func TestAScriptWithoutASessionLeadsToSigningIn(t *testing.T) {
	p := serve(t, "--demo")
	phone := phone(t, false)
	phone.signIn(p, p.card(t, "semuanya bisa diperpanjang"))
	phone.forget()
	phone.do(chromedp.Click(chromedp.CSS(`li.loan form button`)))
	phone.until(`location.pathname === "/" && document.querySelector("form[action='/sign-in']")`)
}

// Without a network the browser shows our page for it, and keeps nothing else.
func TestOfflineTheBrowserSaysSo(t *testing.T) {
	p := serve(t, "--demo")
	phone := phone(t, false)
	phone.signIn(p, p.card(t, "semuanya bisa diperpanjang"))
	phone.until(`navigator.serviceWorker.controller`)
	phone.open(p.URL + "/history")
	phone.open(p.URL + "/loans")
	phone.until(`caches.match("/offline").then(r => r && r.headers.get("Content-Language") === "id")`)
	kept := js[[]string](phone, `caches.keys()
		.then(names => Promise.all(names.map(n => caches.open(n).then(c => c.keys()))))
		.then(lists => lists.flat().map(r => new URL(r.url).pathname))`)
	if len(kept) < 4 {
		t.Errorf("the worker keeps %q", kept)
	}
	for _, path := range kept {
		if path != "/offline" && !strings.HasPrefix(path, "/static/") {
			t.Errorf("the worker keeps %s", path)
		}
	}

	_ = p.Process.Kill()
	_ = p.Wait()
	phone.open(p.URL + "/loans")
	if shown := phone.text("main"); !strings.Contains(shown, "Anda sedang luring") || strings.Contains(shown, "Perpanjang sampai") {
		t.Errorf("offline the browser shows %q", shown)
	}
	if !js[bool](phone, `getComputedStyle(document.body).fontFamily.includes("Jakarta")`) {
		t.Error("the page has lost its style")
	}
	phone.noSidewaysScroll()
	phone.axe("offline")
}
