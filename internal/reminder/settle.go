package reminder

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/config"
	"simpanbudi/internal/library"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/store"
)

// waits are between the tries of a message; after the last it has failed here.
var waits = [...]time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour}

// Settle books what became of a try. What failed for good goes to the member's
// next channel and at last to the hand list.
func (s *Service) Settle(ctx context.Context, out *Outgoing, r channel.Result) error {
	return s.db.Write(ctx, func(tx *store.Tx) error {
		places, err := s.o.Library.Places(tx)
		if err != nil {
			return err
		}
		now := s.moment()
		t := settling{s: s, tx: tx, now: now, places: places, out: out, r: r}
		if err := store.AddTry(tx, out.ID, now, string(r.Outcome), r.Words); err != nil {
			return err
		}
		switch {
		case r.Outcome == channel.Sent:
			return errors.Join(t.sent(), t.forget())
		case r.Outcome == channel.Never || out.Attempt > len(waits):
			return errors.Join(t.failed(), t.forget())
		}
		return t.later()
	})
}

type settling struct {
	s      *Service
	tx     *store.Tx
	now    time.Time
	places *library.Places
	out    *Outgoing
	r      channel.Result
}

func (t *settling) day() string { return circulation.DayOf(t.now, t.places.Site.Zone).String() }

// forget takes a code out of a message that is done: it is a secret of whom it went to.
func (t *settling) forget() error {
	if t.out.Kind != KindCode {
		return nil
	}
	return store.ForgetPayload(t.tx, t.out.ID)
}

func (t *settling) sent() error {
	ok, err := store.SettleMessage(t.tx, t.out.ID, t.out.Attempt, "sent", t.r.ID, t.r.Words, t.now)
	if err != nil || !ok {
		return err
	}
	if err := store.SettleNotices(t.tx, t.out.ID, "sent", t.now); err != nil {
		return err
	}
	return store.CountChannel(t.tx, t.out.Channel, t.day(), 1, 0, t.now)
}

// later tries again after a while that grows, a little sooner or later each time
// so that many do not come back at once, and never outside the window.
func (t *settling) later() error {
	wait := waits[t.out.Attempt-1]
	wait += time.Duration(rand.Int64N(int64(wait)/4 + 1))
	at := t.now.Add(max(wait, t.r.Wait))
	if t.out.Kind != KindCode {
		at = windowOf(t.places, t.out.Channel).Open(at)
	}
	_, err := store.RetryMessage(t.tx, t.out.ID, t.out.Attempt, at, t.r.Words, t.r.Outcome == channel.Unknown)
	return err
}

// failed gives what the message had to tell to the next channel.
func (t *settling) failed() error {
	m, found, err := store.Message(t.tx, t.out.ID)
	if err != nil || !found {
		return err
	}
	next, ok, err := t.next(&m)
	if err != nil {
		return err
	}
	state := "failed"
	if ok {
		state = "moved"
	}
	settled, err := store.SettleMessage(t.tx, m.ID, t.out.Attempt, state, t.r.ID, t.r.Words, t.now)
	if err != nil || !settled {
		return err
	}
	if err := store.CountChannel(t.tx, m.Channel, t.day(), 0, 1, t.now); err != nil {
		return err
	}
	if !ok {
		return store.SettleNotices(t.tx, m.ID, "failed", t.now)
	}
	id, _, err := store.JoinMessage(t.tx, &next)
	if err != nil {
		return err
	}
	return store.MoveNotices(t.tx, m.ID, id)
}

// next is the message on the channel after this one, for the same person.
func (t *settling) next(m *store.MessageRow) (next store.MessageRow, ok bool, err error) {
	if m.MemberID == 0 || m.Kind == KindCode || m.Channel == Hand {
		return next, false, nil
	}
	to, err := t.s.person(t.tx, m.MemberID)
	if err != nil {
		return next, false, err
	}
	r := t.s.reachOf(t.places)
	r.order = config.Words(m.Others)
	w, ok := r.of(m.Kind).choose(to, "")
	if !ok {
		return next, false, nil
	}
	return store.MessageRow{Kind: m.Kind, Run: m.Run, MemberID: m.MemberID, Channel: w.channel, Others: strings.Join(w.others, ","),
		Address: w.address, Language: m.Language, Payload: m.Payload, CreatedAt: t.now,
		NotBefore: windowOf(t.places, w.channel).Open(t.now), MovedFrom: m.ID}, true, nil
}

// person is a member as they are reached; one who is gone has no address at all.
func (s *Service) person(q store.Queryer, member int64) (person, error) {
	contact, found, err := store.Contact(q, member)
	if err != nil || !found {
		return person{id: member}, err
	}
	consents, err := store.ConsentsOf(q, []int64{member})
	if err != nil {
		return person{}, err
	}
	said := map[int64]map[string]bool{member: {}}
	for _, c := range consents {
		said[member][c.Channel] = c.Given
	}
	return addressee(&store.CandidateRow{Contact: contact}, said), nil
}

// Reclaim puts messages back whose sender has died, and returns how many: each of
// them may have gone out already.
func (s *Service) Reclaim(ctx context.Context) (n int64, err error) {
	err = s.db.Write(ctx, func(tx *store.Tx) error {
		n, err = store.ReclaimMessages(tx, s.moment())
		return err
	})
	return n, err
}
