package store

import "time"

// StaffSessionRow is who is signed in at a desk; the token is kept as a hash only.
type StaffSessionRow struct {
	ID         int64
	StaffID    int64
	Username   string
	Name       string // "" shows the username
	Role       string
	Agent      string // the browser in two words
	Factor     string // password: the one-time code is still to come; full
	Started    time.Time
	Seen       time.Time
	Expires    time.Time
	LockedAt   time.Time // zero: not locked
	TOTPActive bool      // the account has a second factor
}

const staffSessionColumns = `select n.id, s.id, s.username, s.name, s.role, n.agent, n.factor, n.started_at, n.seen_at, n.expires_at,
       coalesce(n.locked_at, 0), s.totp_confirmed_at is not null
from staff_sessions n join staff s on s.id = n.staff_id
`

const findStaffSessionSQL = staffSessionColumns + `where n.token_hash = ? and s.disabled_at is null`

// FindStaffSession returns a session of an account that is open.
func FindStaffSession(q Queryer, tokenHash string) (r StaffSessionRow, found bool, err error) {
	err = scanStaffSession(q.QueryRow(findStaffSessionSQL, tokenHash).Scan, &r)
	return foundRow(r, err)
}

func scanStaffSession(scan func(...any) error, r *StaffSessionRow) error {
	var started, seen, expires, locked int64
	err := scan(&r.ID, &r.StaffID, &r.Username, &r.Name, &r.Role, &r.Agent, &r.Factor,
		&started, &seen, &expires, &locked, &r.TOTPActive)
	r.Started, r.Seen, r.Expires, r.LockedAt = time.Unix(started, 0), time.Unix(seen, 0), time.Unix(expires, 0), instant(locked)
	return err
}

const putStaffSessionSQL = `insert into staff_sessions (token_hash, staff_id, agent, started_at, seen_at, expires_at, factor)
values (?, ?, ?, ?, ?, ?, ?)`

// PutStaffSession begins a session under a new token.
func PutStaffSession(tx *Tx, tokenHash string, r StaffSessionRow) error {
	_, err := tx.Exec(putStaffSessionSQL, tokenHash, r.StaffID, r.Agent, r.Started.Unix(), r.Seen.Unix(), r.Expires.Unix(), r.Factor)
	return err
}

const touchStaffSessionSQL = `update staff_sessions set seen_at = ? where id = ? and seen_at < ?`

// TouchStaffSession notes that a session was used at now.
func TouchStaffSession(tx *Tx, id int64, now time.Time) error {
	_, err := tx.Exec(touchStaffSessionSQL, now.Unix(), id, now.Unix())
	return err
}

const lockStaffSessionSQL = `update staff_sessions set locked_at = ? where id = ? and locked_at is null`

// LockStaffSession closes a session until its password is given again.
func LockStaffSession(tx *Tx, id int64, now time.Time) error {
	_, err := tx.Exec(lockStaffSessionSQL, now.Unix(), id)
	return err
}

const unlockStaffSessionSQL = `update staff_sessions set locked_at = null, seen_at = ? where id = ?`

// UnlockStaffSession opens a locked session again.
func UnlockStaffSession(tx *Tx, id int64, now time.Time) error {
	_, err := tx.Exec(unlockStaffSessionSQL, now.Unix(), id)
	return err
}

const completeStaffSessionSQL = `update staff_sessions set factor = 'full', token_hash = ?, seen_at = ?, expires_at = ?
where id = ? and factor = 'password'`

// CompleteStaffSession makes a session whole, under a new token, once its second
// factor was shown; false where it was whole already or has ended.
func CompleteStaffSession(tx *Tx, id int64, tokenHash string, now, expires time.Time) (bool, error) {
	return changedOne(tx.Exec(completeStaffSessionSQL, tokenHash, now.Unix(), expires.Unix(), id))
}

const staffSessionsOfSQL = staffSessionColumns + `where n.staff_id = ? and n.expires_at > ? order by n.seen_at desc, n.id desc`

// StaffSessionsOf returns the sessions of an account, the last used first.
func StaffSessionsOf(q Queryer, staff int64, now time.Time) (list []StaffSessionRow, err error) {
	rows, err := q.Query(staffSessionsOfSQL, staff, now.Unix())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r StaffSessionRow
		if err := scanStaffSession(rows.Scan, &r); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

const (
	deleteOwnStaffSessionSQL     = `delete from staff_sessions where id = ? and staff_id = ?`
	deleteStaffSessionsOfSQL     = `delete from staff_sessions where staff_id = ? and id <> ?`
	deleteExpiredStaffSessionSQL = `delete from staff_sessions where expires_at <= ?`
)

// DeleteOwnStaffSession ends a session of an account and reports whether it had it.
func DeleteOwnStaffSession(tx *Tx, id, staff int64) (bool, error) {
	return changedOne(tx.Exec(deleteOwnStaffSessionSQL, id, staff))
}

// DeleteStaffSessionsOf ends the sessions of an account but one, 0 for all of
// them, and returns how many.
func DeleteStaffSessionsOf(tx *Tx, staff, but int64) (int64, error) {
	res, err := tx.Exec(deleteStaffSessionsOfSQL, staff, but)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// DeleteExpiredStaffSessions removes sessions past their end.
func DeleteExpiredStaffSessions(tx *Tx, now time.Time) error {
	_, err := tx.Exec(deleteExpiredStaffSessionSQL, now.Unix())
	return err
}

const deleteStaffSessionSQL = `delete from staff_sessions where id = ?`

// DeleteStaffSession ends a session, or does nothing where there is none.
func DeleteStaffSession(tx *Tx, id int64) error {
	_, err := tx.Exec(deleteStaffSessionSQL, id)
	return err
}
