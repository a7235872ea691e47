package reminder

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/store"
)

// sendWithin is how long a channel has for one message: less than the lease, so
// that its answer is heard before somebody else tries.
const sendWithin = Lease - time.Minute

// Delivered is what a run of delivery did.
type Delivered struct {
	Sent, Later, Failed int
	Uncertain           int64 // tries that ended without an answer, or whose sender had died: each may have gone out twice
}

// Deliver sends what may go out now, every channel for itself, so that a slow
// provider delays no other. It returns when nothing is left that may, or with ctx.
func (s *Service) Deliver(ctx context.Context) (Delivered, error) {
	var sum Delivered
	var err error
	if sum.Uncertain, err = s.Reclaim(ctx); err != nil {
		return sum, err
	}
	if err := s.queueEffects(ctx); err != nil {
		return sum, err
	}
	if err := s.tidyHand(ctx); err != nil {
		return sum, err
	}
	results := make(chan Delivered, len(s.o.Channels))
	failures := make([]error, len(s.o.Channels))
	at := &delivering{s: s, over: make(chan struct{})}
	at.busy.Store(int32(len(s.o.Channels)))
	var running sync.WaitGroup
	for i, c := range s.o.Channels {
		running.Go(func() {
			var d Delivered
			failures[i] = at.keep(ctx, c, &d)
			results <- d
		})
	}
	running.Wait()
	close(results)
	for d := range results {
		sum.Sent, sum.Later, sum.Failed, sum.Uncertain = sum.Sent+d.Sent, sum.Later+d.Later, sum.Failed+d.Failed, sum.Uncertain+d.Uncertain
	}
	return sum, errors.Join(failures...)
}

// delivering is a run, which lasts as long as its slowest channel.
type delivering struct {
	s    *Service
	busy atomic.Int32  // channels that have something to send
	over chan struct{} // closed when none has
	once sync.Once
	mu   sync.Mutex // of whoever takes up effects
}

// askAgain is how often a channel that has sent everything looks for more while
// another is still at it.
const askAgain = time.Second

// keep sends a channel's messages, and those that come meanwhile, until no channel
// has any more: as the job does not run beside itself, a code would otherwise wait
// for a mail server that takes an hour.
func (d *delivering) keep(ctx context.Context, c channel.Channel, sum *Delivered) error {
	for {
		err := d.s.empty(ctx, c, sum)
		if d.busy.Add(-1) == 0 {
			d.once.Do(func() { close(d.over) })
		}
		if err != nil {
			return err
		}
		again := time.NewTimer(askAgain)
		select {
		case <-d.over:
		case <-ctx.Done():
		case <-again.C:
		}
		again.Stop()
		select {
		case <-d.over:
			return nil
		default:
		}
		d.busy.Add(1)
		if d.mu.TryLock() {
			err = d.s.queueEffects(ctx)
			d.mu.Unlock()
		}
		if err != nil {
			d.busy.Add(-1)
			return err
		}
	}
}

// empty sends a channel's messages one after the other.
func (s *Service) empty(ctx context.Context, c channel.Channel, sum *Delivered) error {
	var waited time.Duration
	for ctx.Err() == nil {
		out, next, found, err := s.Claim(ctx, c.Name(), s.o.Paces[c.Name()])
		if err != nil {
			return err
		}
		if !found {
			wait := next.Sub(s.moment())
			if waited += wait; next.IsZero() || wait <= 0 || waited > spacedWithin {
				return nil
			}
			pause(ctx, wait)
			continue
		}
		r := s.send(ctx, c, &out)
		// The answer is booked whoever waits: a message that has gone out must not go again.
		if err := s.Settle(context.WithoutCancel(ctx), &out, r); err != nil {
			return err
		}
		switch {
		case r.Outcome == channel.Sent:
			sum.Sent++
		case r.Outcome == channel.Never:
			sum.Failed++
		case r.Outcome == channel.Unknown:
			sum.Later++
			sum.Uncertain++
		default:
			sum.Later++
		}
	}
	return ctx.Err()
}

// spacedWithin is how long a run waits in all between messages that are to keep a
// distance. The next run follows within a minute.
const spacedWithin = 45 * time.Second

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// send puts a message in words and gives it to the channel.
func (s *Service) send(ctx context.Context, c channel.Channel, out *Outgoing) channel.Result {
	m, err := s.Message(ctx, out)
	if err != nil {
		s.o.Log.Error("a message could not be put in words", slog.Int64("message", out.ID), slog.Any("error", err))
		return channel.Result{Outcome: channel.Later, Words: channel.Clip(err.Error())}
	}
	ctx, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	return c.Send(ctx, m)
}

// Message puts what has been claimed in words, in the member's language or the
// library's.
func (s *Service) Message(ctx context.Context, out *Outgoing) (*channel.Message, error) {
	var own OwnText
	var l *i18n.Language
	var w words
	err := s.db.Read(ctx, func(q store.Queryer) error {
		places, err := s.o.Library.Places(q)
		if err != nil {
			return err
		}
		l = s.language(out.Language, places)
		w = words{Language: l, base: s.baseURL(places), stop: s.stop(places, out)}
		own, err = ownText(q, TextKey{Kind: out.Kind, Step: highestStep(out.Digest), Channel: textChannel(out.Channel), Language: l.Code})
		return err
	})
	if err != nil {
		return nil, err
	}
	m, err := w.message(out)
	if err != nil {
		return nil, err
	}
	text, err := w.compose(out.Kind, out.Channel, own, m.args)
	if err != nil { // a text that was saved before a variable went away
		if text, err = w.compose(out.Kind, out.Channel, OwnText{}, m.args); err != nil {
			return nil, err
		}
	}
	m.Subject, m.Body = text.Subject, text.Body
	return &m.Message, nil
}

// worded is a message but for its text, and what that may name.
type worded struct {
	channel.Message
	args []string
}

func (w words) message(out *Outgoing) (*worded, error) {
	m := &worded{Message: channel.Message{ID: out.ID, Created: out.Created, To: out.Address, Language: w.Code, Kind: out.Kind,
		Library: out.Library, Stop: w.stop}}
	args, err := w.arguments(out, &m.Message)
	m.args = args
	return m, err
}

// arguments are what the text of a message names.
func (w words) arguments(out *Outgoing, m *channel.Message) (args []string, err error) {
	if out.Digest != nil {
		args, m.Link = w.digest(out.Digest, out.Kind)
		m.Greeting = args[3]
		for _, p := range out.Digest.People {
			for i := range p.Loans {
				if m.Loans++; m.Loans == 1 {
					m.First, m.Due = p.Loans[i].Loan.Title, w.due(&p.Loans[i].Loan)
				}
			}
		}
		return args, nil
	}
	if h := out.Hold; h != nil {
		m.Greeting, m.First, m.Due = w.Text("message.hello", "name", h.FirstName), h.Title, w.Day(h.day())
		return []string{"library", out.Library, "greeting", m.Greeting, "title", h.Title, "date", m.Due, "place", h.Place,
			"contact", w.contact(out.Contact), "stop", w.stopping()}, nil
	}
	var payload map[string]string
	if err := json.Unmarshal([]byte(out.Payload), &payload); err != nil {
		return nil, err
	}
	m.Greeting = w.Text("message.hello", "name", payload["name"])
	m.First, m.Due = payload["title"], payload["date"]
	args = []string{"library", out.Library, "greeting", m.Greeting, "contact", w.contact(out.Contact), "stop", w.stopping()}
	for name, value := range payload {
		args = append(args, name, value)
	}
	return args, nil
}

func (s *Service) language(code string, p *library.Places) *i18n.Language {
	return cmp.Or(s.o.Texts.Language(code), s.o.Texts.Language(p.Site.Language), s.o.Texts.Languages()[0])
}

// stop is where messages of this channel are stopped, "" where that cannot be offered.
func (s *Service) stop(p *library.Places, out *Outgoing) string {
	base := s.baseURL(p)
	if base == "" || s.o.Keys == nil || out.Member == 0 || out.Kind == KindCode || out.Kind == KindTest {
		return ""
	}
	token := s.o.Keys.StopToken(out.Member, out.Channel)
	if token == "" {
		return ""
	}
	return base + "/u/" + token
}
