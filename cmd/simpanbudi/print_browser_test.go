package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	printing "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A receipt printer cuts the roll after each page: a receipt of three loans must
// come out as one slip, not as two.
func TestAReceiptIsOneSlip(t *testing.T) {
	p := serve(t, "--demo", "--base-url", "http://perpustakaan.example")
	phone := phone(t, false)
	phone.signIn(p, p.card(t, "semuanya bisa diperpanjang"))
	phone.follow(`a[href="/loans/renew-all"]`)
	phone.follow(`main form[action="/loans/renew"] button`)
	phone.expectPath("/receipts/")
	receipt := p.URL + phone.path()
	if n := js[int](phone, `document.querySelectorAll(".results > li").length`); n != 3 {
		t.Fatalf("the receipt has %d loans, want 3", n)
	}
	for _, paper := range []string{"?paper=58", "?paper=80", ""} {
		phone.open(receipt + paper)
		if n := phone.printedPages(); n != 1 {
			t.Errorf("%q prints %d pages", paper, n)
		}
	}
}

// printedPages is how many pages the page comes to on the paper it asks for.
func (d *device) printedPages() int {
	d.t.Helper()
	own := true
	printed := ask(d, func(ctx context.Context, tab *chromedp.Target) (printing.PrintToPDFResult, error) {
		return cdp.Call(ctx, tab, printing.PrintToPDF, printing.PrintToPDFParams{PreferCSSPageSize: &own})
	})
	return bytes.Count(printed.Data, []byte("/Type /Page\n"))
}

// A button prints where a script can do it; without one it is not there and words
// say how.
func TestAPaperIsPrintedByItsButton(t *testing.T) {
	p := serve(t, "--demo", "--base-url", "http://perpustakaan.example")
	for _, scriptOff := range []bool{false, true} {
		d := phone(t, scriptOff)
		d.staffSignIn(p, "admin", "beringin-teduh-sekali")
		for _, path := range []string{"/poster", "/desk/members/8/card", "/desk/members/3/letter", "/desk/today/late-1/letters"} {
			d.open(p.URL + path)
			if scriptOff {
				d.do(chromedp.WaitNotVisible(chromedp.CSS(`[data-print]`)))
				if shown := d.text("main"); !strings.Contains(shown, "etak") { // how to, in words
					t.Errorf("%s without a script does not say how to print", path)
				}
				continue
			}
			js[bool](d, `window.printed = 0, window.print = () => { window.printed++ }, true`)
			d.do(chromedp.Click(chromedp.CSS(`[data-print]`)))
			if n := js[int](d, `window.printed`); n != 1 {
				t.Errorf("%s: the button prints %d times", path, n)
			}
		}
	}
}
