package library

import (
	"strconv"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// noticeHoldReady tells a member that a book they wait for stands ready.
const noticeHoldReady = "hold_ready"

// holdReadyKey is of one time that a hold stands ready: set aside anew, it is told anew.
func holdReadyKey(hold int64, since time.Time) string {
	return "hold_ready:" + strconv.FormatInt(hold, 10) + ":" + strconv.FormatInt(since.Unix(), 10)
}

// shelfUntil is the end of the last day on which a book that is set aside now is
// kept: so many open days of its branch from today.
func (p *policy) shelfUntil(b *branch, now time.Time) time.Time {
	today := circulation.DayOf(now, b.zone)
	last, err := b.calendar.AddOpenDays(today, p.shelfDays)
	if err != nil { // a branch that never opens again keeps it all the same
		last = today + circulation.Day(p.shelfDays)
	}
	return last.End(b.zone)
}

// capture sets a copy that is at hand aside for who has waited longest for it or
// for its title, but for one member (0: nobody), and queues a notice. nil where
// nobody waits or the copy cannot be lent.
func (w *deskwork) capture(c *store.CopyRow, but int64) (*HeldFor, error) {
	if !c.Awaited || c.HoldID != 0 || c.Status != string(circulation.ItemAvailable) {
		return nil, nil
	}
	next, found, err := store.FindNextHold(w.tx, c.TitleID, c.ID, but, w.now)
	if err != nil || !found {
		return nil, err
	}
	until := w.policy.shelfUntil(w.policy.branch(next.Pickup), w.now)
	if ok, err := store.ShelveHold(w.tx, next.ID, c.ID, next.Pickup, w.now, until); err != nil || !ok {
		return nil, err
	}
	c.HoldID, c.HoldMember, c.HoldPickup, c.ReadyAt, c.ShelfUntil = next.ID, next.MemberID, next.Pickup, w.now, until
	err = w.audit("hold.ready", "hold", next.ID, struct {
		Item  int64  `json:"item"`
		Until string `json:"until"`
	}{c.ID, until.UTC().Format(time.RFC3339)})
	if err != nil {
		return nil, err
	}
	err = store.QueueNotice(w.tx, store.NoticeRow{
		MemberID: next.MemberID, Kind: noticeHoldReady, DedupeKey: holdReadyKey(next.ID, w.now),
		Payload: `{"hold":` + strconv.FormatInt(next.ID, 10) + `}`, CreatedAt: w.now, NotBefore: w.now,
	})
	return w.policy.held(next.ID, Person{ID: next.MemberID, Name: next.Name, Card: next.Card}, next.Pickup, w.now, until), err
}

// putBack lets the hold that a copy is set aside for wait again, in its old
// place. Its notice is taken back where it was not sent yet.
func (w *deskwork) putBack(c *store.CopyRow, why string) error {
	if c.HoldID == 0 {
		return nil
	}
	if ok, err := store.UnshelveHold(w.tx, c.HoldID); err != nil || !ok {
		return err
	}
	if err := store.DropNotice(w.tx, holdReadyKey(c.HoldID, c.ReadyAt), w.now); err != nil {
		return err
	}
	err := w.audit("hold.put_back", "hold", c.HoldID, struct {
		Item int64  `json:"item"`
		Why  string `json:"why"`
	}{c.ID, why})
	c.HoldID, c.HoldMember, c.HoldPickup, c.ReadyAt, c.ShelfUntil = 0, 0, 0, time.Time{}, time.Time{}
	return err
}

// fill ends the hold of a member to whom a copy is lent, if they have one. Was
// another copy set aside for it, that one is free for who waits next.
func (w *deskwork) fill(c *store.CopyRow, member int64) (filled bool, err error) {
	if !c.Awaited {
		return false, nil
	}
	hold, assigned, found, err := store.OwnHold(w.tx, c.TitleID, c.ID, member, w.now)
	if err != nil || !found {
		return false, err
	}
	if ok, err := store.FillHold(w.tx, hold, c.ID, w.now); err != nil || !ok {
		return false, err
	}
	if c.HoldID == hold {
		c.HoldID, c.HoldMember = 0, 0
	}
	err = w.audit("hold.filled", "hold", hold, struct {
		Item int64 `json:"item"`
	}{c.ID})
	if err != nil || assigned == 0 || assigned == c.ID {
		return true, err
	}
	other, err := store.ReadCopy(w.tx, assigned)
	if err != nil {
		return true, err
	}
	if other.LoanID == 0 {
		_, err = w.capture(&other, member)
	}
	return true, err
}

// setCopyStatus puts a copy from one state into another. Where it is in a third
// one, that is a conflict.
func (w *deskwork) setCopyStatus(item int64, from, to circulation.ItemStatus, reason string) error {
	ok, err := store.SetCopyStatus(w.tx, item, string(from), string(to))
	if err != nil {
		return err
	}
	if !ok {
		return conflict(WhyItemChanged)
	}
	return w.audit("item.status_changed", "item", item, struct {
		From   circulation.ItemStatus `json:"from"`
		To     circulation.ItemStatus `json:"to"`
		Reason string                 `json:"reason,omitempty"`
	}{from, to, reason})
}
