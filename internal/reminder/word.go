package reminder

import (
	"context"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// Word is what a member says about being written to by a channel.
type Word struct {
	Member  int64
	Channel string // of messages, or as consents name it
	Given   bool   // agreed; false: no more of it
	Wording string // the sentence, as it was shown
	Door    string // web or link
}

// Stopping is what the stop link of a message is about.
type Stopping struct {
	Site    *library.Site
	Channel string // as consents name it
	Stopped bool   // it is so already
}

// Stopping returns it for a member and a channel. fault.LinkEnded where the member
// is gone.
func (s *Service) Stopping(ctx context.Context, member int64, channel string) (*Stopping, error) {
	st := &Stopping{Channel: consentName(channel)}
	err := s.db.Read(ctx, func(q store.Queryer) error {
		places, err := s.o.Library.Places(q)
		if err != nil {
			return err
		}
		site := places.Site
		st.Site = &site
		if _, found, err := store.Contact(q, member); err != nil || !found {
			return orElse(err, fault.New(fault.LinkEnded, ""))
		}
		consents, err := store.ConsentsOf(q, []int64{member})
		for _, c := range consents {
			if c.Channel == st.Channel {
				st.Stopped = !c.Given
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return st, nil
}

func orElse(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// longestWording bounds the sentence that is kept, in bytes.
const longestWording = 2000

// Say records a member's word on a channel and heeds it at once: what waits to go
// to them that way goes by their next channel, or not at all. Saying the same again
// changes nothing. fault.LinkEnded where the member is gone.
func (s *Service) Say(ctx context.Context, w Word) error {
	name := consentName(w.Channel)
	w.Wording = strings.TrimSpace(w.Wording)
	if !slices.Contains(consentNames, name) || w.Wording == "" || len(w.Wording) > longestWording {
		return fault.New(fault.Invalid, "name a channel and the sentence that was said")
	}
	return s.db.Write(ctx, func(tx *store.Tx) error {
		now := s.moment()
		if _, found, err := store.Contact(tx, w.Member); err != nil || !found {
			return orElse(err, fault.New(fault.LinkEnded, ""))
		}
		said := []int64{w.Member}
		if w.Door == doorLink {
			// Whoever holds the telephone has no more of it, whoever of the family it was about.
			others, err := store.Sharing(tx, w.Member, name, w.Given)
			if err != nil {
				return err
			}
			said = append(said, others...)
		}
		for _, member := range said {
			if err := s.say(tx, member, name, &w, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// doorLink is the door of whoever has a message in hand.
const doorLink = "link"

func (s *Service) say(tx *store.Tx, member int64, name string, w *Word, now time.Time) error {
	news, err := store.RecordConsent(tx, member, 0, store.Consent{Channel: name, Given: w.Given, Wording: w.Wording, At: now, Door: w.Door})
	if err != nil || !news {
		return err
	}
	err = auditOwn(tx, member, w.Door, now, "member.consent", map[string]any{"channel": name, "given": w.Given})
	if err != nil || w.Given {
		return err
	}
	return s.leave(tx, member, name)
}

// consentNames are what members are asked about here.
var consentNames = []string{Email, WhatsApp, "phone"}

// leave takes what waits to go to a member by a channel off it.
func (s *Service) leave(tx *store.Tx, member int64, name string) error {
	waiting, err := store.WaitingFor(tx, member)
	if err != nil {
		return err
	}
	places, err := s.o.Library.Places(tx)
	if err != nil {
		return err
	}
	t := settling{s: s, tx: tx, now: s.moment(), places: places}
	for i := range waiting {
		m := &waiting[i]
		if consentName(m.Channel) != name || m.Kind == KindLetter {
			continue // a letter on paper is no call
		}
		if err := t.leave(m); err != nil {
			return err
		}
	}
	return nil
}

// leave gives what one waiting message had to tell to the next channel.
func (t *settling) leave(m *store.MessageRow) error {
	next, ok, err := t.next(m)
	if err != nil {
		return err
	}
	state := "withdrawn"
	if ok {
		state = "moved"
	}
	ended, err := store.EndWaiting(t.tx, m.ID, state, "", t.now)
	if err != nil || !ended {
		return err
	}
	if !ok {
		return store.SettleNotices(t.tx, m.ID, "withdrawn", t.now)
	}
	id, _, err := store.JoinMessage(t.tx, &next)
	if err != nil {
		return err
	}
	return store.MoveNotices(t.tx, m.ID, id)
}
