package reminder_test

import (
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
)

func TestAChannelMayHaveHoursOfItsOwn(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00", reminder.Email, reminder.WhatsApp)
	house.Set("email_window", "10:00-12:00")
	reader(house, "a@example.org").Loan(librarytest.Due("2026-11-22"))
	b := house.Member("umum")
	house.Exec(`update members set phone = '081234567890', email = 'b@example.org' where id = ?`, b.ID)
	b.Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)

	if _, found := claim(t, s); found {
		t.Error("e-mail at nine")
	}
	out, _, found, err := s.Claim(t.Context(), reminder.WhatsApp, reminder.Pace{})
	if err != nil || !found {
		t.Fatalf("WhatsApp at nine: %v %v", found, err)
	}
	// What WhatsApp cannot deliver goes by e-mail, at the hours of that.
	settle(t, s, out, channel.Result{Outcome: channel.Never, Words: "no such number"})
	if got := house.Text(`select group_concat(datetime(not_before, 'unixepoch', '+7 hours'), ' ') from messages where state = 'waiting' and channel = 'email'`); got != "2026-11-23 10:00:00 2026-11-23 10:00:00" {
		t.Error(got)
	}
	house.SetNow(librarytest.At("2026-11-23T12:00"))
	if _, next, found, err := s.Claim(t.Context(), reminder.Email, reminder.Pace{}); err != nil || found || !next.Equal(librarytest.At("2026-11-24T10:00")) {
		t.Errorf("e-mail at noon: %v %v %v", found, next, err)
	}
	house.SetNow(librarytest.At("2026-11-24T10:00"))
	for range 2 {
		if _, found := claim(t, s); !found {
			t.Error("nothing at ten")
		}
	}
}
