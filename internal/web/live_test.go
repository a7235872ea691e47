package web_test

import (
	"net/url"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
)

// live is a request of the script of a page.
func live(do string, form url.Values, status int) step {
	return step{do: do, form: form, header: map[string]string{"HX-Request": "true", "HX-Target": "div#renewal"}, status: status}
}

func TestAScriptGetsPartsOfThePageItShows(t *testing.T) {
	two := func(s *site) map[string]any {
		m := s.reader()
		a, b := m.Loan(librarytest.Due("2026-11-23")), m.Loan(librarytest.Due("2026-11-24"))
		return map[string]any{"card": m.Card, "loan": a.Ref(), "id": a.ID, "other": b.ID, "gone": "999999.0"}
	}
	renew := func(status int, contains, lacks []string) step {
		st := live("POST /loans/renew", url.Values{"loan": {"{loan}"}}, status)
		st.contains, st.lacks = contains, lacks
		return st
	}
	run(t, []scenario{
		{name: "the result, the loan as it is now, and what stands above the loans", library: two, steps: []step{
			signIn(),
			renew(200, []string{"1 pinjaman diperpanjang", "Diperpanjang sampai Senin, 30 November 2026", `href="/receipts/`,
				`hx-target="#loans-head"`, `hx-target="#loan-{id}"`, `<li id="loan-{id}"`, "Baru saja diperpanjang", "1 dari 2 perpanjangan"},
				[]string{"<html", `id="loan-{other}"`}),
			// The same click once more: nothing is renewed again, and the page says what is so.
			renew(200, []string{"1 pinjaman diperpanjang", "1 dari 2 perpanjangan"}, []string{"2 dari 2"}),
			{do: "GET /loans", status: 200, contains: []string{"1 dari 2 perpanjangan", `id="renewal"`, `role="status"`}, lacks: []string{"Baru saja"}},
		}},
		{name: "the receipt in the place of the plan for all, under its own address", library: two, steps: []step{
			signIn(),
			{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, header: map[string]string{"HX-Request": "true", "HX-Target": "main#content"},
				status: 200, headers: map[string]string{"HX-Push-Url": "/receipts/"}, contains: []string{"<title>Bukti perpanjangan", `id="summary"`}, lacks: []string{"<html"}},
		}},
		{name: "the way to the receipt where a loan has no place on the page", library: two, steps: []step{
			signIn(),
			{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}", "{gone}"}}, header: map[string]string{"HX-Request": "true"},
				status: 200, headers: map[string]string{"HX-Redirect": "/receipts/", "Location": ""}},
		}},
		{name: "what went wrong, in place", library: two, steps: []step{
			signIn(),
			{do: "POST /loans/renew", form: url.Values{"loan": {"nonsense"}}, header: map[string]string{"HX-Request": "true"}, status: 400,
				contains: []string{`role="alert"`, "tidak ada yang diubah"}, lacks: []string{"<html", "<h1"}},
		}},
		{name: "the way to sign in where the session has ended", library: two, steps: []step{
			{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, header: map[string]string{"HX-Request": "true"}, status: 200,
				headers: map[string]string{"HX-Redirect": "/", "Location": ""}},
		}},
		{name: "the whole page without a script, as ever", library: two, steps: []step{
			signIn(),
			{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, status: 303, headers: map[string]string{"HX-Redirect": ""}},
		}},
	})
}

func TestThePlacesOfAPageAreThereToBeFilled(t *testing.T) {
	s := newSite(t, nil)
	m := s.reader()
	loan := m.Loan(librarytest.Due("2026-11-23"))
	s.vars = map[string]any{"card": m.Card, "loan": loan.Ref()}
	s.ask(signIn())
	page := s.ask(step{do: "GET /loans"}).Body.String()
	answer := s.ask(live("POST /loans/renew", url.Values{"loan": {"{loan}"}}, 200)).Body.String()
	for _, part := range strings.Split(answer, `hx-target="#`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		if !strings.Contains(page, `id="`+id+`"`) {
			t.Errorf("the answer fills #%s, which the page does not have", id)
		}
	}
}
