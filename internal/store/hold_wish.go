package store

import "time"

// WishRow is what is asked of a title, and of one copy where the hold is on that
// alone, before a member may wait for it.
type WishRow struct {
	Waiting   int  // books the member waits for, or that stand ready for them
	WaitsFor  bool // this title among them
	HasIt     bool // on loan to the member
	Copies    int  // that can be lent, now or when they come back
	Free      int  // of them available, not lent and not held for anyone
	OthersFor int  // others who wait for these copies without one yet
}

// A copy that is lost, damaged, withdrawn or not for loan will not come to who waits.
const (
	wishedCopies = `from items c where c.title_id = ?1 and (?2 = 0 or c.id = ?2) and c.status = 'available'`
	wishSQL      = `select
  (select count(*) from holds h where h.member_id = ?3 and h.status in ('waiting', 'ready') and (h.status = 'ready' or h.expires_at is null or h.expires_at > ?4)),
  exists (select 1 from holds h where h.title_id = ?1 and h.status in ('waiting', 'ready') and h.member_id = ?3
      and (h.status = 'ready' or h.expires_at is null or h.expires_at > ?4)),
  exists (select 1 from loans o join items c on c.id = o.item_id
      where o.member_id = ?3 and o.closed_at is null and c.title_id = ?1 and (?2 = 0 or c.id = ?2)),
  (select count(*) ` + wishedCopies + ` and not exists (select 1 from loans o where o.item_id = c.id and o.closed_at is null and o.status in ('lost', 'claimed_returned'))),
  (select count(*) ` + wishedCopies + ` and not exists (select 1 from loans o where o.item_id = c.id and o.closed_at is null)
      and not exists (select 1 from holds k where k.assigned_item_id = c.id and k.status in ('waiting', 'ready'))),
  (select count(*) from holds h where h.title_id = ?1 and h.status in ('waiting', 'ready') and h.status = 'waiting'
      and h.assigned_item_id is null and h.member_id <> ?3 and (?2 = 0 or h.item_id is null or h.item_id = ?2)
      and (h.expires_at is null or h.expires_at > ?4))`
)

// ReadWish reads it. item is 0 for any copy of the title.
func ReadWish(q Queryer, title, item, member int64, now time.Time) (w WishRow, err error) {
	err = q.QueryRow(wishSQL, title, item, member, now.Unix()).
		Scan(&w.Waiting, &w.WaitsFor, &w.HasIt, &w.Copies, &w.Free, &w.OthersFor)
	return w, err
}

const insertHoldSQL = `insert into holds (title_id, item_id, member_id, placed_at, pickup_branch_id) values (?, ?, ?, ?, ?)`

// InsertHold lets a member wait for a copy, or any of the title where item is 0,
// to be fetched at a branch (0: where the member belongs), and returns the hold's id.
func InsertHold(tx *Tx, title, item, member, pickup int64, at time.Time) (int64, error) {
	res, err := tx.Exec(insertHoldSQL, title, nullID(item), member, at.Unix(), nullID(pickup))
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const endHoldSQL = `update holds set status = ?, closed_at = ? where id = ? and status = ?`

// EndHold ends a hold that is in the state before, and reports whether it was.
func EndHold(tx *Tx, id int64, before, after string, at time.Time) (bool, error) {
	return changedOne(tx.Exec(endHoldSQL, after, at.Unix(), id, before))
}

const branchOfMemberSQL = `select coalesce((select branch_id from members where id = ?), 0)`

// BranchOfMember returns where a member belongs, 0 for nobody.
func BranchOfMember(q Queryer, member int64) (branch int64, err error) {
	err = q.QueryRow(branchOfMemberSQL, member).Scan(&branch)
	return branch, err
}
