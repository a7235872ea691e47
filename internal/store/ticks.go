package store

import "time"

// TickRow is what one form has ticked as entered in the other system.
type TickRow struct {
	At      time.Time
	StaffID int64
	Staff   string // as colleagues say it
	First   int64  // the first of its renewals
	N       int
	Title   string // of the first
}

const (
	tickedSQL = `select entered_at, entered_by, min(id) as first, count(*) as n from renewals
      where entered_by is not null and entered_at >= ? group by entered_at, entered_by order by entered_at desc limit ?`
	ticksSQL = `select g.entered_at, g.entered_by, coalesce(nullif(s.name, ''), s.username, ''), g.first, g.n, t.title
from (` + tickedSQL + `) g
left join staff s on s.id = g.entered_by
join renewals r on r.id = g.first join loans l on l.id = r.loan_id join items i on i.id = l.item_id join titles t on t.id = i.title_id
order by g.entered_at desc, g.entered_by`
)

// TicksSince returns what staff have ticked at since or later, newest first.
func TicksSince(q Queryer, since time.Time, limit int) ([]TickRow, error) {
	var list []TickRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r TickRow
		var at int64
		err := scan(&at, &r.StaffID, &r.Staff, &r.First, &r.N, &r.Title)
		r.At = time.Unix(at, 0)
		list = append(list, r)
		return err
	}, ticksSQL, since.Unix(), limit)
	return list, err
}

const untickSQL = `update renewals set entered_at = null, entered_by = null where id in (
  select id from renewals where entered_by = ? and entered_at = ? order by id limit ?)`

// Untick takes back what was ticked by somebody at a moment, at most limit, and
// returns of how many renewals.
func Untick(tx *Tx, at time.Time, staff int64, limit int) (int, error) {
	res, err := tx.Exec(untickSQL, staff, at.Unix(), limit)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}
