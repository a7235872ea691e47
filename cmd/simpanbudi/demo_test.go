package main

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var loanValue = regexp.MustCompile(`name="loan"\s+value="(\d+\.\d+)"`)

func TestAVisitorOfTheDemoRenewsAndFindsTheReceiptAgain(t *testing.T) {
	p := serve(t, "--demo")
	c := p.card(t, "semuanya bisa diperpanjang")
	member := browser(t)
	signIn(t, p, member, c, "/loans")

	values := loansOn(page(t, member, p.URL+"/loans"))
	if len(values) != 3 {
		t.Fatalf("the page offers %v, want three loans", values)
	}
	first := renew(t, p, member, values[0])
	receipt := page(t, member, p.URL+first)
	if ref := strings.TrimPrefix(first, "/receipts/"); !strings.Contains(receipt, ref) {
		t.Errorf("the receipt does not name its reference")
	}
	if again := renew(t, p, member, values[0]); again != first {
		t.Errorf("the same form led to %s and then to %s", first, again)
	}
	if after := loansOn(page(t, member, p.URL+"/loans")); slices.Contains(after, values[0]) {
		t.Errorf("the page still offers %s", values[0])
	}
	stranger := browser(t)
	if res, err := stranger.Get(p.URL + first); err != nil || res.StatusCode != http.StatusNotFound {
		t.Errorf("somebody without a session got %v, %v", res.Status, err)
	}
}

func TestEveryPrintedCardSignsIn(t *testing.T) {
	p := serve(t, "--demo")
	for _, c := range p.Cards {
		leadsTo := "/loans"
		if len(c.PIN) == 8 {
			leadsTo = "/pin"
		}
		signIn(t, p, browser(t), c, leadsTo)
	}
	if strings.Contains(p.log.String(), p.Cards[0].Number) {
		t.Error("the log has a card number")
	}
}

func TestANewMemberOfTheDemoSetsAPINFirst(t *testing.T) {
	p := serve(t, "--demo")
	c := p.card(t, "tanpa PIN")
	member := browser(t)
	signIn(t, p, member, c, "/pin")
	res, err := member.Get(p.URL + "/loans")
	text(t, res, err)
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/pin" {
		t.Errorf("before a PIN is set /loans answers %s to %q", res.Status, res.Header.Get("Location"))
	}
	res, err = member.PostForm(p.URL+"/pin", url.Values{"pin": {"730182"}, "again": {"730182"}})
	text(t, res, err)
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/loans" {
		t.Fatalf("setting a PIN: %s to %q", res.Status, res.Header.Get("Location"))
	}
	page(t, member, p.URL+"/loans")
	signIn(t, p, browser(t), card{Number: c.Number, PIN: "730182", Shows: c.Shows}, "/loans")
}

func TestTheDemoStandsOnTheDayItIsTold(t *testing.T) {
	p := serve(t, "--demo", "--now", "2031-03-05T09:00:00+07:00")
	member := browser(t)
	signIn(t, p, member, p.card(t, "jatuh tempo hari ini"), "/loans")
	if shown := page(t, member, p.URL+"/loans"); !strings.Contains(shown, "5 Maret 2031") {
		t.Errorf("the page does not name the day on which a loan is due")
	}
}

func signIn(t *testing.T, p *process, who *http.Client, c card, leadsTo string) {
	t.Helper()
	res, err := who.PostForm(p.URL+"/sign-in", url.Values{"card": {c.Number}, "pin": {c.PIN}})
	text(t, res, err)
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != leadsTo {
		t.Fatalf("signing in with the card that shows %q: %s to %q, want 303 to %s", c.Shows, res.Status, res.Header.Get("Location"), leadsTo)
	}
}

// renew posts the value of one loan and returns the path of its receipt.
func renew(t *testing.T, p *process, who *http.Client, loan string) string {
	t.Helper()
	res, err := who.PostForm(p.URL+"/loans/renew", url.Values{"loan": {loan}})
	text(t, res, err)
	to := res.Header.Get("Location")
	if res.StatusCode != http.StatusSeeOther || !strings.HasPrefix(to, "/receipts/") {
		t.Fatalf("renewing: %s to %q, want 303 to a receipt", res.Status, to)
	}
	return to
}

// loansOn returns the values a page offers to renew, each once.
func loansOn(page string) []string {
	var values []string
	for _, found := range loanValue.FindAllStringSubmatch(page, -1) {
		if !slices.Contains(values, found[1]) {
			values = append(values, found[1])
		}
	}
	return values
}

func page(t *testing.T, who *http.Client, address string) string {
	t.Helper()
	res, err := who.Get(address)
	body := text(t, res, err)
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", address, res.Status)
	}
	return body
}
