package web_test

import (
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
)

// quiet is a channel that is set up and never asked.
type quiet struct{ channel.Channel }

func (quiet) Name() string { return reminder.Email }

// mailed is a member to whom a mail waits to go, and the token that stops it.
func mailed(s *site) map[string]any {
	m := s.reader()
	s.Exec(`update members set email = 'budi@example.org', phone = '081234567890' where id = ?`, m.ID)
	m.Loan(librarytest.Due("2026-11-22"))
	if _, err := s.messages.Plan(s.t.Context(), reminder.PlanOptions{At: s.Now()}); err != nil {
		s.t.Fatal(err)
	}
	return map[string]any{"token": s.keys.StopToken(m.ID, reminder.Email), "name": m.Name, "card": m.Card}
}

func mailSite(t *testing.T) *site {
	t.Helper()
	s := newSite(t, nil)
	s.channels = []channel.Channel{quiet{}}
	s.open(nil)
	return s
}

func TestAStopLinkShowsWhatItStopsAndChangesNothing(t *testing.T) {
	s := mailSite(t)
	s.Set("library_name", "Perpustakaan Kudus")
	s.vars = mailed(s)
	look := step{do: "GET /u/{token}", status: 200, headers: map[string]string{"X-Robots-Tag": "noindex", "Set-Cookie": ""},
		contains: []string{"Perpustakaan Kudus mengirim pengingat pinjaman lewat surel", "Berhenti", `method="post" action="/u/{token}"`},
		lacks:    []string{"{name}", "{card}", "budi@example.org", "0812"}}
	for i := range 2 {
		s.check(i, look, s.ask(look))
	}
	if n := s.Int(`select count(*) from consents`); n != 0 {
		t.Errorf("%d words from looking", n)
	}
}

func TestStoppingIsHeededAtOnceAndCanBeTakenBack(t *testing.T) {
	s := mailSite(t)
	s.vars = mailed(s)
	steps := []step{
		{do: "POST /u/{token}", status: 303, location: "/u/{token}"},
		{do: "GET /u/{token}", status: 200, contains: []string{"tidak akan mengirim pesan lewat surel lagi", `name="again" value="on"`}},
	}
	for i, st := range steps {
		s.check(i, st, s.ask(st))
	}
	if got := s.Text(`select channel || given || door || wording from consents`); got != "email0linkJangan kirimi saya pesan perpustakaan lewat surel lagi." {
		t.Errorf("recorded: %q", got)
	}
	if got := s.Text(`select group_concat(channel || ' ' || state, ', ') from (select * from messages order by id)`); got != "email moved, hand waiting" {
		t.Errorf("messages: %s", got)
	}
	if n := s.Int(`select count(*) from loan_notices n join messages m on m.id = n.message_id where n.state = 'waiting' and m.channel = 'hand'`); n != 1 {
		t.Errorf("%d notices went on", n)
	}
	if n := s.Int(`select count(*) from audit where action = 'member.consent' and actor = 'member' and door = 'link'`); n != 1 {
		t.Errorf("%d audit rows", n)
	}
	for i, st := range []step{
		{do: "POST /u/{token}", body: "again=on", status: 303, location: "/u/{token}"},
		{do: "GET /u/{token}", status: 200, contains: []string{"mengirim pengingat pinjaman lewat surel"}, lacks: []string{`name="again"`}},
	} {
		s.check(i, st, s.ask(st))
	}
	if n := s.Int(`select given from consents order by id desc limit 1`); n != 1 {
		t.Error("it was not taken back")
	}
}

func TestAMailProgramStopsByOneClick(t *testing.T) {
	s := mailSite(t)
	s.vars = mailed(s)
	for i, st := range []step{
		{do: "POST /u/{token}", body: "List-Unsubscribe=One-Click", status: 200, headers: map[string]string{"Location": ""}},
		{do: "POST /u/{token}", body: "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n",
			header: map[string]string{"Content-Type": "multipart/form-data; boundary=x"}, status: 200},
	} {
		s.check(i, st, s.ask(st))
	}
	if n := s.Int(`select count(*) from consents where given = 0`); n != 1 {
		t.Errorf("%d words", n)
	}
}

func TestUnknownStopLinksAreThrottledAndRightOnesNever(t *testing.T) {
	s := mailSite(t)
	s.vars = mailed(s)
	wrong := step{do: "POST /u/" + strings.Repeat("A", 24), status: 404, times: 20}
	s.check(0, wrong, s.ask(wrong))
	for range 19 {
		s.ask(wrong)
	}
	late := step{do: "GET /u/" + strings.Repeat("B", 24), status: 429}
	s.check(1, late, s.ask(late))
	right := step{do: "GET /u/{token}", status: 200}
	s.check(2, right, s.ask(right))
	s.Exec(`update members set erased_at = 1`)
	gone := step{do: "POST /u/{token}", status: 410}
	s.check(3, gone, s.ask(gone))
}
