package store

import "time"

// The counts are contract.md's: waiting, not expired, other members', no copy
// assigned yet. The repeated list of states lets SQLite use the partial index.
const (
	othersWait = `from holds h where h.title_id = i.title_id and h.status in ('waiting', 'ready') and h.status = 'waiting'
          and h.assigned_item_id is null and h.member_id <> l.member_id and (h.expires_at is null or h.expires_at > ?)`
	waitForCopy  = othersWait + ` and h.item_id = i.id`
	waitForTitle = othersWait + ` and h.item_id is null`
	freeCopies   = `select count(*) from items c where c.title_id = i.title_id and c.branch_id = i.branch_id and c.status = 'available'
          and not exists (select 1 from loans o where o.item_id = c.id and o.closed_at is null)
          and not exists (select 1 from holds k where k.assigned_item_id = c.id and k.status in ('waiting', 'ready'))`
	awaitedSQL = `select l.id, (select count(*) ` + waitForCopy + `), (select count(*) ` + waitForTitle + `),
       case when exists (select 1 ` + waitForTitle + `) then (` + freeCopies + `) else 0 end
from loans l join items i on i.id = l.item_id where l.id in (select value from json_each(?))`
)

// countHolds counts who waits for the books of these loans, and the copies that
// could serve them. ids is a JSON array.
func countHolds(q Queryer, list []LoanRow, ids string, now time.Time) error {
	at := now.Unix()
	rows, err := q.Query(awaitedSQL, at, at, at, ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var c LoanRow
		if err := rows.Scan(&id, &c.OnCopy, &c.OnTitle, &c.FreeCopies); err != nil {
			return err
		}
		for i := range list {
			if list[i].ID == id {
				list[i].OnCopy, list[i].OnTitle, list[i].FreeCopies = c.OnCopy, c.OnTitle, c.FreeCopies
			}
		}
	}
	return rows.Err()
}
