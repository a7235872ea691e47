package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// Whoever opens the link of a reminder renews with one press, without signing in;
// loading the result again renews nothing more.
func TestTheLinkOfAReminderRenews(t *testing.T) {
	for name, scriptOff := range map[string]bool{"with JavaScript": false, "without JavaScript": true} {
		t.Run(name, func(t *testing.T) {
			p := serve(t, "--demo")
			phone := phone(t, scriptOff)
			phone.open(p.URL + "/r/" + p.link(t, p.card(t, "semuanya bisa diperpanjang")))
			phone.noSidewaysScroll()
			if body := phone.text("body"); strings.Contains(body, p.card(t, "semuanya bisa diperpanjang").Number) {
				t.Error("the page shows the card")
			}
			_, promise, _ := strings.Cut(strings.Split(phone.text(`li.loan form button`), "\n")[0], " sampai ")

			phone.follow(`li.loan form button`)
			phone.expectPath("?done=")
			for range 2 {
				if shown := phone.text("main"); !strings.Contains(shown, "1 pinjaman diperpanjang") || !strings.Contains(shown, "Diperpanjang sampai "+promise) {
					t.Errorf("the button promised %q, the page says %q", promise, shown)
				}
				phone.noSidewaysScroll()
				phone.do(chromedp.Reload())
			}

			phone.follow(`form.all button`)
			if shown := phone.text("main"); !strings.Contains(shown, "pinjaman diperpanjang") || strings.Contains(shown, "Perpanjang sampai") {
				t.Errorf("after renewing the rest the page says %q", shown)
			}
			phone.forget()
			phone.open(p.URL + "/r/UNKNOWN")
			if shown := phone.text("main"); !strings.Contains(shown, "Bukalah lagi dari pesan aslinya") {
				t.Errorf("a link that was cut off: %q", shown)
			}
		})
	}
}

// The pages that a link opens keep nobody out, in either theme.
func TestLinksKeepNobodyOut(t *testing.T) {
	p := serve(t, "--demo")
	phone := phone(t, false)
	for _, c := range p.Cards {
		if link := p.link(t, c); link != "" {
			phone.open(p.URL + "/r/" + link)
			phone.axe("link: " + c.Shows)
		}
	}
	phone.open(p.URL + "/r/" + p.link(t, p.card(t, "semuanya bisa diperpanjang")))
	phone.follow(`form.all button`)
	phone.axe("link: renewed")

	keys, err := identity.LoadKeys(identity.KeyFile(filepath.Join(p.Dir, "data", "demo.db")))
	if err != nil {
		t.Fatal(err)
	}
	phone.open(p.URL + "/u/" + keys.StopToken(1, "email"))
	phone.axe("link: stopping reminders")
	phone.follow(`main form button`)
	phone.until(`document.getElementById("summary")`)
	phone.axe("link: stopped")
	phone.open(p.URL + "/u/UNKNOWN")
	phone.axe("link: stopping nothing")
}

// link issues a link to all open loans of a card, as a reminder does; "" where
// there are none.
func (p *process) link(t *testing.T, c card) (token string) {
	t.Helper()
	p.write(t, func(tx *store.Tx) error {
		creds, _, err := store.CredentialsByCard(tx, identity.CardKey(c.Number), "")
		if err != nil {
			return err
		}
		rows, err := store.OpenLoans(tx, creds.Member, time.Now())
		if err != nil || len(rows) == 0 {
			return err
		}
		var loans []int64
		for _, row := range rows {
			loans = append(loans, row.ID)
		}
		token, err = identity.IssueLink(tx, creds.Member, loans, time.Now())
		return err
	})
	return token
}
