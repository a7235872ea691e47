package main

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// What no link leads to: a payment that is reversed, and a barcode on its way to the
// copy that gets it.
func TestAReversedPaymentIsForEveryone(t *testing.T) {
	p := serve(t, "--demo")
	d := phone(t, false)
	d.staffSignIn(p, "admin", "beringin-teduh-sekali")
	d.open(p.URL + "/desk/members/8/account")
	d.follow(`form[action$="/pay"] button`)
	d.do(chromedp.Click(chromedp.CSS(`#reverse summary`)), chromedp.SendKeys(chromedp.CSS(`#reverse_reason`), "salah ketik jumlah"))
	d.axe("why a payment is reversed")
	d.follow(`#reverse button`)
	d.axe("a reversal")
	d.open(p.URL + "/desk/members/8/account")
	d.axe("an account with a reversal")
	d.open(p.URL + "/desk/titles?barcode=ZX-1")
	d.axe("a barcode to be catalogued")
}
