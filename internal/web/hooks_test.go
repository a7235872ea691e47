package web_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/web"
	"simpanbudi/internal/web/hooks"
)

const hook = hooks.WhatsAppPath

// meta takes every message and calls them wamid.1, wamid.2 and so on.
type meta struct{ sent int }

func (*meta) Name() string { return reminder.WhatsApp }

func (m *meta) Send(context.Context, *channel.Message) channel.Result {
	m.sent++
	return channel.Result{Outcome: channel.Sent, ID: fmt.Sprintf("wamid.%d", m.sent)}
}

// told is a site of whose member Meta has taken a reminder, wamid.1; where that does
// not arrive it may go by e-mail.
func told(t *testing.T) *site {
	t.Helper()
	s := newSite(t, nil)
	s.channels = []channel.Channel{&meta{}, quiet{}}
	s.open(func(o *web.Options) { o.WhatsApp = hooks.WhatsApp{Secret: "rahasia", Verify: "kata sandi"} })
	s.Set("reminder_channels", "whatsapp,email")
	m := s.reader()
	s.Exec(`update members set email = 'budi@example.org', phone = '081234567890' where id = ?`, m.ID)
	m.Loan(librarytest.Due("2026-11-22"))
	if _, err := s.messages.Plan(t.Context(), reminder.PlanOptions{At: s.Now()}); err != nil {
		t.Fatal(err)
	}
	s.delivers("whatsapp")
	if got := s.Text(`select state || provider_id from messages`); got != "sentwamid.1" {
		t.Fatalf("the message is %s", got)
	}
	return s
}

// delivers sends one message by a channel.
func (s *site) delivers(name string) {
	s.t.Helper()
	out, _, found, err := s.messages.Claim(s.t.Context(), name, reminder.Pace{})
	if err != nil || !found {
		s.t.Fatal(found, err)
	}
	for _, c := range s.channels {
		if c.Name() == name {
			if err := s.messages.Settle(s.t.Context(), &out, c.Send(s.t.Context(), nil)); err != nil {
				s.t.Fatal(err)
			}
		}
	}
}

// says is what Meta posts of a message, with its signature.
func says(id, status, errors string) step {
	body := fmt.Sprintf(`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp",
		"statuses":[{"id":%q,"status":%q,"timestamp":"1795000000","recipient_id":"6281234567890","errors":[%s]}]}}]}]}`, id, status, errors)
	return step{do: "POST " + hook, body: body, header: map[string]string{"Content-Type": "application/json", "X-Hub-Signature-256": sign(body)}, status: 200}
}

func sign(body string) string {
	mac := hmac.New(sha256.New, []byte("rahasia"))
	mac.Write([]byte(body))
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}

const undeliverable = `{"code":131026,"title":"Message undeliverable","error_data":{"details":"Message Undeliverable."}}`

func TestWithoutASecretMetaIsNotHeard(t *testing.T) {
	s := newSite(t, nil)
	walk(s, step{do: "GET " + hook + "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=", status: 404},
		step{do: "POST " + hook, body: "{}", header: map[string]string{"X-Hub-Signature-256": sign("{}")}, status: 404})
}

func TestMetaVerifiesThePageByItsWord(t *testing.T) {
	s := told(t)
	ask := "GET " + hook + "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
	w := s.ask(step{do: ask + "kata+sandi"})
	if w.Code != 200 || w.Body.String() != "1158201444" || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
		t.Errorf("%d %q", w.Code, w.Body)
	}
	walk(s, step{do: ask + "kata", status: 403, lacks: []string{"1158201444"}}, step{do: ask, status: 403},
		step{do: "GET " + hook, status: 403}, step{do: "GET " + hook + "?hub.mode=x&hub.challenge=1&hub.verify_token=kata+sandi", status: 403})
}

func TestOnlyWhatMetaHasSignedIsHeard(t *testing.T) {
	s := told(t)
	for _, signature := range []string{"", "sha256=", "sha256=00", sign("x"), strings.TrimPrefix(says("wamid.1", "failed", undeliverable).header["X-Hub-Signature-256"], "sha256=")} {
		st := says("wamid.1", "failed", undeliverable)
		st.header["X-Hub-Signature-256"], st.status = signature, 403
		walk(s, st)
	}
	broken := step{do: "POST " + hook, body: "{", header: map[string]string{"X-Hub-Signature-256": sign("{")}, status: 400}
	large := step{do: "POST " + hook, body: strings.Repeat(" ", hooks.MaxBody+1), status: 413}
	walk(s, broken, large)
	if got := s.Text(`select group_concat(outcome) from message_tries`); got != "sent" {
		t.Errorf("%s", got)
	}
}

func TestWhatBecameOfAMessageIsBookedOnceInAnyOrder(t *testing.T) {
	s := told(t)
	for _, status := range []string{"read", "sent", "delivered", "read", "delivered", "deleted"} {
		walk(s, says("wamid.1", status, ""))
	}
	walk(s, says("wamid.unknown", "delivered", ""), says("", "delivered", ""),
		says("wamid.1", "failed", undeliverable)) // it has been read: it has arrived
	if got := s.Text(`select group_concat(outcome) from message_tries`); got != "sent,read,delivered,never" {
		t.Errorf("%s", got)
	}
	if got := s.Text(`select state from messages`); got != "sent" {
		t.Errorf("%s", got)
	}
	if log := s.log.String(); strings.Contains(log, "62812") || strings.Contains(log, "wamid") || strings.Contains(log, "kata") {
		t.Errorf("in the log: %s", log)
	}
}

func TestWhatDidNotArriveGoesByTheNextChannelOnce(t *testing.T) {
	s := told(t)
	for range 3 {
		walk(s, says("wamid.1", "failed", undeliverable))
	}
	if got := s.Text(`select group_concat(channel || ' ' || state || ' ' || words, '; ') from messages`); got != "whatsapp moved 131026 Message Undeliverable.; email waiting " {
		t.Errorf("%s", got)
	}
	if got := s.Text(`select m.channel || ' ' || n.state from loan_notices n join messages m on m.id = n.message_id`); got != "email waiting" {
		t.Errorf("%s", got)
	}
	if got := s.Int(`select failed from channel_days where channel = 'whatsapp'`); got != 1 {
		t.Errorf("%d failed", got)
	}
	walk(s, says("wamid.1", "delivered", "")) // too late: noted, and nothing else
	if n := s.Int(`select count(*) from messages`); n != 2 {
		t.Errorf("%d messages", n)
	}
}

func TestMetaComesAgainWhileAMessageIsJustBeingSent(t *testing.T) {
	s := told(t)
	m := s.reader()
	s.Exec(`update members set phone = '081234567891' where id = ?`, m.ID)
	m.Loan(librarytest.Due("2026-11-22"))
	if _, err := s.messages.Plan(t.Context(), reminder.PlanOptions{At: s.Now()}); err != nil {
		t.Fatal(err)
	}
	out, _, found, err := s.messages.Claim(t.Context(), reminder.WhatsApp, reminder.Pace{})
	if err != nil || !found {
		t.Fatal(found, err)
	}
	early := says("wamid.2", "delivered", "")
	early.status = 503
	walk(s, early)
	if err := s.messages.Settle(t.Context(), &out, channel.Result{Outcome: channel.Sent, ID: "wamid.2"}); err != nil {
		t.Fatal(err)
	}
	early.status = 200
	walk(s, early)
	if n := s.Int(`select count(*) from message_tries where outcome = 'delivered'`); n != 1 {
		t.Errorf("%d", n)
	}
}
