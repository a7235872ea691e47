package reminder

import (
	"time"

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
