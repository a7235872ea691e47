package store

import "time"

// Something real for a text to be tried on. Whoever is erased has no loans.
const (
	lateBorrowerSQL = `select member_id from loans where closed_at is null and status in ('open', 'on_site') and due_at < ? order by due_at desc, id desc limit 1`
	nextBorrowerSQL = `select member_id from loans where closed_at is null and status in ('open', 'on_site') and due_at >= ? order by due_at, id limit 1`
	readySampleSQL  = `select id from holds where status = 'ready' and shelf_until > ? order by shelf_until limit 1`
)

// SampleBorrower returns who has the loan that became late last, or that is due
// next; found where there is one.
func SampleBorrower(q Queryer, now time.Time, late bool) (member int64, found bool, err error) {
	query := nextBorrowerSQL
	if late {
		query = lateBorrowerSQL
	}
	err = q.QueryRow(query, now.Unix()).Scan(&member)
	return foundRow(member, err)
}

// SampleReadyHold returns a hold whose book waits on the shelf.
func SampleReadyHold(q Queryer, now time.Time) (id int64, found bool, err error) {
	err = q.QueryRow(readySampleSQL, now.Unix()).Scan(&id)
	return foundRow(id, err)
}

const testsSinceSQL = `select count(*), coalesce(min(created_at), 0) from messages where member_id is null and kind = 'test' and created_at > ?`

// TestsSince counts the test messages since a moment, and says when the first of
// them was made.
func TestsSince(q Queryer, since time.Time) (n int, first time.Time, err error) {
	var at int64
	err = q.QueryRow(testsSinceSQL, since.Unix()).Scan(&n, &at)
	return n, time.Unix(at, 0), err
}
