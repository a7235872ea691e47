package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Of a hundred loans five are a day late, five are due in three days, and the others
// in ten days or more. Nine members in ten have an e-mail address.
const (
	seedReadersSQL = `insert into members (id, card, card_key, name, category, branch_id, email)
` + numbers + `select i, printf('B%08d', i), printf('B%08d', i), 'Anggota ' || i, 'umum', 1,
  case when i % 10 = 3 then '' else 'anggota' || i || '@example.org' end from n`
	seedRemindingSQL = `insert into loans (id, member_id, item_id, borrowed_at, due_at)
` + numbers + `select i, 1 + (i - 1) / 5, i, ? - i % 1000,
  ? + 86400 * case i % 20 when 0 then -1 when 10 then 3 else 10 + i % 4 end from n`
)

// makeReminding makes a library that has something to tell.
func makeReminding(ctx context.Context, path string, loans int, now time.Time) (err error) {
	db, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }() // all of it is in the one file then
	zone := now.Location()
	due := circulation.DayOf(now, zone).End(zone).Unix()
	return fill(ctx, db, []filling{
		{seedTitlesSQL, loans/10 + 1, nil},
		{seedReadersSQL, loans/loansPerMember + 1, nil},
		{seedItemsSQL, loans, nil},
		{seedRemindingSQL, loans, []any{now.AddDate(0, 0, -6).Unix(), due}},
	})
}

// The rows that reminding touches, by as few statements as can be, in the batches
// that let others write meanwhile. A batch is of one instant at which loans are due.
const (
	bareFlagSQL     = `update loans as l indexed by loans_open_by_due set overdue_since = due_at where ` + bareBatch + ` and overdue_since is null`
	bareMessagesSQL = `insert into messages (kind, run, member_id, channel, address, language, created_at, not_before)
select 'reminder', ?4, m.id, case m.email when '' then 'hand' else 'email' end, case m.email when '' then 'member:' || m.id else m.email end, 'id', ?5, ?5
from loans l indexed by loans_open_by_due join members m on m.id = l.member_id
where ` + bareBatch + ` on conflict do nothing`
	bareNoticesSQL = `insert into loan_notices (loan_id, due_at, step, member_id, message_id, made_at)
select l.id, l.due_at, case when l.due_at < ?5 then 'after-1' else 'before-3' end, l.member_id, s.id, ?5
from loans l indexed by loans_open_by_due join members m on m.id = l.member_id
  join messages s on s.channel = case m.email when '' then 'hand' else 'email' end
    and s.address = case m.email when '' then 'member:' || m.id else m.email end and s.run = ?4 and s.kind = 'reminder'
    and s.state = 'waiting' and s.address <> '' and s.kind <> 'code'
where ` + bareBatch + ` on conflict do nothing`

	bareBatch   = `closed_at is null and l.due_at = ?1 and l.id > ?2 and l.id <= ?3`
	bareLastSQL = `select coalesce(max(id), 0) from (select id from loans indexed by loans_open_by_due
  where closed_at is null and due_at = ? and id > ? order by id limit ?)`
	bareInstantSQL = `select coalesce(min(due_at), 0) from loans indexed by loans_open_by_due where closed_at is null and due_at > ? and due_at < ?`
)

// bareReminding does what the jobs do, without asking anything.
func bareReminding(ctx context.Context, path string, now time.Time) (e effort, err error) {
	db, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return e, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	zone := now.Location()
	today := circulation.DayOf(now, zone)
	start, used := time.Now(), processorTime()
	err = inBareBatches(ctx, db, now.Unix(), 1000, func(tx *store.Tx, due, after, last int64) error {
		_, err := tx.Exec(bareFlagSQL, due, after, last)
		return err
	})
	if err != nil {
		return e, err
	}
	err = inBareBatches(ctx, db, (today + 4).Start(zone).Unix(), 250, func(tx *store.Tx, due, after, last int64) error {
		_, err := tx.Exec(bareMessagesSQL, due, after, last, today.String(), now.Unix())
		if err == nil {
			_, err = tx.Exec(bareNoticesSQL, due, after, last, today.String(), now.Unix())
		}
		return err
	})
	return effort{took: time.Since(start), used: processorTime() - used}, err
}

// inBareBatches runs fn on the loans that are due before an instant, batch by batch:
// those due at due with an id above after and up to last.
func inBareBatches(ctx context.Context, db *store.DB, until int64, limit int, fn func(tx *store.Tx, due, after, last int64) error) error {
	due, after := int64(0), int64(0)
	for {
		var last int64
		err := db.Write(ctx, func(tx *store.Tx) error {
			if err := tx.QueryRow(bareLastSQL, due, after, limit).Scan(&last); err != nil || last == 0 {
				return err
			}
			return fn(tx, due, after, last)
		})
		if err != nil {
			return err
		}
		if after = last; last > 0 {
			continue
		}
		err = db.Read(ctx, func(q store.Queryer) error { return q.QueryRow(bareInstantSQL, due, until).Scan(&due) })
		if err != nil || due == 0 {
			return err
		}
	}
}

const touchedSQL = `select (select count(*) from loans where overdue_since is not null) * 1000000000 + (select count(*) from messages) * 10000
  + (select count(*) from loan_notices) % 10000, (select count(*) from loan_notices)`

// sameRows checks that two libraries were told of the same, and returns how many
// notices that is.
func sameRows(ctx context.Context, path, bare string) (notices int64, err error) {
	var sums [2]int64
	for i, p := range []string{path, bare} {
		db, err := store.Open(ctx, p, store.Options{})
		if err != nil {
			return 0, err
		}
		err = db.Read(ctx, func(q store.Queryer) error { return q.QueryRow(touchedSQL).Scan(&sums[i], &notices) })
		if err = errors.Join(err, db.Close()); err != nil {
			return 0, err
		}
	}
	if sums[0] != sums[1] {
		return 0, fmt.Errorf("the bare statements touch other rows: %d and %d", sums[1], sums[0])
	}
	return notices, nil
}
