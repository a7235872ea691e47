package web_test

import (
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
)

// reminded is a member with an address, signed in.
func reminded(t *testing.T) (*site, *librarytest.Member) {
	t.Helper()
	s := mailSite(t)
	m := s.reader()
	s.Exec(`update members set email = 'lama@example.org', phone = '0812-3456-7890' where id = ?`, m.ID)
	s.vars = map[string]any{"card": m.Card}
	s.ask(signIn())
	return s, m
}

func walk(s *site, steps ...step) {
	s.t.Helper()
	for i, st := range steps {
		s.check(i, st, s.ask(st))
	}
}

func TestAMemberSeesHowTheyAreReminded(t *testing.T) {
	s, _ := reminded(t)
	walk(s,
		step{do: "GET /loans", status: 200, contains: []string{`href="/reminders"`}},
		step{do: "GET /card", status: 200, contains: []string{`href="/reminders"`}},
		step{do: "GET /reminders", status: 200, contains: []string{"l•••@example.org", "belum dipastikan", "surel: ", "telepon atau pesan dari petugas", "Jangan kirimi saya pesan perpustakaan lewat surel lagi."},
			lacks: []string{"lama@example.org", "7890", `name="code"`}},
	)
	s.channels = nil
	s.open(nil)
	s.ask(signIn())
	walk(s, step{do: "GET /reminders", status: 200, contains: []string{"belum dapat mengirim kode"}, lacks: []string{`name="address"`}})
	s.cookies = map[string]string{}
	walk(s, step{do: "GET /reminders", status: 303, location: "/"})
}

func TestAMemberSwitchesAChannelOffAndOn(t *testing.T) {
	s, m := reminded(t)
	m.Loan(librarytest.Due("2026-11-22"))
	if _, err := s.messages.Plan(t.Context(), reminder.PlanOptions{At: s.Now()}); err != nil {
		t.Fatal(err)
	}
	walk(s,
		step{do: "POST /reminders/channel", body: "channel=email&given=off", status: 303, location: "/reminders"},
		step{do: "GET /reminders", status: 200, contains: []string{"Pilihan Anda disimpan", "Saya bersedia menerima pesan perpustakaan lewat surel."}},
		step{do: "POST /reminders/channel", body: "channel=pigeon&given=off", status: 400},
		step{do: "POST /reminders/channel", body: "channel=email&given=x", status: 400},
	)
	if got := s.Text(`select channel from messages where state = 'waiting'`); got != "hand" {
		t.Errorf("the message waits on %s", got)
	}
	walk(s, step{do: "POST /reminders/channel", body: "channel=email&given=on", status: 303, location: "/reminders"})
	if got := s.Text(`select group_concat(given || door) from consents`); got != "0web,1web" {
		t.Errorf("recorded %s", got)
	}
}

// code is the code that waits to be sent.
func code(s *site) string {
	return s.Text(`select json_extract(payload, '$.code') from messages where kind = 'code' and state = 'waiting'`)
}

func TestAChangedAddressIsConfirmedByACode(t *testing.T) {
	s, m := reminded(t)
	m.Loan(librarytest.Due("2026-11-22"))
	if _, err := s.messages.Plan(t.Context(), reminder.PlanOptions{At: s.Now()}); err != nil {
		t.Fatal(err)
	}
	walk(s,
		step{do: "POST /reminders/address", body: "channel=email&address=budi", status: 422, contains: []string{"belum lengkap", `value="budi"`, `aria-invalid="true"`}},
		step{do: "POST /reminders/address", body: "channel=email&address=baru%40Example.org", status: 303, location: "/reminders#contact-email"},
		step{do: "GET /reminders", status: 200, contains: []string{"kodenya segera sampai", `name="code"`, "baru@example.org"}},
	)
	first := code(s)
	if len(first) != 6 {
		t.Fatalf("the code is %q", first)
	}
	wrong := "000000"
	if first == wrong {
		wrong = "111111"
	}
	walk(s, step{do: "POST /reminders/code", body: "channel=email&code=" + wrong, status: 422, contains: []string{"tidak cocok"}})
	if n := s.Int(`select count(*) from members where email = 'lama@example.org' and email_verified_at is null and id = ?`, m.ID); n != 1 {
		t.Error("a wrong code changed the address")
	}
	walk(s, step{do: "POST /reminders/code", body: "channel=email&code=" + first[:3] + "+" + first[3:], status: 303, location: "/reminders"},
		step{do: "GET /reminders", status: 200, contains: []string{"sudah dipastikan", "b•••@example.org"}, lacks: []string{`name="code"`}},
		step{do: "POST /reminders/code", body: "channel=email&code=" + first, status: 422})
	if got := s.Text(`select address from messages where kind = 'reminder' and state = 'waiting'`); got != "baru@example.org" {
		t.Errorf("the reminder goes to %s", got)
	}
	if n := s.Int(`select count(*) from audit where action = 'member.contact_confirmed' and detail not like '%@%'`); n != 1 {
		t.Errorf("%d audit rows", n)
	}
}

func TestACodeEndsAfterFiveTriesAQuarterOfAnHourOrANewOne(t *testing.T) {
	s, _ := reminded(t)
	ask := step{do: "POST /reminders/address", body: "channel=email&address=baru%40example.org", status: 303}
	confirm := func(code string, status int) step {
		return step{do: "POST /reminders/code", body: "channel=email&code=" + code, status: status}
	}
	walk(s, ask)
	old := code(s)
	walk(s, ask)
	if n := s.Int(`select count(*) from messages where kind = 'code' and state = 'waiting'`); n != 1 {
		t.Errorf("%d codes wait", n)
	}
	if old != code(s) {
		walk(s, confirm(old, 422))
	}
	for range 5 {
		walk(s, confirm("abc", 422))
	}
	walk(s, confirm(code(s), 422), ask)
	s.Advance(15 * time.Minute)
	walk(s, confirm(code(s), 422))
}

func TestCodesAreFewAndKeptAsHashes(t *testing.T) {
	s, _ := reminded(t)
	for i := range 4 {
		walk(s, step{do: "POST /reminders/address", body: "channel=email&address=a" + string(rune('a'+i)) + "%40example.org", status: 303})
	}
	walk(s, step{do: "POST /reminders/address", body: "channel=email&address=z%40example.org", status: 429})
	if n := s.Int(`select count(*) from contact_codes where code_hash like '%' || ? || '%' and length(code_hash) = 6`, code(s)); n != 0 {
		t.Error("the code is kept as it is")
	}
	// A number is answered alike, though nothing can be sent to it here.
	other, _ := reminded(t)
	walk(other, step{do: "POST /reminders/address", body: "channel=phone&address=081234567891", status: 303, location: "/reminders#contact-phone"},
		step{do: "GET /reminders", status: 200, contains: []string{"kodenya segera sampai"}})
	if n := other.Int(`select count(*) from messages`); n != 0 {
		t.Errorf("%d messages", n)
	}
}

func TestAMemberChoosesTheLanguageOfMessages(t *testing.T) {
	s, m := reminded(t)
	walk(s,
		step{do: "POST /reminders/language", body: "lang=jv", status: 303, location: "/reminders"},
		step{do: "GET /reminders", status: 200, contains: []string{`value="jv" checked`}},
		step{do: "POST /reminders/language", body: "lang=xx", status: 400},
	)
	if got := s.Text(`select language from members where id = ?`, m.ID); got != "jv" {
		t.Errorf("it is %q", got)
	}
}
