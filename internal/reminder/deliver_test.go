package reminder_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/reminder/smtptest"
)

// post is a library that sends e-mail to a real mail server.
func post(t *testing.T, now string) (*librarytest.House, *reminder.Service, *smtptest.Server) {
	t.Helper()
	house := librarytest.New(t, librarytest.At(now))
	mails := smtptest.New(t, smtptest.Options{})
	return house, mailing(t, house, mails), mails
}

// mailing is one process that sends a library's e-mail.
func mailing(t *testing.T, house *librarytest.House, mails *smtptest.Server) *reminder.Service {
	t.Helper()
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	keys, err := identity.LoadKeys(identity.KeyFile(house.Path))
	if err != nil {
		t.Fatal(err)
	}
	server, err := channel.ParseSMTP("smtp://" + mails.Addr)
	if err != nil {
		t.Fatal(err)
	}
	from, err := channel.ParseSender("perpustakaan@example.go.id")
	if err != nil {
		t.Fatal(err)
	}
	return reminder.New(house.DB, reminder.Options{Library: house.Library, Now: house.Now, Texts: texts, Keys: keys,
		Channels: []channel.Channel{channel.NewEmail(server, from, nil)}})
}

func deliver(t *testing.T, s *reminder.Service) reminder.Delivered {
	t.Helper()
	d, err := s.Deliver(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestARunSendsEachPersonOneMailAndASecondNone(t *testing.T) {
	house, s, mails := post(t, "2026-11-23T09:00")
	house.Set("base_url", "https://pinjaman.example.go.id")
	for _, a := range []string{"a@example.org", "b@example.org"} {
		m := reader(house, a)
		m.Loan(librarytest.Due("2026-11-22"))
		m.Loan(librarytest.Due("2026-11-24"))
	}
	for range 2 {
		plan(t, house, s)
		deliver(t, s)
	}
	if n := len(mails.Mails()); n != 2 {
		t.Fatalf("%d mails", n)
	}
	for _, m := range mails.Mails() {
		if !strings.Contains(m.Body, "/r/") || !strings.Contains(m.Header.Get("List-Unsubscribe"), "/u/") {
			t.Errorf("%s\n%s", m.Header, m.Body)
		}
	}
}

func TestTwoProcessesSendNothingTwice(t *testing.T) {
	house, s, mails := post(t, "2026-11-23T09:00")
	other := mailing(t, house, mails)
	for i := range 30 {
		reader(house, "m"+string(rune('a'+i%26))+string(rune('a'+i/26))+"@example.org").Loan(librarytest.Due("2026-11-22"))
	}
	plan(t, house, s)
	var running sync.WaitGroup
	for _, service := range []*reminder.Service{s, other, s} {
		running.Go(func() {
			if _, err := service.Deliver(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	running.Wait()
	got := map[string]int{}
	for _, m := range mails.Mails() {
		got[m.To]++
	}
	if len(got) != 30 || len(mails.Mails()) != 30 {
		t.Errorf("%d mails to %d people", len(mails.Mails()), len(got))
	}
}

// Three days without power, and then one sensible message for each person.
func TestAfterThreeDaysAwayEachPersonGetsOneSensibleMessage(t *testing.T) {
	house, s, mails := post(t, "2026-11-23T00:05")
	m := reader(house, "a@example.org")
	m.Loan(librarytest.Due("2026-11-24")) // would have been told on the 23rd, the 24th and the 25th
	m.Loan(librarytest.Due("2026-11-28"))
	plan(t, house, s) // at night: it waits for the morning, and then the power goes
	house.SetNow(librarytest.At("2026-11-26T10:00"))
	plan(t, house, s)
	deliver(t, s)
	if n := len(mails.Mails()); n != 1 {
		t.Fatalf("%d mails", n)
	}
	house.Advance(time.Hour)
	plan(t, house, s)
	deliver(t, s)
	if n := len(mails.Mails()); n != 1 {
		t.Errorf("%d mails an hour later", n)
	}
}

func TestAGreylistedMailComesLaterAndOnce(t *testing.T) {
	house, s, mails := post(t, "2026-11-23T09:00")
	reader(house, "a@example.org").Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)
	mails.Refuse(func(string) error { return smtptest.Error(451, "greylisted") })
	if d := deliver(t, s); d.Later != 1 || d.Sent != 0 {
		t.Fatalf("%+v", d)
	}
	mails.Refuse(nil)
	if d := deliver(t, s); d.Sent != 0 {
		t.Errorf("at once: %+v", d)
	}
	house.Advance(10 * time.Minute)
	deliver(t, s)
	deliver(t, s)
	if n := len(mails.Mails()); n != 1 {
		t.Errorf("%d mails", n)
	}
	if got := house.Text(`select group_concat(outcome) from (select outcome from message_tries order by id)`); got != "later,sent" {
		t.Error(got)
	}
}

// sameName is a provider that calls every message the same.
type sameName struct{}

func (sameName) Name() string { return reminder.Email }

func (sameName) Send(context.Context, *channel.Message) channel.Result {
	return channel.Result{Outcome: channel.Sent, ID: "ok"}
}

func TestAProviderThatNamesAllMessagesTheSameDoublesNone(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T09:00"))
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := reminder.New(house.DB, reminder.Options{Library: house.Library, Now: house.Now, Texts: texts, Channels: []channel.Channel{sameName{}}})
	for _, a := range []string{"a@example.org", "b@example.org"} {
		reader(house, a).Loan(librarytest.Due("2026-11-22"))
	}
	plan(t, house, s)
	if d := deliver(t, s); d.Sent != 2 {
		t.Errorf("%+v", d)
	}
	if n := house.Int(`select count(*) from messages where state = 'sent'`); n != 2 {
		t.Errorf("%d booked", n)
	}
}

// slow is a channel whose provider does not answer until it is let.
type slow struct {
	name string
	came chan string   // to whom
	let  chan struct{} // nil: at once
}

func (c *slow) Name() string { return c.name }

func (c *slow) Send(_ context.Context, m *channel.Message) channel.Result {
	c.came <- m.To
	if c.let != nil {
		<-c.let
	}
	return channel.Result{Outcome: channel.Sent}
}

// Also what comes while a run lasts because of one provider goes out by the others.
func TestASlowProviderDelaysNoOther(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T09:00"))
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	mail, phone := &slow{reminder.Email, make(chan string, 9), make(chan struct{})}, &slow{reminder.Gateway, make(chan string, 9), nil}
	s := reminder.New(house.DB, reminder.Options{Library: house.Library, Now: house.Now, Texts: texts, Channels: []channel.Channel{mail, phone}})
	reader(house, "a@example.org").Loan(librarytest.Due("2026-11-22"))
	plan(t, house, s)
	done := make(chan error)
	go func() { _, err := s.Deliver(t.Context()); done <- err }()
	<-mail.came // and it gives no answer
	for _, number := range []string{"081234567890", "081234567891"} {
		m := house.Member("umum")
		house.Exec(`update members set phone = ? where id = ?`, number, m.ID)
		m.Loan(librarytest.Due("2026-11-22"))
		plan(t, house, s)
		<-phone.came
	}
	close(mail.let)
	if err := <-done; err != nil {
		t.Error(err)
	}
}
