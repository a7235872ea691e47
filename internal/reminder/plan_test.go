package reminder_test

import (
	"context"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
)

// plans is a library with reminders, whose clock stands at a time in Jakarta.
func plans(t *testing.T, now string, ready ...string) (*librarytest.House, *reminder.Service) {
	t.Helper()
	house := librarytest.New(t, librarytest.At(now))
	o := reminder.Options{Library: house.Library, Now: house.Now}
	for _, name := range ready {
		o.Channels = append(o.Channels, nowhere(name))
	}
	return house, reminder.New(house.DB, o)
}

// nowhere is a channel that is set up and to which nothing is ever given.
type nowhere string

func (n nowhere) Name() string { return string(n) }

func (n nowhere) Send(context.Context, *channel.Message) channel.Result {
	panic("nothing is sent in this test")
}

func plan(t *testing.T, house *librarytest.House, s *reminder.Service) reminder.Planned {
	t.Helper()
	p, err := s.Plan(t.Context(), reminder.PlanOptions{At: house.Now(), Items: true})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestADoubledRunPlansNothingMore(t *testing.T) {
	house, s := plans(t, "2026-11-23T00:05", reminder.Email)
	m := house.Member("umum")
	house.Exec(`update members set email = 'budi@example.org' where id = ?`, m.ID)
	m.Loan(librarytest.Due("2026-11-24"))
	m.Loan(librarytest.Due("2026-11-26"))
	m.Loan(librarytest.Due("2026-11-30"))
	m.Loan(librarytest.Due("2026-11-20")).Close()

	if p := plan(t, house, s); p.Notices != 2 || p.Messages != 1 {
		t.Fatalf("%+v", p)
	}
	if p := plan(t, house, s); p.Notices != 0 || p.Messages != 0 || len(p.Items) != 0 {
		t.Errorf("again: %+v", p)
	}
	if at := house.Int(`select not_before from messages`); !time.Unix(at, 0).Equal(librarytest.At("2026-11-23T08:00")) {
		t.Errorf("it may go out at %v", time.Unix(at, 0))
	}
	house.Advance(24 * time.Hour)
	if p := plan(t, house, s); p.Notices != 1 { // the one due on the 24th, on its day; the other waits for its last day before
		t.Errorf("a day later: %+v", p)
	}
}

func TestADryRunWritesNothingAndTellsTheSame(t *testing.T) {
	house, s := plans(t, "2026-11-23T00:05", reminder.WhatsApp)
	for range 3 {
		m := house.Member("umum")
		house.Exec(`update members set phone = '0812-3456-7890' where id = ?`, m.ID)
		m.Loan(librarytest.Due("2026-11-22"))
	}
	dry, err := s.Plan(t.Context(), reminder.PlanOptions{At: house.Now(), DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	if n := house.Int(`select count(*) from messages`) + house.Int(`select count(*) from loan_notices`); n != 0 {
		t.Errorf("%d rows", n)
	}
	if p := plan(t, house, s); p.Notices != dry.Notices || p.Messages != dry.Messages || dry.Notices != 3 || dry.Messages != 1 {
		t.Errorf("%+v, dry %+v: one telephone for a family is one message", p, dry)
	}
}

func TestWhomAndHow(t *testing.T) {
	for _, c := range []struct {
		name  string
		ready []string
		set   map[string]string
		with  func(house *librarytest.House, child, mother *librarytest.Member)
		want  string // channel and address of the only message; "" for none
	}{
		{name: "no channel at all: the hand list", want: "hand member:1"},
		{name: "an address but no channel", want: "hand member:1",
			with: func(h *librarytest.House, c, _ *librarytest.Member) {
				h.Exec(`update members set phone = '081234567890' where id = ?`, c.ID)
			}},
		{name: "the first of the library's order", ready: []string{"email", "whatsapp"}, want: "whatsapp +6281234567890",
			with: func(h *librarytest.House, c, _ *librarytest.Member) {
				h.Exec(`update members set phone = '+62 812-3456-7890', email = 'a@example.org' where id = ?`, c.ID)
			}},
		{name: "by the library's own order", ready: []string{"email", "whatsapp"}, want: "email a@example.org",
			set: map[string]string{"reminder_channels": "email,whatsapp"},
			with: func(h *librarytest.House, c, _ *librarytest.Member) {
				h.Exec(`update members set phone = '081234567890', email = 'a@Example.org' where id = ?`, c.ID)
			}},
		{name: "by the step's own order", ready: []string{"email", "whatsapp"}, want: "email a@example.org",
			with: func(h *librarytest.House, c, _ *librarytest.Member) {
				h.Exec(`update members set phone = '081234567890', email = 'a@example.org' where id = ?`, c.ID)
				h.Exec(`update reminder_steps set channels = 'email'`)
			}},
		{name: "a number nobody can have is none", ready: []string{"whatsapp"}, want: "hand member:1",
			with: func(h *librarytest.House, c, _ *librarytest.Member) {
				h.Exec(`update members set phone = '0812' where id = ?`, c.ID)
			}},
		{name: "declined: the next", ready: []string{"email", "whatsapp"}, want: "email a@example.org",
			with: func(h *librarytest.House, c, _ *librarytest.Member) {
				h.Exec(`update members set phone = '081234567890', email = 'a@example.org' where id = ?`, c.ID)
				h.Exec(`insert into consents (member_id, channel, given, wording, at, door) values (?, 'whatsapp', 1, '', 0, 'desk'), (?, 'whatsapp', 0, '', 1, 'web')`, c.ID, c.ID)
			}},
		{name: "declined altogether: left alone", ready: []string{"email"},
			with: func(h *librarytest.House, c, _ *librarytest.Member) {
				for _, channel := range []string{"email", "phone"} {
					h.Exec(`insert into consents (member_id, channel, given, wording, at, door) values (?, ?, 0, '', 1, 'web')`, c.ID, channel)
				}
			}},
		{name: "consent must be recorded and is not", ready: []string{"email"}, want: "hand member:1",
			set: map[string]string{"consent_required": "email"},
			with: func(h *librarytest.House, c, _ *librarytest.Member) {
				h.Exec(`update members set email = 'a@example.org' where id = ?`, c.ID)
			}},
		{name: "a child through the guardian", ready: []string{"whatsapp"}, want: "whatsapp +6281111111111",
			with: func(h *librarytest.House, c, m *librarytest.Member) {
				h.Exec(`update members set phone = '08111111111' || '1' where id = ?`, m.ID)
				h.Exec(`update members set phone = '081234567890', guardian_id = ? where id = ?`, m.ID, c.ID)
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			house, s := plans(t, "2026-11-23T09:00", c.ready...)
			child, mother := house.Member("umum"), house.Member("umum")
			if child.ID != 1 {
				t.Fatal(child.ID)
			}
			child.Loan(librarytest.Due("2026-11-22"))
			for name, value := range c.set {
				house.Set(name, value)
			}
			if c.with != nil {
				c.with(house, child, mother)
			}
			p := plan(t, house, s)
			if c.want == "" {
				if p.Messages != 0 || p.Declined != 1 {
					t.Errorf("%+v", p)
				}
				if p := plan(t, house, s); len(p.Items) != 0 {
					t.Errorf("again: %+v", p)
				}
				return
			}
			if got := house.Text(`select channel || ' ' || address from messages`); got != c.want {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}

func TestALetterIsStaffsToWrite(t *testing.T) {
	house, s := plans(t, "2026-12-20T09:00", reminder.Email)
	m := house.Member("umum")
	house.Exec(`update members set email = 'a@example.org' where id = ?`, m.ID)
	m.Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)
	if got := house.Text(`select kind || ' ' || channel from messages`); got != "letter hand" {
		t.Errorf("%q", got)
	}
}

func TestALoanOfYearsAgoIsNotWrittenAboutForTheFirstTime(t *testing.T) {
	house, s := plans(t, "2026-12-20T09:00")
	house.Member("umum").Loan(librarytest.Due("2024-11-22"))
	if p := plan(t, house, s); p.Notices != 0 {
		t.Errorf("%+v", p)
	}
}

// What is planned for many loans passes the batches' borders.
func TestBatchesMeet(t *testing.T) {
	house, s := plans(t, "2026-11-23T09:00")
	m := house.Member("umum")
	for range 450 {
		m.Loan(librarytest.Due("2026-11-22"))
	}
	if p := plan(t, house, s); p.Notices != 450 || p.Messages != 1 || p.Loans != 450 {
		t.Errorf("%+v", p)
	}
}
