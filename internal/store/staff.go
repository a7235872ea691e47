package store

import "time"

// StaffRow is somebody who works at the library.
type StaffRow struct {
	ID           int64
	Username     string
	Role         string // librarian, supervisor or admin
	PasswordHash string // argon2id in PHC form
	Disabled     bool
}

const addStaffSQL = `insert into staff (username, role, password_hash, created_at) values (?, ?, ?, ?)`

// AddStaff stores a new account and returns its id; [IsUnique] tells that the
// username is taken.
func AddStaff(tx *Tx, username, role, hash string, at time.Time) (int64, error) {
	res, err := tx.Exec(addStaffSQL, username, role, hash, at.Unix())
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const staffByUsernameSQL = `select id, username, role, password_hash, disabled_at is not null from staff where username = ?`

// StaffByUsername returns an account, disabled or not.
func StaffByUsername(q Queryer, username string) (s StaffRow, found bool, err error) {
	err = q.QueryRow(staffByUsernameSQL, username).Scan(&s.ID, &s.Username, &s.Role, &s.PasswordHash, &s.Disabled)
	return foundRow(s, err)
}

const resetStaffSQL = `update staff set password_hash = ?, disabled_at = null where id = ?`

// ResetStaff gives an account a new password and opens it again.
func ResetStaff(tx *Tx, id int64, hash string) error {
	_, err := tx.Exec(resetStaffSQL, hash, id)
	return err
}

const disableStaffSQL = `update staff set disabled_at = ? where id = ? and disabled_at is null`

// DisableStaff closes an account and reports whether it was open.
func DisableStaff(tx *Tx, id int64, at time.Time) (bool, error) {
	return changedOne(tx.Exec(disableStaffSQL, at.Unix(), id))
}
