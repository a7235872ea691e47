package store

import "time"

// ImportRow is an import with how many differences it found.
type ImportRow struct {
	ID          int64
	StartedAt   time.Time
	Done        bool
	Complete    bool
	Differences int
}

// The newest ones are looked at from the end; there is one a day or so.
const importsThatDifferSQL = `select id, started_at, finished_at is not null, complete, differences from (
  select i.id, i.started_at, i.finished_at, i.complete,
         (select count(*) from import_differences d where d.import_id = i.id) as differences
  from imports i where i.id > (select coalesce(max(id), 0) - 100 from imports) and i.started_at >= ?)
where differences > 0 or finished_at is null order by id desc limit ?`

// ImportsThatDiffer returns the newest imports since a moment, of the last
// hundred, that found differences or were cut off; newest first.
func ImportsThatDiffer(q Queryer, since time.Time, limit int) ([]ImportRow, error) {
	var list []ImportRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r ImportRow
		var at int64
		err := scan(&r.ID, &at, &r.Done, &r.Complete, &r.Differences)
		r.StartedAt = time.Unix(at, 0)
		list = append(list, r)
		return err
	}, importsThatDifferSQL, since.Unix(), limit)
	return list, err
}
