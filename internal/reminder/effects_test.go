package reminder_test

import (
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
)

func TestABookOnTheShelfIsToldOfWhileItStandsThere(t *testing.T) {
	house, s, mails := post(t, "2026-11-23T09:00")
	for i, c := range []string{"waits", "fetched"} {
		m := reader(house, c+"@example.org")
		item := house.Item()
		hold := m.HoldTitle(item.Title)
		house.Exec(`update holds set status = 'ready', assigned_item_id = ?, ready_at = ?, shelf_until = ? where id = ?`,
			item.ID, house.Now().Unix(), house.Now().AddDate(0, 0, 7).Unix(), hold)
		house.Exec(`insert into notices (member_id, kind, dedupe_key, payload, created_at, not_before) values (?, 'hold_ready', ?, '{"hold":' || ? || '}', ?, ?)`,
			m.ID, "h"+c, hold, house.Now().Unix(), house.Now().Unix())
		if i == 1 {
			house.Exec(`update holds set status = 'filled' where id = ?`, hold)
		}
	}
	deliver(t, s)
	deliver(t, s)
	got := mails.Mails()
	if len(got) != 1 || got[0].To != "waits@example.org" || !strings.Contains(unfold(got[0].Body), "Senin, 30 November 2026") {
		t.Errorf("%+v", got)
	}
	if n := house.Int(`select count(*) from notices where state = 'waiting'`); n != 0 {
		t.Errorf("%d effects wait", n)
	}
}

func TestWhatWasRenewedByItselfIsToldOnceAndByHandNever(t *testing.T) {
	house, s, mails := post(t, "2026-11-23T09:00")
	house.Rule(`{"auto_renew":true}`)
	byHand := reader(house, "hand@example.org").Loan(librarytest.Due("2026-11-23"))
	byHand.Member.Renew(byHand)
	m := reader(house, "auto@example.org")
	m.Loan(librarytest.Due("2026-11-23"))
	m.Loan(librarytest.Due("2026-11-23"))
	for range 2 {
		if _, err := house.Library.AutoRenew(t.Context(), house.Now(), false); err != nil {
			t.Fatal(err)
		}
		deliver(t, s)
	}
	got := mails.Mails()
	if len(got) != 1 || got[0].To != "auto@example.org" || strings.Count(unfold(got[0].Body), "Senin, 30 November 2026") < 2 {
		t.Errorf("%+v", got)
	}
}

// unfold joins the lines that a mail's transfer has folded.
func unfold(body string) string { return strings.ReplaceAll(body, "=\r\n", "") }
