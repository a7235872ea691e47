package reminder

import (
	"strings"
	"time"

	"simpanbudi/internal/config"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// recheck looks once more at whom a message is to, in the transaction that claims
// it; ended where it is not to go out as it is.
func (c *claiming) recheck(m *store.MessageRow) (ended bool, err error) {
	switch m.Kind {
	case KindTest:
		return false, nil
	case KindCode:
		if c.now.Before(m.CreatedAt.Add(identity.ContactCodeLife)) {
			return false, nil
		}
		if err := store.ForgetPayload(c.tx, m.ID); err != nil {
			return false, err
		}
		return store.WithdrawMessage(c.tx, m.ID, "", c.now) // nobody waits for it any more
	case KindReminder, KindLetter:
		if err := c.gather(m); err != nil {
			return false, err
		}
		return c.readers(m)
	}
	to, err := c.s.person(c.tx, m.MemberID)
	if err != nil || to.said == nil { // of somebody who is gone there is nothing to say
		return false, err
	}
	address := to.address(m.Channel)
	switch {
	case address == "" || !c.s.reachOf(c.places).may(to, m.Channel):
		t := settling{s: c.s, tx: c.tx, now: c.now, places: c.places}
		return true, t.leave(m)
	case address != m.Address:
		return true, redirect(c.tx, *m, address, c.now)
	}
	return false, nil
}

// gather puts everything that waits for an address into the one message that is on
// its way: what was being sent while a newer day was planned, or came from another
// channel, is no second message.
func (c *claiming) gather(m *store.MessageRow) error {
	twins, err := store.TwinMessages(c.tx, m)
	for _, twin := range twins {
		if err == nil {
			err = store.MergeMessage(c.tx, twin, m.ID, c.now)
		}
	}
	return err
}

// readers looks at each of those whose loans a message tells: who has declined or
// moved since, or has another guardian, is told elsewhere, and a family that shared
// an address is told by it of those who still do.
func (c *claiming) readers(m *store.MessageRow) (ended bool, err error) {
	notices, err := store.WaitingNotices(c.tx, m.ID)
	if err != nil || len(notices) == 0 {
		return false, err
	}
	var members []int64
	for i := range notices {
		members = append(members, notices[i].MemberID)
	}
	rows, err := store.Addressees(c.tx, members)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	said, err := lastWords(c.tx, rows)
	if err != nil {
		return false, err
	}
	stays, reach := int64(0), c.s.reachOf(c.places)
	for i := range rows {
		to := addressee(&rows[i], said)
		if to.address(m.Channel) != m.Address || !reach.may(to, m.Channel) {
			if err := c.elsewhere(m, rows[i].MemberID, to, reach); err != nil {
				return false, err
			}
		} else if stays == 0 || to.id == m.MemberID {
			stays = to.id
		}
	}
	switch {
	case stays == 0:
		return store.EndWaiting(c.tx, m.ID, "moved", "", c.now)
	case stays != m.MemberID:
		m.MemberID = stays
		return false, store.OwnMessage(c.tx, m.ID, stays)
	}
	return false, nil
}

// elsewhere gives what a message had to tell of one member's loans to another: to
// their new address, or by their next channel.
func (c *claiming) elsewhere(m *store.MessageRow, member int64, to person, r reach) error {
	w, ok := way{m.Channel, to.address(m.Channel), config.Words(m.Others)}, true
	if w.address == "" || !r.may(to, m.Channel) {
		r.order = w.others
		w, ok = r.choose(to, "")
	}
	if !ok {
		return store.SettleNoticesOf(c.tx, m.ID, member, "withdrawn", c.now)
	}
	next := store.MessageRow{Kind: m.Kind, Run: m.Run, MemberID: to.id, Channel: w.channel, Others: strings.Join(w.others, ","), Address: w.address,
		Language: to.language, CreatedAt: c.now, NotBefore: windowOf(c.places, w.channel).Open(c.now), MovedFrom: m.ID}
	id, _, err := store.JoinMessage(c.tx, &next)
	if err != nil {
		return err
	}
	return store.MoveNoticesOf(c.tx, m.ID, member, id)
}

// redirect lets a waiting message go to another address of the same member.
func redirect(tx *store.Tx, m store.MessageRow, address string, now time.Time) error {
	old := m.ID
	if _, err := store.EndWaiting(tx, old, "moved", "", now); err != nil {
		return err
	}
	m.Address, m.CreatedAt, m.MovedFrom = address, now, old
	id, _, err := store.JoinMessage(tx, &m)
	if err != nil {
		return err
	}
	return store.MoveNotices(tx, old, id)
}
