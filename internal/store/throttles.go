package store

import "time"

// ThrottleRow counts the failed sign-ins of one bucket, which is a keyed hash of
// a card, a device or an address. The zero times are "never".
type ThrottleRow struct {
	Failures int
	Since    time.Time // what the window is counted from
	Until    time.Time // refused until then
}

const readThrottleSQL = `select failures, window_start, blocked_until from throttles where bucket = ?`

// ReadThrottle returns a bucket's row, the zero row where it has none.
func ReadThrottle(q Queryer, bucket string) (ThrottleRow, error) {
	var t ThrottleRow
	var since, until int64
	err := q.QueryRow(readThrottleSQL, bucket).Scan(&t.Failures, &since, &until)
	t.Since, t.Until = instant(since), instant(until)
	t, _, err = foundRow(t, err)
	return t, err
}

const putThrottleSQL = `insert into throttles (bucket, failures, window_start, blocked_until) values (?, ?, ?, ?)
on conflict (bucket) do update set failures = excluded.failures, window_start = excluded.window_start,
       blocked_until = excluded.blocked_until`

// PutThrottle stores a bucket's row.
func PutThrottle(tx *Tx, bucket string, t ThrottleRow) error {
	_, err := tx.Exec(putThrottleSQL, bucket, t.Failures, seconds(t.Since), seconds(t.Until))
	return err
}

// seconds writes the zero time as 0, which instant reads back.
func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

const deleteThrottleSQL = `delete from throttles where bucket = ?`

// DeleteThrottle forgets a bucket's failures.
func DeleteThrottle(tx *Tx, bucket string) error {
	_, err := tx.Exec(deleteThrottleSQL, bucket)
	return err
}

const deleteOldThrottlesSQL = `delete from throttles where window_start < ?`

// DeleteOldThrottles forgets the buckets whose window began before.
func DeleteOldThrottles(tx *Tx, before time.Time) error {
	_, err := tx.Exec(deleteOldThrottlesSQL, before.Unix())
	return err
}
