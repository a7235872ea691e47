package library_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/librarytest"
)

func makeToken(t *testing.T, m *librarytest.Member) string {
	t.Helper()
	token, err := m.House.Library.MakeCardToken(t.Context(), m.ID, "web")
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// scanned is the card number that a text stands for.
func scanned(t *testing.T, house *librarytest.House, text string) string {
	t.Helper()
	card, err := house.Library.CardScanned(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return card
}

func TestACardsTokenIsMadeOnceAndNamesItsMember(t *testing.T) {
	house := monday(t)
	budi, sri := house.Member("umum"), house.Member("umum")
	card, err := house.Library.MemberCard(t.Context(), budi.ID)
	if err != nil || card.Token != "" || card.Member.Card != budi.Card {
		t.Fatalf("before: %+v, %v", card, err)
	}
	var group sync.WaitGroup
	for range 8 { // the same page on several devices at once
		group.Go(func() {
			if _, err := house.Library.MakeCardToken(context.Background(), budi.ID, "web"); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	token := makeToken(t, budi)
	if len(token) != 26 || token == makeToken(t, sri) {
		t.Errorf("token %q", token)
	}
	if card, err := house.Library.MemberCard(t.Context(), budi.ID); err != nil || card.Token != token {
		t.Errorf("after: %+v, %v", card, err)
	}
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'card.token_made' and subject_id = ?`, budi.ID), 1)
	if detail := house.Text(`select group_concat(detail) from audit`); strings.Contains(detail, token) {
		t.Errorf("the audit trail has the token: %s", detail)
	}
	address := "HTTPS://PERPUS.EXAMPLE/C/" + token
	for text, want := range map[string]string{
		address:                             budi.Card,
		strings.ToLower(address):            budi.Card,
		" " + address + "\r\n":              budi.Card,
		"HTTPSÇ--PERPUS.EXAMPLE-C-" + token: budi.Card, // a keyboard of another country
		budi.Card:                           budi.Card, // typed, or read from the bars
		token:                               token,     // not the code of a card
		"https://perpus.example":            "https://perpus.example",
		"HTTPS://PERPUS.EXAMPLE/C/" + strings.Repeat("7", 26): "",
		"https://perpus.example/receipts/7K2M9QXA":            "https://perpus.example/receipts/7K2M9QXA",
		"https://" + strings.Repeat("x", 300) + "/C/" + token: "https://" + strings.Repeat("x", 300) + "/C/" + token,
		"": "",
	} {
		if got := scanned(t, house, text); got != want {
			t.Errorf("%q stands for %q, want %q", text, got, want)
		}
	}
}

func TestANewTokenEndsTheOldOne(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	replace := func() {
		t.Helper()
		if err := house.Library.ReplaceCardToken(t.Context(), m.ID, "web"); err != nil {
			t.Fatal(err)
		}
	}
	old := makeToken(t, m)
	house.Advance(time.Minute)
	replace()
	fresh := makeToken(t, m)
	if fresh == old {
		t.Fatal("the token is the old one")
	}
	if got := scanned(t, house, "https://perpus.example/C/"+old); got != "" {
		t.Errorf("the old token still stands for %q", got)
	}
	house.Advance(2 * time.Second)
	replace() // a double click
	if got := makeToken(t, m); got != fresh {
		t.Error("a double click made two new cards")
	}
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'card.token_replaced'`), 1)
	house.Advance(-time.Hour) // a clock that was set back keeps nobody from it
	replace()
	if makeToken(t, m) == fresh {
		t.Error("a token of the future could not be replaced")
	}
}

func TestAnErasedMemberHasNoCard(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	token := makeToken(t, m)
	house.Exec(`update members set erased_at = 1 where id = ?`, m.ID)
	if got := scanned(t, house, "https://perpus.example/C/"+token); got != "" {
		t.Errorf("the card is still known as %q", got)
	}
	_, err := house.Library.MemberCard(t.Context(), m.ID)
	wantFault(t, err, fault.NotFound)
	_, err = house.Library.MakeCardToken(t.Context(), m.ID, "web")
	wantFault(t, err, fault.NotFound)
	wantFault(t, house.Library.ReplaceCardToken(t.Context(), m.ID, "web"), fault.NotFound)
}

func TestWhereMembersReachTheSiteIsASetting(t *testing.T) {
	house := monday(t).Set("base_url", "HTTPS://Perpus.Example/")
	site, err := house.Library.Site(t.Context())
	if err != nil || site.BaseURL != "https://perpus.example" {
		t.Errorf("%q, %v", site.BaseURL, err)
	}
}
