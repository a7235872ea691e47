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

const deleteStaffSessionSQL = `delete from staff_sessions where id = ?`

// DeleteStaffSession ends a session, or does nothing where there is none.
func DeleteStaffSession(tx *Tx, id int64) error {
	_, err := tx.Exec(deleteStaffSessionSQL, id)
	return err
}
