package reminder

import (
	"context"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// Why a message cannot be sent again or taken back, as the argument "why" of the
// conflict says.
const (
	AgainNothing  = "nothing"  // there is nothing to tell any more
	AgainDeclined = "declined" // the member wants no more of it
	AgainOnItsWay = "on_its_way"
)

func conflict(why string) error {
	return fault.New(fault.Conflict, "look at the message as it is now").With("why", why)
}

// Resend tells once more what a message has told, or could not deliver: by a fresh
// message, to the address that is on file now, by the channels the member has not
// declined, within the sending window, and only what is still so. Asking twice is
// asking once; fault.NotFound where there is none, fault.Conflict where that cannot be.
func (s *Service) Resend(ctx context.Context, by library.Clerk, id int64) error {
	return s.db.Write(ctx, func(tx *store.Tx) error {
		m, found, err := store.Message(tx, id)
		if err != nil || !found {
			return orElse(err, fault.New(fault.NotFound, "there is no such message"))
		}
		twin, err := store.ReplacedBy(tx, id)
		if err != nil || twin != 0 || m.State == "moved" {
			return err
		}
		switch {
		case m.State == "waiting" || m.State == "sending":
			return conflict(AgainOnItsWay)
		case m.Kind == KindCode || m.Kind == KindTest || m.MemberID == 0 || m.State == "withdrawn":
			return conflict(AgainNothing) // whoever wants a code asks for a new one
		}
		t := settling{s: s, tx: tx, now: s.moment()}
		if t.places, err = s.o.Library.Places(tx); err != nil {
			return err
		}
		next, err := t.again(&m)
		if err != nil {
			return err
		}
		return audit(tx, by, t.now, "message.resent", "message", id, map[string]any{"now": next})
	})
}

// again makes the fresh message and returns its id.
func (t *settling) again(m *store.MessageRow) (int64, error) {
	to, err := t.s.person(t.tx, m.MemberID)
	if err != nil {
		return 0, err
	}
	r := t.s.reachOf(t.places)
	w, ok := r.of(m.Kind).choose(to, "")
	if m.Kind == KindLetter {
		w, ok = way{Hand, to.address(Hand), nil}, mayLetter(to)
	}
	if !ok {
		return 0, conflict(AgainDeclined)
	}
	run := circulation.DayOf(t.now, t.places.Site.Zone).String()
	if strings.HasPrefix(m.Run, "effect-") {
		run = m.Run // a message of its own, as before
	}
	next := store.MessageRow{Kind: m.Kind, Run: run, MemberID: m.MemberID, Channel: w.channel, Others: strings.Join(w.others, ","),
		Address: w.address, Language: m.Language, Payload: m.Payload, CreatedAt: t.now, NotBefore: windowOf(t.places, w.channel).Open(t.now), MovedFrom: m.ID}
	if next.ID, _, err = store.JoinMessage(t.tx, &next); err != nil {
		return 0, err
	}
	if err := store.RetellNotices(t.tx, m.ID, next.ID); err != nil {
		return 0, err
	}
	look := claiming{s: t.s, q: t.tx, now: t.now, places: t.places, channel: w.channel}
	if _, says, err := look.says(&next); err != nil || !says {
		return 0, orElse(err, conflict(AgainNothing))
	}
	return next.ID, store.ReplaceFailed(t.tx, m.ID)
}

// Withdraw takes back a message that waits, with what it had to tell: that is not
// told again, but for a later step. One that has failed is taken off the list of
// those, as staff have seen to it. Asking twice is asking once; fault.NotFound where
// there is none, fault.Conflict where it has gone out.
func (s *Service) Withdraw(ctx context.Context, by library.Clerk, id int64) error {
	return s.db.Write(ctx, func(tx *store.Tx) error {
		m, found, err := store.Message(tx, id)
		if err != nil || !found {
			return orElse(err, fault.New(fault.NotFound, "there is no such message"))
		}
		if m.State == "withdrawn" {
			return nil
		}
		now := s.moment()
		if m.State == "failed" {
			if err := store.SettleFailed(tx, id); err != nil {
				return err
			}
			return audit(tx, by, now, "message.seen_to", "message", id, nil)
		}
		done, err := store.WithdrawMessage(tx, id, "", now)
		if err != nil {
			return err
		}
		if !done {
			return conflict(AgainOnItsWay)
		}
		if err := store.SettleNotices(tx, id, "withdrawn", now); err != nil {
			return err
		}
		return audit(tx, by, now, "message.withdrawn", "message", id, nil)
	})
}
