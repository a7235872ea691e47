package reminder_test

import (
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
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

// The template of the WhatsApp Cloud API tells of loans; a book on the shelf and a
// code are told by a channel that has words for them.
func TestWhatTheTemplateCannotSayGoesByAnotherChannel(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00", reminder.WhatsApp, reminder.Email)
	m := reader(house, "budi@example.org")
	house.Exec(`update members set phone = '0812-3456-7890' where id = ?`, m.ID)
	item := house.Item()
	hold := m.HoldTitle(item.Title)
	house.Exec(`update holds set status = 'ready', assigned_item_id = ?, ready_at = ?, shelf_until = ? where id = ?`,
		item.ID, house.Now().Unix(), house.Now().AddDate(0, 0, 7).Unix(), hold)
	house.Exec(`insert into notices (member_id, kind, dedupe_key, payload, created_at, not_before) values (?, 'hold_ready', 'h', '{"hold":' || ? || '}', 0, 0)`, m.ID, hold)
	m.Loan(librarytest.Due("2026-11-24"))
	plan(t, house, s)
	house.SetNow(librarytest.At("2026-11-23T20:00")) // so that nothing goes out
	deliver(t, s)
	if got := house.Text(`select group_concat(kind || ' ' || channel, ', ') from (select kind, channel from messages order by kind)`); got != "hold_ready email, reminder whatsapp" {
		t.Errorf("%s", got)
	}
	own, err := s.Own(t.Context(), m.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range own.Contacts {
		if c.Channel == reminder.ContactPhone {
			t.Error("a code is offered that the template has no room for")
		}
	}
}
