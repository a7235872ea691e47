package reminder

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/phone"
	"simpanbudi/internal/store"
)

// Hows are the ways in which what is on the hand list is told.
var Hows = [...]string{"whatsapp", "phone", "visit", "letter", "email"}

// HandItem is a message that staff are to tell by hand.
type HandItem struct {
	ID     int64
	Kind   string
	Member int64
	Name   string
	Card   string
	Phone  string // as it is on file; "" for none
	Chat   bool   // a chat can be opened with it
	Email  string
	Since  time.Time // in the library's zone
	Text   Text      // as it is now, without a link to renew
}

// HandKey is where a page of the hand list goes on.
type HandKey struct {
	At time.Time
	ID int64
}

// HandList returns what is to be told by hand, what waits longest first, and where
// the list goes on; nil where it ends.
func (s *Service) HandList(ctx context.Context, after HandKey, limit int) (list []HandItem, next *HandKey, err error) {
	var outs []Outgoing
	err = s.db.Read(ctx, func(q store.Queryer) error {
		places, err := s.o.Library.Places(q)
		if err != nil {
			return err
		}
		rows, err := store.HandList(q, after.At, after.ID, limit+1)
		if err != nil {
			return err
		}
		if len(rows) > limit {
			rows = rows[:limit]
			next = &HandKey{rows[limit-1].NotBefore, rows[limit-1].ID}
		}
		c := claiming{s: s, q: q, now: s.moment(), places: places, channel: Hand}
		for i := range rows {
			item, out, ok, err := c.handItem(&rows[i])
			if err != nil {
				return err
			}
			if ok {
				list, outs = append(list, item), append(outs, out)
			}
		}
		return nil
	})
	for i := range outs {
		if err != nil {
			break
		}
		list[i].Text, err = s.handText(ctx, &outs[i])
	}
	return list, next, err
}

// handItem is one message of the list; ok is false where it has nothing to tell.
func (c *claiming) handItem(m *store.MessageRow) (item HandItem, out Outgoing, ok bool, err error) {
	if out, ok, err = c.says(m); err != nil || !ok || m.MemberID == 0 {
		return item, out, false, err
	}
	who, err := store.ReadPerson(c.q, m.MemberID)
	if err != nil {
		return item, out, false, err
	}
	contact, found, err := store.Contact(c.q, m.MemberID)
	if err != nil || !found {
		return item, out, false, err
	}
	return HandItem{ID: m.ID, Kind: m.Kind, Member: m.MemberID, Name: who.Name, Card: who.Card, Phone: contact.Phone,
		Chat: phone.E164(contact.Phone) != "", Email: mailAddress(contact.Email), Since: m.CreatedAt.In(c.places.Site.Zone)}, out, true, nil
}

func (s *Service) handText(ctx context.Context, out *Outgoing) (Text, error) {
	m, err := s.Message(ctx, out)
	if err != nil {
		return Text{}, err
	}
	return Text{Subject: m.Subject, Body: m.Body, Link: m.Link}, nil
}

// HandChat returns the address of a chat with the text of a message in it, with a
// fresh link to renew. fault.NotFound where there is nothing to tell any more, or
// nobody has that number.
func (s *Service) HandChat(ctx context.Context, id int64) (string, error) {
	var out Outgoing
	number := ""
	err := s.db.Write(ctx, func(tx *store.Tx) error {
		places, err := s.o.Library.Places(tx)
		if err != nil {
			return err
		}
		m, found, err := store.Message(tx, id)
		if err != nil || !found || m.Channel != Hand || m.State != "waiting" {
			return orElse(err, errNothing)
		}
		c := claiming{s: s, tx: tx, q: tx, now: s.moment(), places: places, channel: Hand}
		item, says, ok, err := c.handItem(&m)
		out, number = says, phone.WhatsApp(item.Phone)
		if err == nil && (!ok || number == "") {
			err = errNothing
		}
		return err
	})
	if err != nil {
		return "", err
	}
	text, err := s.handText(ctx, &out)
	if err != nil {
		return "", err
	}
	return "https://wa.me/" + number + "?text=" + strings.ReplaceAll(url.QueryEscape(text.Body), "+", "%20"), nil
}

var errNothing = fault.New(fault.NotFound, "there is nothing to tell any more")

// HandDone ticks a message of the hand list. Ticking it twice is one tick; one that
// is gone meanwhile is fault.Conflict, a way that is none fault.Invalid.
func (s *Service) HandDone(ctx context.Context, by library.Clerk, id int64, how string) error {
	if !slices.Contains(Hows[:], how) {
		return fault.New(fault.Invalid, "choose how the member was told").With("field", "how")
	}
	return s.db.Write(ctx, func(tx *store.Tx) error {
		now := s.moment()
		done, err := store.HandDone(tx, id, by.Staff, how, now)
		if err != nil {
			return err
		}
		if !done {
			return handGone(tx, id)
		}
		if err := store.AddTry(tx, id, now, "sent", how); err != nil {
			return err
		}
		if err := store.SettleNotices(tx, id, "sent", now); err != nil {
			return err
		}
		if err := s.countHand(tx, 1, now); err != nil {
			return err
		}
		if err := noteCalls(tx, id, store.CallRow{At: now, Channel: how, StaffID: by.Staff}, store.NoteCall); err != nil {
			return err
		}
		return audit(tx, by, now, "message.told", "message", id, map[string]any{"how": how})
	})
}

// noteCalls does something with the call that a tick stands for, for each member
// whose loans were told of: so that nobody calls them once more. An e-mail is no call.
func noteCalls(tx *store.Tx, message int64, call store.CallRow, note func(*store.Tx, store.CallRow) error) error {
	if !slices.Contains(library.CallChannels[:], call.Channel) {
		return nil
	}
	members, err := store.ToldMembers(tx, message, "sent")
	for _, member := range members {
		if err == nil {
			call.MemberID = member
			err = note(tx, call)
		}
	}
	return err
}

// handGone says why a message cannot be ticked.
func handGone(q store.Queryer, id int64) error {
	m, found, err := store.Message(q, id)
	switch {
	case err != nil:
		return err
	case !found || m.Channel != Hand:
		return fault.New(fault.NotFound, "there is no such message")
	case m.State == "sent":
		return nil
	}
	return fault.New(fault.Conflict, "there is nothing to tell any more")
}

func (s *Service) countHand(tx *store.Tx, n int, now time.Time) error {
	places, err := s.o.Library.Places(tx)
	if err != nil {
		return err
	}
	return store.CountChannel(tx, Hand, circulation.DayOf(now, places.Site.Zone).String(), n, 0, now)
}

// UndoFor is how long a tick of the hand list can be taken back.
const UndoFor = 24 * time.Hour

// HandUndo takes a tick back, so that the message is to be told again.
// fault.Conflict where that is too late.
func (s *Service) HandUndo(ctx context.Context, by library.Clerk, id int64) error {
	return s.db.Write(ctx, func(tx *store.Tx) error {
		now := s.moment()
		twin, err := store.OpenTwin(tx, id)
		if err != nil {
			return err
		}
		if twin != 0 { // the same day has another for this member: it tells both
			return fault.New(fault.Conflict, "a newer message waits for this member")
		}
		tick, ticked, err := store.HandTick(tx, id)
		if err != nil {
			return err
		}
		back, err := store.HandAgain(tx, id, now.Add(-UndoFor))
		if err != nil {
			return err
		}
		if !back || !ticked {
			return fault.New(fault.Conflict, "it is too late to take this back")
		}
		undo := func(tx *store.Tx, call store.CallRow) error { return store.UndoNotedCall(tx, call, now) }
		if err := noteCalls(tx, id, store.CallRow{At: tick.At, Channel: tick.How, StaffID: tick.StaffID}, undo); err != nil {
			return err
		}
		if err := store.NoticesAgain(tx, id, "sent"); err != nil {
			return err
		}
		if err := s.countHand(tx, -1, now); err != nil {
			return err
		}
		return audit(tx, by, now, "message.told_undone", "message", id, nil)
	})
}

// Ticked is what was told by hand of late.
type Ticked struct {
	ID     int64
	Member int64
	Name   string
	How    string
	Staff  string
	At     time.Time // in the library's zone
}

// HandTicked returns what was ticked within UndoFor, the newest first.
func (s *Service) HandTicked(ctx context.Context, limit int) (list []Ticked, err error) {
	err = s.db.Read(ctx, func(q store.Queryer) error {
		places, err := s.o.Library.Places(q)
		if err != nil {
			return err
		}
		rows, err := store.HandTicked(q, s.moment().Add(-UndoFor), limit)
		for i := range rows {
			r := &rows[i]
			list = append(list, Ticked{r.ID, r.MemberID, r.Name, r.Words, r.Staff, r.Settled.In(places.Site.Zone)})
		}
		return err
	})
	return list, err
}

// tidyHand takes away what is on the hand list and true no more: nobody claims it.
func (s *Service) tidyHand(ctx context.Context) error {
	var stale, empty []int64
	look := func(q store.Queryer) (err error) {
		if stale, err = store.StaleHand(q, effectBatch); err == nil {
			empty, err = store.EmptyHand(q, effectBatch)
		}
		return err
	}
	if err := s.db.Read(ctx, look); err != nil || len(stale)+len(empty) == 0 {
		return err
	}
	return s.db.Write(ctx, func(tx *store.Tx) (err error) {
		now := s.moment()
		if stale, err = store.StaleHand(tx, effectBatch); err != nil {
			return err
		}
		for _, id := range stale {
			if err := store.SettleNotice(tx, id, "withdrawn", now); err != nil {
				return err
			}
		}
		if empty, err = store.EmptyHand(tx, effectBatch); err != nil {
			return err
		}
		for _, id := range empty {
			if _, err := store.WithdrawMessage(tx, id, "", now); err != nil {
				return err
			}
		}
		return nil
	})
}
