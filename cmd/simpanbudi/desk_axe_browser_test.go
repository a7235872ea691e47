package main

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// The desk's lists, forms and papers are for everyone who works there: at the width
// of a telephone too, light and dark. The counter itself is walked elsewhere.
func TestTheDesksListsAndPapersAreForEveryone(t *testing.T) {
	p := serve(t, "--demo")
	desk := admin(t, p)
	for _, path := range []string{
		"/desk/today", "/desk/today/late-1", "/desk/today/late-1/letters", "/desk/today/calls", "/desk/today/shelf", "/desk/today/to-enter",
		"/desk/holds", "/desk/titles?barcode=ZX-1", "/desk/titles/new?barcode=ZX-1", "/desk/items/164",
		"/desk/members/2", "/desk/members/2/holds?q=bumi", "/desk/members/3/letter", "/desk/members/3/loans/8", "/desk/members/3/record",
		"/desk/members/3/timeline", "/desk/members/8/account", "/desk/members/8/card", "/desk/rules/history", "/desk/audit",
	} {
		desk.open(p.URL + path)
		desk.axe(path)
	}
}

func TestMoneyAtTheDeskIsForEveryone(t *testing.T) {
	p := serve(t, "--demo")
	desk := admin(t, p)
	desk.open(p.URL + "/desk/members/8/account")
	desk.follow(`form[action$="/pay"] button`)
	desk.axe("a payment")
	desk.do(chromedp.Click(chromedp.CSS(`#reverse summary`)), chromedp.SendKeys(chromedp.CSS(`#reverse_reason`), "salah ketik jumlah"))
	desk.axe("why a payment is reversed")
	desk.follow(`#reverse button`)
	desk.axe("a reversal")
	desk.open(p.URL + "/desk/members/8/account")
	desk.axe("an account with a reversal")
}

// admin is a telephone at which the demonstration's administrator is signed in.
func admin(t *testing.T, p *process) *device {
	t.Helper()
	desk := phone(t, false)
	desk.open(p.URL + "/desk/sign-in")
	desk.do(chromedp.SendKeys(chromedp.CSS(`input[name=username]`), "admin"),
		chromedp.SendKeys(chromedp.CSS(`input[name=password]`), "beringin-teduh-sekali"))
	desk.follow(`form[action="/desk/sign-in"] button`)
	return desk
}
