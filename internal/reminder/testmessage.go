package reminder

import (
	"context"
	"fmt"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/phone"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/store"
)

// A library may send so many test messages within so long.
const (
	mostTests   = 10
	testsWithin = time.Hour
)

// testAnswers is how long whoever sends a test message waits for the provider.
const testAnswers = 30 * time.Second

// TestMessage is a message that a colleague sends to try a text or a channel out. It
// tells of an example, never of a member.
type TestMessage struct {
	Key     TextKey // of a kind and channel; for channels without texts of ours, of KindTest
	Text    OwnText // as it is typed; empty: the one in force
	Address string  // as it is typed
}

// Tested is what became of it.
type Tested struct {
	Outcome channel.Outcome
	Words   string // of the provider
	Address string // as the channel writes it
}

// TestChannels are the channels that a test message can take.
func (s *Service) TestChannels() (list []string) {
	for _, c := range s.o.Channels {
		list = append(list, c.Name())
	}
	return list
}

// SendTest sends a test message at once and waits for the provider's answer. It is
// tried once. fault.Invalid with the "field" address, or as SaveText for the text;
// fault.NotFound for a channel that is not set up; fault.TooMany.
func (s *Service) SendTest(ctx context.Context, by library.Clerk, m TestMessage) (*Tested, error) {
	i := slices.IndexFunc(s.o.Channels, func(c channel.Channel) bool { return c.Name() == m.Key.Channel })
	if i < 0 || s.o.Texts.Language(m.Key.Language) == nil || !slices.Contains(Kinds(), m.Key.Kind) {
		return nil, errNoText
	}
	if m.Key.Channel == WhatsApp { // it takes its template, and that is the one for reminders
		m.Key.Kind, m.Text = KindReminder, OwnText{}
	}
	address := addressFor(m.Key.Channel, m.Address)
	if address == "" {
		return nil, fault.New(fault.Invalid, "nobody can have that address").With("field", "address")
	}
	m.Text = m.Text.clean(m.Key.Channel)
	if m.Text.Body != "" {
		if err := s.check(m.Key, m.Text); err != nil {
			return nil, err
		}
	}
	t := trial{s: s, m: m, address: address, by: by}
	if err := s.db.Write(ctx, t.begin); err != nil {
		return nil, err
	}
	asked, cancel := context.WithTimeout(ctx, testAnswers)
	r := s.o.Channels[i].Send(asked, t.message)
	cancel()
	err := s.db.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error { return t.end(tx, r) })
	return &Tested{Outcome: r.Outcome, Words: r.Words, Address: address}, err
}

// addressFor is an address as a channel writes it, "" where nobody can have it.
func addressFor(channel, typed string) string {
	if channel == Email {
		return mailAddress(typed)
	}
	return phone.E164(typed)
}

type trial struct {
	s       *Service
	m       TestMessage
	address string
	by      library.Clerk
	id      int64
	message *channel.Message
}

// begin puts the message into the outbox as one that is being sent.
func (t *trial) begin(tx *store.Tx) error {
	now := t.s.moment()
	n, first, err := store.TestsSince(tx, now.Add(-testsWithin))
	if err != nil {
		return err
	}
	if n >= mostTests {
		return fault.New(fault.TooMany, "so many test messages are enough for now").With("retry_after", int(first.Add(testsWithin).Sub(now)/time.Second)+1)
	}
	places, err := t.s.o.Library.Places(tx)
	if err != nil {
		return err
	}
	row := store.MessageRow{Kind: KindTest, Run: fmt.Sprintf("test-%d-%d", now.Unix(), n), Channel: t.m.Key.Channel, Address: t.address,
		Language: t.m.Key.Language, CreatedAt: now, NotBefore: now}
	if t.id, err = store.AddMessage(tx, &row); err != nil {
		return err
	}
	row.ID = t.id
	if _, err := store.ClaimMessage(tx, &row, now.Add(Lease)); err != nil {
		return err
	}
	if t.message, err = t.compose(tx, places, now); err != nil {
		return err
	}
	return audit(tx, t.by, now, "message.tested", "message", t.id, t.m.Key.detail())
}

// compose puts the message in words, with an example.
func (t *trial) compose(q store.Queryer, places *library.Places, now time.Time) (*channel.Message, error) {
	l := t.s.o.Texts.Language(t.m.Key.Language)
	sample := sampling{s: t.s, q: q, now: now, places: places, key: t.m.Key}
	out := sample.example(l)
	out.ID, out.Address = t.id, t.address
	w := words{Language: l, base: t.s.baseURL(places)}
	if w.base != "" {
		w.stop = w.base + "/u/" + leftOut
	}
	m, err := w.message(&out)
	if err != nil {
		return nil, err
	}
	own := t.m.Text
	if own.Body == "" {
		k := t.m.Key
		k.Channel = textChannel(k.Channel)
		if own, err = ownText(q, k); err != nil {
			return nil, err
		}
	}
	text, err := w.compose(out.Kind, out.Channel, own, m.args)
	m.Subject, m.Body, m.Stop = text.Subject, text.Body, ""
	return &m.Message, err
}

// end books the answer: a test that has not gone out is over.
func (t *trial) end(tx *store.Tx, r channel.Result) error {
	now := t.s.moment()
	if err := store.AddTry(tx, t.id, now, string(r.Outcome), r.Words); err != nil {
		return err
	}
	places, err := t.s.o.Library.Places(tx)
	if err != nil {
		return err
	}
	state, sent := "withdrawn", 0 // not failed: there is nothing for staff to do about it later
	if r.Outcome == channel.Sent {
		state, sent = "sent", 1
	}
	if _, err := store.SettleMessage(tx, t.id, 1, state, r.ID, r.Words, now); err != nil {
		return err
	}
	return store.CountChannel(tx, t.m.Key.Channel, circulation.DayOf(now, places.Site.Zone).String(), sent, 1-sent, now)
}
