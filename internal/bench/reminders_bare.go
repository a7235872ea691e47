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
// that let others write meanwhile.
const (
	bareFlagSQL = `update loans set overdue_since = due_at where id in (select id from loans indexed by loans_open_by_due
  where closed_at is null and (due_at, id) > (?, ?) and due_at < ? and overdue_since is null order by due_at, id limit 1000)`
	bareLastSQL = `select due_at, id from (select due_at, id from loans indexed by loans_open_by_due
  where closed_at is null and (due_at, id) > (?, ?) and due_at < ? order by due_at, id limit ?) order by due_at desc, id desc limit 1`
	bareMessagesSQL = `insert into messages (kind, run, member_id, channel, address, language, created_at, not_before)
select 'reminder', ?, m.id, case m.email when '' then 'hand' else 'email' end, case m.email when '' then 'member:' || m.id else m.email end, 'id', ?, ?
from loans l indexed by loans_open_by_due join members m on m.id = l.member_id
where l.closed_at is null and (l.due_at, l.id) > (?, ?) and (l.due_at, l.id) <= (?, ?) on conflict do nothing`
	bareNoticesSQL = `insert into loan_notices (loan_id, due_at, step, member_id, message_id, made_at)
select l.id, l.due_at, case when l.due_at < ? then 'after-1' else 'before-3' end, l.member_id, s.id, ?
from loans l indexed by loans_open_by_due join members m on m.id = l.member_id
  join messages s on s.channel = case m.email when '' then 'hand' else 'email' end
    and s.address = case m.email when '' then 'member:' || m.id else m.email end and s.run = ? and s.kind = 'reminder'
    and s.state = 'waiting' and s.address <> '' and s.kind <> 'code'
where l.closed_at is null and (l.due_at, l.id) > (?, ?) and (l.due_at, l.id) <= (?, ?) on conflict do nothing`
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
	until := (today + 4).Start(zone).Unix()
	start, used := time.Now(), processorTime()
	due, loan := int64(0), int64(0)
	for ended := false; !ended; {
		err = db.Write(ctx, func(tx *store.Tx) error {
			due0, loan0 := due, loan
			if ended, err = bareNext(tx, &due, &loan, now.Unix(), 1000); err != nil || ended {
				return err
			}
			_, err = tx.Exec(bareFlagSQL, due0, loan0, now.Unix())
			return err
		})
		if err != nil {
			return e, err
		}
	}
	due, loan = 0, 0
	for ended := false; !ended; {
		err = db.Write(ctx, func(tx *store.Tx) error {
			due0, loan0 := due, loan
			if ended, err = bareNext(tx, &due, &loan, until, 250); err != nil || ended {
				return err
			}
			if _, err = tx.Exec(bareMessagesSQL, today.String(), now.Unix(), now.Unix(), due0, loan0, due, loan); err != nil {
				return err
			}
			_, err = tx.Exec(bareNoticesSQL, now.Unix(), now.Unix(), today.String(), due0, loan0, due, loan)
			return err
		})
		if err != nil {
			return e, err
		}
	}
	return effort{took: time.Since(start), used: processorTime() - used}, nil
}

// bareNext goes to the last loan of the next batch; ended where there is none.
func bareNext(tx *store.Tx, due, loan *int64, until int64, limit int) (ended bool, err error) {
	rows, err := tx.Query(bareLastSQL, *due, *loan, until, limit)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return true, rows.Err()
	}
	return false, rows.Scan(due, loan)
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
