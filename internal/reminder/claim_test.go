package reminder_test

import (
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
)

// reader is a member with an e-mail address.
func reader(h *librarytest.House, address string) *librarytest.Member {
	m := h.Member("umum")
	h.Exec(`update members set email = ? where id = ?`, address, m.ID)
	return m
}

func claim(t *testing.T, s *reminder.Service, pace ...reminder.Pace) (reminder.Outgoing, bool) {
	t.Helper()
	p := reminder.Pace{}
	if len(pace) > 0 {
		p = pace[0]
	}
	out, _, found, err := s.Claim(t.Context(), reminder.Email, p)
	if err != nil {
		t.Fatal(err)
	}
	return out, found
}

func settle(t *testing.T, s *reminder.Service, out reminder.Outgoing, r channel.Result) {
	t.Helper()
	if err := s.Settle(t.Context(), &out, r); err != nil {
		t.Fatal(err)
	}
}

func TestAFamilysMessageTellsEachOnesLoans(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00", reminder.Email)
	house.Set("base_url", "https://pinjaman.example.go.id")
	father, child := reader(house, "keluarga@example.org"), reader(house, "keluarga@example.org")
	house.Exec(`update members set name = 'B. Santoso' where id = ?`, father.ID)
	house.Exec(`update members set name = 'Siti Aminah' where id = ?`, child.ID)
	father.Loan(librarytest.Due("2026-11-22"))
	father.Loan(librarytest.Due("2026-11-24"))
	child.Loan(librarytest.Due("2026-11-26"))
	plan(t, house, s)

	out, found := claim(t, s)
	if !found || out.Address != "keluarga@example.org" || out.Digest == nil || len(out.Digest.People) != 2 {
		t.Fatalf("%v %+v", found, out)
	}
	for _, p := range out.Digest.People {
		want := map[int64]string{father.ID: "B. Santoso", child.ID: "Siti"}[p.Member]
		if p.FirstName != want || len(p.Token) < 20 {
			t.Errorf("%+v", p)
		}
	}
	if n := len(out.Digest.People[0].Loans); n != 2 {
		t.Errorf("%d loans", n)
	}
	if _, again := claim(t, s); again {
		t.Error("claimed twice")
	}
	settle(t, s, out, channel.Result{Outcome: channel.Sent, ID: "x1", Words: "250 ok"})
	if n := house.Int(`select count(*) from loan_notices where state = 'sent'`); n != 3 {
		t.Errorf("%d notices sent", n)
	}
	if n := house.Int(`select sent from channel_days where channel = 'email' and day = '2026-11-23'`); n != 1 {
		t.Errorf("%d counted", n)
	}
}

func TestNobodyIsToldOfABookThatHasComeBack(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(h *librarytest.House, l *librarytest.Loan)
	}{
		{"returned", func(_ *librarytest.House, l *librarytest.Loan) { l.Close() }},
		{"renewed", func(_ *librarytest.House, l *librarytest.Loan) { l.Member.Renew(l) }},
		{"lost", func(h *librarytest.House, l *librarytest.Loan) {
			h.Exec(`update loans set status = 'lost' where id = ?`, l.ID)
		}},
		{"moved", func(h *librarytest.House, l *librarytest.Loan) {
			h.Exec(`update loans set due_at = due_at + 86400 where id = ?`, l.ID)
		}},
		{"late by now, and told to be coming due", func(h *librarytest.House, _ *librarytest.Loan) {
			h.SetNow(librarytest.At("2026-11-25T09:00"))
		}},
		{"erased", func(h *librarytest.House, l *librarytest.Loan) {
			h.Exec(`update members set erased_at = 1 where id = ?`, l.Member.ID)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			house, s := plans(t, "2026-11-23T09:00", reminder.Email)
			l := reader(house, "a@example.org").Loan(librarytest.Due("2026-11-24"))
			plan(t, house, s)
			c.do(house, l)
			if out, found := claim(t, s); found {
				t.Errorf("%+v", out)
			}
			if got := house.Text(`select m.state || ' ' || n.state from messages m join loan_notices n on n.message_id = m.id`); got != "withdrawn withdrawn" {
				t.Error(got)
			}
		})
	}
}

func TestAMovedDueDateStartsAfresh(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00", reminder.Email)
	l := reader(house, "a@example.org").Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)
	out, _ := claim(t, s)
	settle(t, s, out, channel.Result{Outcome: channel.Sent})
	l.Member.Renew(l) // until the 30th
	house.SetNow(librarytest.At("2026-11-27T09:00"))
	if p := plan(t, house, s); p.Notices != 1 || p.Items[0].Step != "before-3" {
		t.Errorf("%+v", p)
	}
}

func TestNothingGoesOutAtNightOrWhileHeldOrOverTheBound(t *testing.T) {
	house, s := plans(t, "2026-11-23T18:59", reminder.Email)
	for _, a := range []string{"a@example.org", "b@example.org", "c@example.org"} {
		reader(house, a).Loan(librarytest.Due("2026-11-22"))
	}
	plan(t, house, s)
	house.Set("sending", "held")
	if _, found := claim(t, s); found {
		t.Fatal("sent while held")
	}
	house.Set("sending", "on")
	out, found := claim(t, s)
	if !found {
		t.Fatal("nothing at 18:59")
	}
	settle(t, s, out, channel.Result{Outcome: channel.Sent})
	if _, found := claim(t, s, reminder.Pace{Spacing: time.Minute}); found {
		t.Error("too soon after the last")
	}
	if _, found := claim(t, s, reminder.Pace{PerDay: 1}); found {
		t.Error("over the day's bound")
	}
	house.SetNow(librarytest.At("2026-11-23T19:00"))
	_, next, found, err := s.Claim(t.Context(), reminder.Email, reminder.Pace{})
	if err != nil || found || !next.Equal(librarytest.At("2026-11-24T08:00")) {
		t.Errorf("at 19:00: %v %v %v", found, next, err)
	}
	house.SetNow(librarytest.At("2026-11-24T08:00"))
	if _, found := claim(t, s, reminder.Pace{PerDay: 1}); !found {
		t.Error("nothing in the morning")
	}
}

func TestAMessageThatWaitedGoesWithTheNextDays(t *testing.T) {
	house, s := plans(t, "2026-11-23T22:00", reminder.Email)
	m := reader(house, "a@example.org")
	m.Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s) // after-1, for the morning
	house.SetNow(librarytest.At("2026-11-25T07:00"))
	m.Loan(librarytest.Due("2026-11-26"))
	plan(t, house, s) // after-3 of the first, before-1 of the second
	house.SetNow(librarytest.At("2026-11-25T09:00"))
	out, found := claim(t, s)
	if !found || len(out.Digest.People[0].Loans) != 2 {
		t.Fatalf("%+v", out.Digest)
	}
	if out.Digest.People[0].Loans[0].Step != "after-3" {
		t.Errorf("%+v", out.Digest.People[0].Loans)
	}
	if _, again := claim(t, s); again {
		t.Error("a second message")
	}
}

func TestWhatFailsIsTriedLongerApartAndThenElsewhere(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00", reminder.Email)
	m := reader(house, "a@example.org")
	m.Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)
	last := house.Now()
	for tries := 1; ; tries++ {
		out, found := claim(t, s)
		if !found {
			t.Fatalf("try %d: nothing at %v", tries, house.Now())
		}
		settle(t, s, out, channel.Result{Outcome: channel.Later, Words: "451 greylisted"})
		if house.Text(`select state from messages where id = 1`) == "moved" {
			if tries < 5 {
				t.Errorf("given up after %d tries", tries)
			}
			break
		}
		next := time.Unix(house.Int(`select not_before from messages where id = 1`), 0)
		if !next.After(last) {
			t.Fatalf("try %d again at %v", tries, next)
		}
		last = next
		house.SetNow(next)
	}
	if got := house.Text(`select channel || ' ' || state from messages where id = 2`); got != "hand waiting" {
		t.Error(got)
	}
	if got := house.Text(`select state || ' ' || message_id from loan_notices`); got != "waiting 2" {
		t.Error(got)
	}
}

func TestWhatCannotArriveGoesToTheNextChannelAtOnce(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00", reminder.Email, reminder.WhatsApp)
	house.Set("reminder_channels", "email,whatsapp")
	m := reader(house, "a@example.org")
	house.Exec(`update members set phone = '081234567890' where id = ?`, m.ID)
	m.Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)
	out, _ := claim(t, s)
	settle(t, s, out, channel.Result{Outcome: channel.Never, Words: "550 no such user"})
	if got := house.Text(`select channel || ' ' || address || ' ' || state || ' ' || moved_from from messages where id = 2`); got != "whatsapp +6281234567890 waiting 1" {
		t.Error(got)
	}
}

func TestASenderThatDiedIsCountedAndTriedAgain(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00", reminder.Email)
	reader(house, "a@example.org").Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)
	out, _ := claim(t, s)
	if n, err := s.Reclaim(t.Context()); n != 0 || err != nil {
		t.Fatal(n, err)
	}
	house.Advance(reminder.Lease)
	if n, err := s.Reclaim(t.Context()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	again, found := claim(t, s)
	if !found || again.Attempt != 2 {
		t.Fatalf("%+v", again)
	}
	settle(t, s, again, channel.Result{Outcome: channel.Sent})
	settle(t, s, out, channel.Result{Outcome: channel.Never}) // the first, which was thought dead
	if got := house.Text(`select state || ' ' || uncertain from messages`); got != "sent 1" {
		t.Error(got)
	}
}

func TestMailKeepsToTheDaysBoundOfTheLibrary(t *testing.T) {
	house, s, mails := post(t, "2026-11-23T09:00")
	house.Set("email_per_day", "2")
	for _, a := range []string{"a@example.org", "b@example.org", "c@example.org"} {
		reader(house, a).Loan(librarytest.Due("2026-11-22"))
	}
	plan(t, house, s)
	deliver(t, s)
	if n := len(mails.Mails()); n != 2 {
		t.Fatalf("%d mails on the first day", n)
	}
	house.SetNow(librarytest.At("2026-11-24T08:00"))
	deliver(t, s)
	if n := len(mails.Mails()); n != 3 {
		t.Errorf("%d mails in all", n)
	}
}

func TestARunWaitsBetweenMailsThatKeepADistance(t *testing.T) {
	house, s, mails := post(t, "2026-11-23T09:00")
	house.Set("email_per_minute", "60")
	for _, a := range []string{"a@example.org", "b@example.org"} {
		reader(house, a).Loan(librarytest.Due("2026-11-22"))
	}
	plan(t, house, s)
	began := time.Now()
	go func() { // the library's clock runs
		for range 100 {
			time.Sleep(20 * time.Millisecond)
			house.SetNow(librarytest.At("2026-11-23T09:00").Add(time.Since(began)))
		}
	}()
	deliver(t, s)
	if n := len(mails.Mails()); n != 2 {
		t.Errorf("%d mails", n)
	}
}
