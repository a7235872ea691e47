package store

import "time"

const (
	// Those who wait for this copy or for any of the title, without a copy yet. The
	// repeated list of states lets SQLite use the partial index.
	waitForThis = `from holds h where h.title_id = ? and h.status in ('waiting', 'ready') and h.status = 'waiting'
  and h.assigned_item_id is null and (h.item_id is null or h.item_id = ?) and h.member_id <> ? and (h.expires_at is null or h.expires_at > ?)`
	countWaitingSQL = `select count(*) ` + waitForThis
	nextHoldSQL     = `select w.id, w.member_id, m.name, m.card, coalesce(w.pickup_branch_id, m.branch_id)
from (select h.id, h.member_id, h.placed_at, h.pickup_branch_id ` + waitForThis + `) w join members m on m.id = w.member_id
where m.erased_at is null order by w.placed_at, w.id limit 1`
)

// CountWaiting counts who waits for a copy or its title without a copy yet,
// leaving out one member (0: nobody) and holds that have expired at now.
func CountWaiting(q Queryer, title, item, but int64, now time.Time) (n int, err error) {
	err = q.QueryRow(countWaitingSQL, title, item, but, now.Unix()).Scan(&n)
	return n, err
}

// NextHold is who has waited longest.
type NextHold struct {
	ID, MemberID int64
	Name, Card   string
	Pickup       int64 // the branch where it is fetched
}

// FindNextHold returns who has waited longest for a copy or its title, leaving
// out one member (0: nobody).
func FindNextHold(q Queryer, title, item, but int64, now time.Time) (h NextHold, found bool, err error) {
	err = q.QueryRow(nextHoldSQL, title, item, but, now.Unix()).Scan(&h.ID, &h.MemberID, &h.Name, &h.Card, &h.Pickup)
	return foundRow(h, err)
}

const shelveHoldSQL = `update holds set status = 'ready', assigned_item_id = ?, ready_at = ?, shelf_until = ?, pickup_branch_id = ?
where id = ? and status = 'waiting'`

// ShelveHold sets a copy aside for a hold that waits, to be fetched at a branch,
// and reports whether it did wait.
func ShelveHold(tx *Tx, id, item, pickup int64, at, until time.Time) (bool, error) {
	return changedOne(tx.Exec(shelveHoldSQL, item, at.Unix(), until.Unix(), pickup, id))
}

const unshelveHoldSQL = `update holds set status = 'waiting', assigned_item_id = null, ready_at = null, shelf_until = null
where id = ? and status = 'ready'`

// UnshelveHold lets a hold that stands ready wait again in its old place, and
// reports whether it was ready.
func UnshelveHold(tx *Tx, id int64) (bool, error) { return changedOne(tx.Exec(unshelveHoldSQL, id)) }

const ownHoldSQL = `select h.id, coalesce(h.assigned_item_id, 0) from holds h
where h.title_id = ? and h.status in ('waiting', 'ready') and h.member_id = ? and (h.item_id is null or h.item_id = ?)
  and (h.assigned_item_id is not null or h.expires_at is null or h.expires_at > ?)
order by h.assigned_item_id = ? desc, h.placed_at, h.id limit 1`

// OwnHold returns a member's own hold that lending them this copy fills: the one
// it is set aside for before one that waits. assigned is the copy set aside.
func OwnHold(q Queryer, title, item, member int64, now time.Time) (id, assigned int64, found bool, err error) {
	row := struct{ id, assigned int64 }{}
	err = q.QueryRow(ownHoldSQL, title, member, item, now.Unix(), item).Scan(&row.id, &row.assigned)
	row, found, err = foundRow(row, err)
	return row.id, row.assigned, found, err
}

const fillHoldSQL = `update holds set status = 'filled', assigned_item_id = ?, closed_at = ? where id = ? and status in ('waiting', 'ready')`

// FillHold ends a hold with the copy that was lent for it, and reports whether
// it still stood.
func FillHold(tx *Tx, id, item int64, at time.Time) (bool, error) {
	return changedOne(tx.Exec(fillHoldSQL, item, at.Unix(), id))
}

const holdStatusSQL = `select status from holds where id = ?`

// HoldStatus returns the state of a hold.
func HoldStatus(q Queryer, id int64) (status string, err error) {
	err = q.QueryRow(holdStatusSQL, id).Scan(&status)
	return status, err
}

const dropNoticeSQL = `update notices set state = 'dropped', settled_at = ? where dedupe_key = ? and state = 'waiting'`

// DropNotice takes a notice back that has not been sent yet.
func DropNotice(tx *Tx, key string, at time.Time) error {
	_, err := tx.Exec(dropNoticeSQL, at.Unix(), key)
	return err
}
