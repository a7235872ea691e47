package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const (
	neutral  = "Nomor kartu atau PIN belum cocok."
	loansURL = "/loans"
)

func TestSigningIn(t *testing.T) {
	withReader := func(s *site) map[string]any { return map[string]any{"card": s.reader().Card} }
	withNewcomer := func(s *site) map[string]any {
		m := s.newcomer()
		return map[string]any{"card": m.Card, "loan": m.Loan().Ref()}
	}
	run(t, []scenario{
		{name: "the first page asks for card and PIN", steps: []step{{
			do: "GET /", status: 200,
			contains: []string{`<html lang="id">`, `action="/sign-in"`, `name="card"`, `autocomplete="username"`, `name="pin"`,
				`inputmode="numeric"`, "6 angka, atau tanggal lahir DDMMYYYY jika belum punya PIN."},
			lacks:   []string{"<script>", "style=", "Riwayat"},
			headers: map[string]string{"Set-Cookie": ""},
		}}},
		{name: "without birth dates the hint speaks of a PIN only",
			library: func(s *site) map[string]any { s.Set("birth_date_sign_in", "off"); return nil },
			steps:   []step{{do: "GET /", status: 200, contains: []string{"6 angka."}, lacks: []string{"DDMMYYYY"}}}},
		{name: "card and PIN lead to the loans", library: withReader, steps: []step{
			{do: "POST /sign-in", form: url.Values{"card": {" ka 000001"}, "pin": {pin}}, status: 303, location: loansURL,
				headers: map[string]string{"Set-Cookie": "HttpOnly; SameSite=Lax"}},
			{do: "GET /loans", status: 200, contains: []string{"Pinjaman saya", "Anggota 1", "••••0001"}, lacks: []string{"{card}"}},
			{do: "GET /", status: 303, location: loansURL},
		}},
		{name: "a wrong PIN says nothing but that something does not match", library: withReader, steps: []step{
			{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {"850163"}}, status: 401,
				contains: []string{neutral, `role="alert"`, `value="{card}"`}, lacks: []string{"850163"},
				headers: map[string]string{"Set-Cookie": "", "Location": ""}},
			{do: "GET /loans", status: 303, location: "/"},
		}},
		{name: "an unknown card is told the same", library: withReader, steps: []step{
			{do: "POST /sign-in", form: url.Values{"card": {"KA999999"}, "pin": {pin}}, status: 401, contains: []string{neutral}}}},
		{name: "an empty form is told the same", steps: []step{
			{do: "POST /sign-in", status: 401, contains: []string{neutral}}}},
		{name: "what was typed comes back as text, not as markup", steps: []step{
			{do: "POST /sign-in", form: url.Values{"card": {`"><script>x</script>`}, "pin": {"1"}}, status: 401, lacks: []string{"<script>"}}}},
		{name: "fields in the address are not read", library: withReader, steps: []step{
			{do: "POST /sign-in?card={card}&pin=" + pin, status: 401}}},
		{name: "a birth date opens nothing but the page that sets a PIN", library: withNewcomer, steps: []step{
			{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {"17081985"}}, status: 303, location: "/pin"},
			{do: "GET /", status: 303, location: "/pin"},
			{do: "GET /loans", status: 303, location: "/pin"},
			{do: "GET /history", status: 303, location: "/pin"},
			{do: "GET /receipts/ABCDEFGH", status: 303, location: "/pin?receipt=ABCDEFGH"},
			{do: "POST /loans/renew", form: url.Values{"loan": {"{loan}"}}, status: 303, location: "/pin"},
			{do: "GET /nowhere", status: 404, lacks: []string{"Riwayat"}},
			{do: "GET /pin", status: 200, contains: []string{"Anda masuk dengan tanggal lahir", `name="again"`, `autocomplete="new-password"`}, lacks: []string{"Riwayat"}},
			{do: "POST /pin", form: url.Values{"pin": {"604183"}, "again": {"604184"}}, status: 422,
				contains: []string{"Kedua isian belum sama", `aria-describedby="again-error"`}, lacks: []string{"604183", "604184"}},
			{do: "POST /pin", form: url.Values{"pin": {"12345"}, "again": {"12345"}}, status: 422, contains: []string{"tepat 6 angka", `aria-describedby="pin-error`}},
			{do: "POST /pin", form: url.Values{"pin": {"170885"}, "again": {"170885"}}, status: 422, contains: []string{"terlalu mudah ditebak"}},
			{do: "GET /loans", status: 303, location: "/pin"},
			{do: "POST /pin", form: url.Values{"pin": {"604183"}, "again": {"604183"}}, status: 303, location: loansURL},
			{do: "GET /loans", status: 200, contains: []string{"PIN Anda sudah tersimpan", "Judul"}},
			{do: "GET /loans", status: 200, lacks: []string{"PIN Anda sudah tersimpan"}},
			{do: "POST /sign-out", status: 303, location: "/"},
			{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {"17081985"}}, status: 401},
			{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {"604183"}}, status: 303, location: loansURL},
		}},
		{name: "signing out ends the session", library: withReader, steps: []step{
			signIn(),
			{do: "POST /sign-out", status: 303, location: "/"},
			{do: "GET /", status: 200, contains: []string{"Anda sudah keluar"}},
			{do: "GET /loans", status: 303, location: "/"},
			{do: "POST /sign-out", status: 303, location: "/"},
		}},
		{name: "without a session everything personal leads to the first page", steps: []step{
			{do: "GET /loans", status: 303, location: "/"},
			{do: "GET /history", status: 303, location: "/"},
			{do: "GET /pin", status: 303, location: "/"},
			{do: "POST /pin", form: url.Values{"pin": {"604183"}, "again": {"604183"}}, status: 303, location: "/"},
			{do: "POST /loans/renew", form: url.Values{"loan": {"1.0"}}, status: 303, location: "/"},
		}},
	})
}

func TestTooManyTriesAreAskedToWait(t *testing.T) {
	s := newSite(t, nil)
	s.vars = map[string]any{"card": s.reader().Card}
	wrong := step{do: "POST /sign-in", form: url.Values{"card": {"{card}"}, "pin": {"850163"}}}
	w := s.ask(wrong)
	for tries := 1; w.Code == http.StatusUnauthorized; tries++ {
		if tries > 20 {
			t.Fatal("twenty wrong PINs and no end")
		}
		w = s.ask(wrong)
	}
	body := w.Body.String()
	if w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" {
		t.Fatalf("status %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
	for _, text := range []string{"Sudah beberapa kali dicoba", "Silakan coba lagi dalam", `action="/sign-in"`} {
		if !strings.Contains(body, text) {
			t.Errorf("there is no %q in\n%s", text, body)
		}
	}
}

func TestEachSignInHasItsOwnSession(t *testing.T) {
	s := newSite(t, nil)
	s.vars = map[string]any{"card": s.reader().Card}
	seen := map[string]bool{}
	for range 3 {
		s.check(0, signIn(), s.ask(signIn()))
		token := s.cookies["session"]
		if token == "" || seen[token] {
			t.Fatalf("the session's token is not new: %q", token)
		}
		seen[token] = true
	}
	latest := s.cookies["session"]
	for token := range seen {
		if token == latest {
			continue
		}
		s.cookies["session"] = token
		s.check(0, step{do: "GET /loans", status: 303, location: "/"}, s.ask(step{do: "GET /loans"}))
	}
}
