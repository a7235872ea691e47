package messages_test

import (
	"net/url"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

func TestEveryPageSaysThatMessagesAreHeld(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Get("/desk/today").Wants(200).Lacks("sedang ditahan")
	d.Set("sending", "held")
	for _, path := range []string{"/desk", "/desk/today", "/desk/members"} {
		d.Get(path).Wants(200, "Semua pesan sedang ditahan", `<a href="/desk/messages">`)
	}
	d.Get("/desk/messages").Wants(200, "Semua pesan sedang ditahan").Lacks("held-all")
	d.Cookies = map[string]string{}
	d.Get("/desk/sign-in").Wants(200).Lacks("sedang ditahan")
}

func TestTodayLeadsToTheHandList(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Get("/desk/today").Wants(200, "0 Pesan yang perlu disampaikan")
	d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	plan(t, d)
	d.Get("/desk/today").Wants(200, "1 Pesan yang perlu disampaikan", `href="/desk/messages/hand"`)
}

func TestATickIsACallUntilItIsTakenBack(t *testing.T) {
	d := desktest.New(t).As("librarian")
	m := d.Member("umum")
	m.Loan(librarytest.Due("2026-11-20"))
	plan(t, d)
	for range 2 {
		d.Post("/desk/messages/hand/1/done", url.Values{"how": {"phone"}}).Goes("/desk/messages/hand")
	}
	if n := d.Int(`select count(*) from calls where member_id = ? and channel = 'phone' and undone_at is null and staff_id = ?`, m.ID, d.Staff("librarian")); n != 1 {
		t.Errorf("%d calls", n)
	}
	d.Post("/desk/messages/hand/1/undo", url.Values{}).Goes("/desk/messages/hand")
	if n := d.Int(`select count(*) from calls where undone_at is null`); n != 0 {
		t.Errorf("%d calls stand", n)
	}
	d.Post("/desk/messages/hand/1/done", url.Values{"how": {"email"}}).Goes("/desk/messages/hand")
	if n := d.Int(`select count(*) from calls where undone_at is null`); n != 0 {
		t.Errorf("an e-mail is %d calls", n)
	}
}

func TestMessagesAreMeasuredByChannel(t *testing.T) {
	d := desktest.New(t)
	d.Set("metrics", "public")
	for range 2 {
		d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	}
	plan(t, d)
	d.SetNow(librarytest.At("2026-11-23T09:10"))
	d.Exec(`insert into channel_days (channel, day, sent, failed) values ('email', '2026-11-22', 5, 1), ('email', '2026-11-23', 2, 0)`)
	d.Exec(`update messages set uncertain = 1 where id = 1`)
	d.Get("/metrics").Wants(200, `simpanbudi_messages_sent_total{channel="email"} 7`, `simpanbudi_messages_failed_total{channel="email"} 1`,
		`simpanbudi_messages_waiting{channel="hand"} 2`, `simpanbudi_messages_oldest_unsent_seconds{channel="hand"} 600`,
		`simpanbudi_messages_uncertain{channel="hand"} 1`)
}
