package store

import "time"

// HoldShown is a hold as lists show it.
type HoldShown struct {
	ID, TitleID, MemberID int64
	ItemID                int64 // the very copy that is waited for; 0: any of the title
	Status                string
	PlacedAt              time.Time
	ReadyAt, ShelfUntil   time.Time // zero where it does not stand ready
	Title, Author         string
	Name, Card            string
	CopyID                int64 // set aside, or waited for; 0: none
	Barcode, CallNumber   string
	BranchID              int64
	Pickup                int64 // the branch where it is fetched
	Place, Of             int   // in the queue of the title, counted from 1; 0 where it stands ready
}

// Whoever stands ready has left the queue; whose hold has expired counts no more.
const (
	inQueue = `from holds w where w.title_id = h.title_id and w.status in ('waiting', 'ready') and w.status = 'waiting'
    and (w.expires_at is null or w.expires_at > ?1)`
	holdColumns = `select h.id, h.title_id, h.member_id, coalesce(h.item_id, 0), h.status, h.placed_at, coalesce(h.ready_at, 0), coalesce(h.shelf_until, 0),
       t.title, t.author, m.name, m.card, coalesce(c.id, 0), coalesce(c.barcode, ''), coalesce(c.call_number, ''), coalesce(c.branch_id, 0), coalesce(h.pickup_branch_id, m.branch_id),
       case h.status when 'waiting' then (select count(*) ` + inQueue + ` and (w.placed_at, w.id) <= (h.placed_at, h.id)) else 0 end,
       case h.status when 'waiting' then (select count(*) ` + inQueue + `) else 0 end
from holds h join titles t on t.id = h.title_id join members m on m.id = h.member_id
left join items c on c.id = coalesce(h.assigned_item_id, h.item_id)
`
	// Those that are fetched at a branch, 0 for all.
	atPickup   = ` and (?4 = 0 or coalesce(h.pickup_branch_id, m.branch_id) = ?4) `
	stillWaits = ` and (h.status = 'ready' or h.expires_at is null or h.expires_at > ?1) `

	queueSQL       = holdColumns + `where h.title_id = ?2 and h.status in ('waiting', 'ready')` + stillWaits + `order by h.status, h.placed_at, h.id`
	memberHoldsSQL = holdColumns + `where h.member_id = ?2 and h.status in ('waiting', 'ready')` + stillWaits + `order by h.status, h.placed_at, h.id`
	shelfSQL       = holdColumns + `where h.status = 'ready' and h.shelf_until >= ?2` + atPickup + `order by h.shelf_until limit ?3`
	holdShownSQL   = holdColumns + `where h.id = ?2`

	// Holds that end by themselves are told for some days: their books may still stand on the shelf.
	endedSQL = holdColumns + `where h.status = 'expired' and h.closed_at >= ?2` + atPickup + `order by h.closed_at desc limit ?3`

	fetchSQL = holdColumns + `where h.status = 'waiting' and h.assigned_item_id is null and h.placed_at >= ?2` + stillWaits + `
  and exists (select 1 from items f where f.title_id = h.title_id and f.status = 'available' and (h.item_id is null or f.id = h.item_id) and (?4 = 0 or f.branch_id = ?4)
    and not exists (select 1 from loans o where o.item_id = f.id and o.closed_at is null)
    and not exists (select 1 from holds k where k.assigned_item_id = f.id and k.status in ('waiting', 'ready')))
order by h.placed_at limit ?3`
)

// QueueOf returns who waits for a title, those for whom a copy stands ready first.
func QueueOf(q Queryer, title int64, now time.Time) ([]HoldShown, error) {
	return readHolds(q, queueSQL, now.Unix(), title)
}

// MemberHolds returns what a member waits for, what stands ready first.
func MemberHolds(q Queryer, member int64, now time.Time) ([]HoldShown, error) {
	return readHolds(q, memberHoldsSQL, now.Unix(), member)
}

// ReadyHolds returns holds whose book is fetched at a branch, 0 for all, and stands
// ready until from at least, by the end of their time.
func ReadyHolds(q Queryer, branch int64, now, from time.Time, limit int) ([]HoldShown, error) {
	return readHolds(q, shelfSQL, now.Unix(), from.Unix(), limit, branch)
}

// EndedHolds returns holds that were not fetched in time since at a branch, 0 for
// all, the latest first.
func EndedHolds(q Queryer, branch int64, now, since time.Time, limit int) ([]HoldShown, error) {
	return readHolds(q, endedSQL, now.Unix(), since.Unix(), limit, branch)
}

// HoldsToFetch returns holds that wait although a copy is free at a branch, 0 for
// any, the oldest first.
func HoldsToFetch(q Queryer, branch int64, now, from time.Time, limit int) ([]HoldShown, error) {
	return readHolds(q, fetchSQL, now.Unix(), from.Unix(), limit, branch)
}

// ReadHold returns a hold; found is false where there is none.
func ReadHold(q Queryer, id int64, now time.Time) (h HoldShown, found bool, err error) {
	list, err := readHolds(q, holdShownSQL, now.Unix(), id)
	if err != nil || len(list) == 0 {
		return h, false, err
	}
	return list[0], true, nil
}

func readHolds(q Queryer, query string, args ...any) ([]HoldShown, error) {
	var list []HoldShown
	err := eachRow(q, func(scan func(...any) error) error {
		var h HoldShown
		var placed, ready, until int64
		err := scan(&h.ID, &h.TitleID, &h.MemberID, &h.ItemID, &h.Status, &placed, &ready, &until, &h.Title, &h.Author, &h.Name, &h.Card,
			&h.CopyID, &h.Barcode, &h.CallNumber, &h.BranchID, &h.Pickup, &h.Place, &h.Of)
		h.PlacedAt, h.ReadyAt, h.ShelfUntil = instant(placed), instant(ready), instant(until)
		list = append(list, h)
		return err
	}, query, args...)
	return list, err
}

const freeCopiesOfSQL = `select c.id, c.barcode, c.call_number, c.branch_id from items c where c.title_id = ? and c.status = 'available'
  and not exists (select 1 from loans o where o.item_id = c.id and o.closed_at is null)
  and not exists (select 1 from holds k where k.assigned_item_id = c.id and k.status in ('waiting', 'ready'))
order by c.branch_id, c.id`

// FreeCopy is a copy that can be taken from the shelf.
type FreeCopy struct {
	ID                  int64
	Barcode, CallNumber string
	BranchID            int64
}

// FreeCopiesOf returns the copies of a title that are available, not lent and not
// held for anyone.
func FreeCopiesOf(q Queryer, title int64) ([]FreeCopy, error) {
	var list []FreeCopy
	err := eachRow(q, func(scan func(...any) error) error {
		var c FreeCopy
		err := scan(&c.ID, &c.Barcode, &c.CallNumber, &c.BranchID)
		list = append(list, c)
		return err
	}, freeCopiesOfSQL, title)
	return list, err
}

const overShelfSQL = `select id from holds where status = 'ready' and shelf_until < ? order by shelf_until limit ?`

// OverShelf returns holds whose book was not fetched in time.
func OverShelf(q Queryer, now time.Time, limit int) ([]int64, error) {
	return ids(q, overShelfSQL, now.Unix(), limit)
}
