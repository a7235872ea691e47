package reminder_test

import (
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
)

// Between planning and sending, and between two tries, a member may decline or move.
func TestWhomAMessageIsToIsLookedAtBeforeEachTry(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(h *librarytest.House, m *librarytest.Member)
		want string // the message that waits then
	}{
		{"declined", func(h *librarytest.House, m *librarytest.Member) {
			h.Exec(`insert into consents (member_id, channel, given, wording, at, door) values (?, 'email', 0, '', 1, 'desk')`, m.ID)
		}, "hand member:1"},
		{"no address any more", func(h *librarytest.House, m *librarytest.Member) {
			h.Exec(`update members set email = '' where id = ?`, m.ID)
		}, "hand member:1"},
		{"another address", func(h *librarytest.House, m *librarytest.Member) {
			h.Exec(`update members set email = 'new@example.org' where id = ?`, m.ID)
		}, "email new@example.org"},
	} {
		t.Run(c.name, func(t *testing.T) {
			house, s := plans(t, "2026-11-23T09:00", reminder.Email)
			m := reader(house, "a@example.org")
			m.Loan(librarytest.Due("2026-11-22"))
			plan(t, house, s)
			out, _ := claim(t, s)
			c.do(house, m) // while it is being sent
			settle(t, s, out, channel.Result{Outcome: channel.Later})
			house.Advance(10 * time.Minute)
			if out, found := claim(t, s); found && out.Address != "new@example.org" {
				t.Fatalf("%+v", out)
			}
			if got := house.Text(`select channel || ' ' || address from messages where state in ('waiting', 'sending')`); got != c.want {
				t.Errorf("%q", got)
			}
			if n := house.Int(`select count(*) from loan_notices n join messages m on m.id = n.message_id where n.state = 'waiting' and m.state in ('waiting', 'sending')`); n != 1 {
				t.Errorf("%d notices wait", n)
			}
		})
	}
}

// The message of yesterday was being sent when the power went, and comes back beside
// today's: they go as one.
func TestWhatComesBackGoesWithWhatWaits(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00", reminder.Email)
	m := reader(house, "a@example.org")
	m.Loan(librarytest.Due("2026-11-22"))
	m.Loan(librarytest.Due("2026-11-25"))
	plan(t, house, s)
	claim(t, s)
	house.SetNow(librarytest.At("2026-11-24T08:00"))
	m.Loan(librarytest.Due("2026-11-23"))
	plan(t, house, s)
	if n, err := s.Reclaim(t.Context()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	out, found := claim(t, s)
	if !found || len(out.Digest.People) != 1 || len(out.Digest.People[0].Loans) != 3 {
		t.Fatalf("%v %+v", found, out.Digest)
	}
	if _, again := claim(t, s); again {
		t.Error("a second message")
	}
	if n := house.Int(`select sum(uncertain) from messages`); n != 1 {
		t.Errorf("%d uncertain", n)
	}
}

func TestATryWithoutAnAnswerIsCountedAsUncertain(t *testing.T) {
	house, s, mails := post(t, "2026-11-23T09:00")
	reader(house, "a@example.org").Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)
	mails.Drop(true)
	if d := deliver(t, s); d.Uncertain != 1 || d.Later != 1 {
		t.Errorf("%+v", d)
	}
	mails.Drop(false)
	house.Advance(10 * time.Minute)
	deliver(t, s)
	if twice, counted := len(mails.Mails()), house.Int(`select uncertain from messages`); twice != 2 || counted != 1 {
		t.Errorf("it arrived %d times, and is counted as uncertain %d times", twice, counted)
	}
}

// Somebody sits and waits for a code, before all reminders and only for a while.
func TestACodeGoesFirstAndNotTooLate(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00", reminder.Email)
	m := reader(house, "a@example.org")
	m.Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)
	code := func() {
		house.Exec(`insert into messages (kind, run, member_id, channel, address, language, payload, created_at, not_before)
values ('code', '2026-11-23', ?, 'email', 'new@example.org', 'id', '{"code":"123456","minutes":"15"}', ?, ?)`, m.ID, house.Now().Unix(), house.Now().Unix())
	}
	house.Advance(time.Minute)
	code()
	if out, _ := claim(t, s); out.Kind != reminder.KindCode {
		t.Errorf("first goes %+v", out)
	}
	code()
	house.Advance(time.Hour)
	if out, _ := claim(t, s); out.Kind != reminder.KindReminder {
		t.Errorf("then %+v", out)
	}
	if n := house.Int(`select count(*) from messages where kind = 'code' and state = 'withdrawn' and payload = '{}'`); n != 1 {
		t.Errorf("%d codes were taken back", n)
	}
}

// A message that cannot be told any more does not keep the others back.
func TestWhoIsGoneKeepsNobodyBack(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00", reminder.Email)
	gone := reader(house, "a@example.org")
	l := gone.Loan(librarytest.Due("2026-11-23"))
	receipt := gone.Renew(l)
	house.Exec(`update receipts set door = 'auto' where ref = ?`, receipt.Ref)
	house.Exec(`insert into messages (kind, run, member_id, channel, address, language, payload, created_at, not_before)
values ('auto_renewed', 'effect-1', ?, 'email', 'a@example.org', 'id', '{"receipt":"`+receipt.Ref+`"}', 1, 1)`, gone.ID)
	house.Exec(`update members set erased_at = 1 where id = ?`, gone.ID)
	reader(house, "b@example.org").Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)
	if out, found := claim(t, s); !found || out.Address != "b@example.org" {
		t.Errorf("%v %+v", found, out)
	}
}
