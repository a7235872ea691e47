package reminder

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// effectBatch is how many effects are taken up in one write.
const effectBatch = 200

// doorAuto is the door of what was renewed by itself: the one renewal that a member
// has to be told of, as they have not seen it.
const doorAuto = "auto"

// effect is what a row of notices says.
type effect struct {
	Hold    int64  `json:"hold,omitempty"`    // of hold_ready
	Receipt string `json:"receipt,omitempty"` // of renewed
}

// queueEffects makes messages of what other use cases have left to be told: a book
// that waits on the shelf, loans that were renewed by themselves. What a member has
// done with their own hands is on their receipt, and is not told again.
func (s *Service) queueEffects(ctx context.Context) error {
	for {
		n := 0
		err := s.db.Write(ctx, func(tx *store.Tx) error {
			now := s.moment()
			rows, err := store.Effects(tx, now, effectBatch)
			if err != nil || len(rows) == 0 {
				return err
			}
			n = len(rows)
			places, err := s.o.Library.Places(tx)
			if err != nil {
				return err
			}
			q := queueing{s: s, tx: tx, now: now, places: places}
			for i := range rows {
				if err := q.queue(&rows[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || n < effectBatch {
			return err
		}
	}
}

// effectRun is in the place of a day: an effect is told once, whenever.
func effectRun(id int64) string { return "effect-" + strconv.FormatInt(id, 10) }

type queueing struct {
	s      *Service
	tx     *store.Tx
	now    time.Time
	places *library.Places
}

// queue makes the message of one effect, or drops it.
func (q *queueing) queue(e *store.EffectRow) error {
	var what effect
	if err := json.Unmarshal([]byte(e.Payload), &what); err != nil {
		return store.SettleEffect(q.tx, e.ID, "dropped", q.now)
	}
	kind := ""
	switch {
	case e.Kind == KindHoldReady && what.Hold != 0:
		kind = KindHoldReady
	case e.Kind == "renewed" && what.Receipt != "":
		_, door, found, err := store.ReceiptDoor(q.tx, what.Receipt)
		if err != nil {
			return err
		}
		if found && door == doorAuto {
			kind = KindAutoRenewed
		}
	}
	if kind == "" {
		return store.SettleEffect(q.tx, e.ID, "dropped", q.now)
	}
	to, err := q.to(e.MemberID)
	if err != nil {
		return err
	}
	w, ok := q.s.reachOf(q.places).of(kind).choose(to, "")
	if !ok {
		return store.SettleEffect(q.tx, e.ID, "dropped", q.now)
	}
	// Each is a message of its own: two books on the shelf have two days of their own.
	_, err = store.AddMessage(q.tx, &store.MessageRow{Kind: kind, Run: effectRun(e.ID), MemberID: to.id, Channel: w.channel,
		Others: strings.Join(w.others, ","), Address: w.address, Language: to.language, Payload: e.Payload, CreatedAt: q.now,
		NotBefore: windowOf(q.places, w.channel).Open(q.now)})
	if err != nil {
		return err
	}
	return store.SettleEffect(q.tx, e.ID, "sent", q.now)
}

// to is who is told what concerns a member: the guardian of a child.
func (q *queueing) to(member int64) (person, error) {
	rows, err := store.Addressees(q.tx, []int64{member})
	if err != nil || len(rows) == 0 {
		return person{id: member}, err
	}
	said, err := lastWords(q.tx, rows)
	return addressee(&rows[0], said), err
}

// effect is what a message of an effect says now; false where it is not so any more.
func (c *claiming) effect(m *store.MessageRow, out *Outgoing) (ok bool, err error) {
	var what effect
	if err := json.Unmarshal([]byte(m.Payload), &what); err != nil {
		return false, nil
	}
	if m.Kind == KindHoldReady {
		h, found, err := store.FindReadyHold(c.q, what.Hold)
		if err != nil || !found || h.Until.Before(c.now) {
			return false, err
		}
		zone, _ := c.places.Branch(h.BranchID)
		out.Hold = &HoldReady{FirstName: firstName(h.Name), Title: h.Title, Until: h.Until.In(zone), Place: c.places.At(h.BranchID)}
		return true, nil
	}
	out.Digest, err = c.autoRenewed(what.Receipt)
	return out.Digest != nil, err
}

// autoRenewed tells of the loans of a receipt that are still out.
func (c *claiming) autoRenewed(ref string) (*Digest, error) {
	id, _, found, err := store.ReceiptDoor(c.q, ref)
	if err != nil || !found {
		return nil, err
	}
	due, member, err := store.RenewedLoans(c.q, id)
	if err != nil || len(due) == 0 {
		return nil, err
	}
	my, err := c.s.o.Library.LoansIn(c.q, member, c.now)
	if fault.CodeOf(err) == fault.NotFound {
		return nil, nil // erased
	}
	if err != nil {
		return nil, err
	}
	d := &Digest{Library: c.places.Site.LibraryName, Contact: c.places.Site.Contact, Now: c.now.In(c.places.Site.Zone)}
	for i := range my.Loans {
		loan := &my.Loans[i]
		if at, ok := due[loan.Ref.ID]; ok && at.Equal(loan.DueAt) {
			p := d.person(member, my.Member.Name)
			p.Loans = append(p.Loans, Told{Loan: *loan, Renewal: renewalOf(loan)})
		}
	}
	if len(d.People) == 0 {
		return nil, nil
	}
	return d, nil
}

// HoldReady is a book that stands on the shelf for a member.
type HoldReady struct {
	FirstName string
	Title     string
	Until     time.Time // in the zone of its branch
	Place     string    // where it is fetched
}

// day is until when, as a day in words is told.
func (h *HoldReady) day() circulation.Day { return circulation.DayOf(h.Until, h.Until.Location()) }
