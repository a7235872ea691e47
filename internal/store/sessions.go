package store

import "time"

// SessionRow is a session as the store keeps it: the token only as a hash.
type SessionRow struct {
	Data    []byte
	Seen    time.Time // the last use, known to about a minute
	Expires time.Time
}

const findSessionSQL = `select data, seen_at, expires_at from sessions where token_hash = ?`

// FindSession is one point query.
func FindSession(q Queryer, tokenHash string) (s SessionRow, found bool, err error) {
	var seen, expires int64
	err = q.QueryRow(findSessionSQL, tokenHash).Scan(&s.Data, &seen, &expires)
	s.Seen, s.Expires = time.Unix(seen, 0), time.Unix(expires, 0)
	return foundRow(s, err)
}

const putSessionSQL = `insert into sessions (token_hash, member_id, data, seen_at, expires_at) values (?, ?, ?, ?, ?)
on conflict (token_hash) do update set member_id = excluded.member_id, data = excluded.data,
       seen_at = excluded.seen_at, expires_at = excluded.expires_at`

// PutSession makes or replaces a session; member 0 is nobody's.
func PutSession(tx *Tx, tokenHash string, member int64, s SessionRow) error {
	_, err := tx.Exec(putSessionSQL, tokenHash, nullID(member), s.Data, s.Seen.Unix(), s.Expires.Unix())
	return err
}

const touchSessionSQL = `update sessions set seen_at = ? where token_hash = ? and seen_at <= ?`

// TouchSession notes that a session was used at seen, unless that is known to
// within every. A session that has been deleted meanwhile stays deleted.
func TouchSession(tx *Tx, tokenHash string, seen time.Time, every time.Duration) error {
	_, err := tx.Exec(touchSessionSQL, seen.Unix(), tokenHash, seen.Add(-every).Unix())
	return err
}

const deleteSessionSQL = `delete from sessions where token_hash = ?`

// DeleteSession ends a session, or does nothing where there is none.
func DeleteSession(tx *Tx, tokenHash string) error {
	_, err := tx.Exec(deleteSessionSQL, tokenHash)
	return err
}

const deleteSessionsOfSQL = `delete from sessions where member_id = ? and token_hash <> ?`

// DeleteSessionsOf ends a member's sessions, but for the one with the token hash
// except ("": all).
func DeleteSessionsOf(tx *Tx, member int64, except string) error {
	_, err := tx.Exec(deleteSessionsOfSQL, member, except)
	return err
}

const deleteExpiredSessionsSQL = `delete from sessions where expires_at <= ?`

// DeleteExpiredSessions removes the sessions whose lifetime has ended by now.
func DeleteExpiredSessions(tx *Tx, now time.Time) error {
	_, err := tx.Exec(deleteExpiredSessionsSQL, now.Unix())
	return err
}
