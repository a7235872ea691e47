package store

import "time"

// StaffRow is somebody who works at the library.
type StaffRow struct {
	ID           int64
	Username     string
	Name         string // as colleagues say it; "" shows the username
	Role         string // librarian, supervisor or admin
	PasswordHash string // argon2id in PHC form
	Disabled     bool
	SignedIn     time.Time // the last time; zero: never
	TOTPSecret   []byte    // sealed; nil: no second factor
	TOTPActive   bool      // the secret has been confirmed, so that a code is asked for
	TOTPStep     int64     // the last time step of which a code was used
}

const addStaffSQL = `insert into staff (username, name, role, password_hash, created_at) values (?, ?, ?, ?, ?)`

// AddStaff stores a new account and returns its id; [IsUnique] tells that the
// username is taken.
func AddStaff(tx *Tx, username, name, role, hash string, at time.Time) (int64, error) {
	res, err := tx.Exec(addStaffSQL, username, name, role, hash, at.Unix())
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const staffColumns = `select id, username, name, role, password_hash, disabled_at is not null, coalesce(signed_in_at, 0),
       totp_secret, totp_confirmed_at is not null, totp_step
from staff `

const (
	staffByUsernameSQL = staffColumns + `where username = ?`
	staffByIDSQL       = staffColumns + `where id = ?`
	allStaffSQL        = staffColumns + `order by disabled_at is not null, username`
)

// StaffByUsername returns an account, disabled or not.
func StaffByUsername(q Queryer, username string) (s StaffRow, found bool, err error) {
	return foundRow(s, scanStaff(q.QueryRow(staffByUsernameSQL, username).Scan, &s))
}

// StaffByID returns an account, disabled or not.
func StaffByID(q Queryer, id int64) (s StaffRow, found bool, err error) {
	return foundRow(s, scanStaff(q.QueryRow(staffByIDSQL, id).Scan, &s))
}

// AllStaff returns every account by username, the disabled ones last.
func AllStaff(q Queryer) (list []StaffRow, err error) {
	rows, err := q.Query(allStaffSQL)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s StaffRow
		if err := scanStaff(rows.Scan, &s); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

func scanStaff(scan func(...any) error, s *StaffRow) error {
	var signedIn int64
	err := scan(&s.ID, &s.Username, &s.Name, &s.Role, &s.PasswordHash, &s.Disabled, &signedIn, &s.TOTPSecret, &s.TOTPActive, &s.TOTPStep)
	s.SignedIn = instant(signedIn)
	return err
}

const anyStaffSQL = `select exists (select 1 from staff)`

// AnyStaff reports whether there is an account, disabled or not.
func AnyStaff(q Queryer) (bool, error) {
	var any bool
	err := q.QueryRow(anyStaffSQL).Scan(&any)
	return any, err
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

const enableStaffSQL = `update staff set disabled_at = null where id = ? and disabled_at is not null`

// EnableStaff opens an account again and reports whether it was closed.
func EnableStaff(tx *Tx, id int64) (bool, error) { return changedOne(tx.Exec(enableStaffSQL, id)) }

const editStaffSQL = `update staff set name = ?, role = ? where id = ? and name = ? and role = ?`

// EditStaff changes the name and the role of an account that has those of was.
func EditStaff(tx *Tx, was StaffRow, name, role string) (bool, error) {
	return changedOne(tx.Exec(editStaffSQL, name, role, was.ID, was.Name, was.Role))
}

const otherAdminsSQL = `select exists (select 1 from staff where role = 'admin' and disabled_at is null and id <> ?)`

// OtherAdmins reports whether somebody else is an admin with an open account.
func OtherAdmins(q Queryer, but int64) (bool, error) {
	var any bool
	err := q.QueryRow(otherAdminsSQL, but).Scan(&any)
	return any, err
}

const noteSignInSQL = `update staff set signed_in_at = ? where id = ?`

// NoteSignIn keeps when somebody has last signed in.
func NoteSignIn(tx *Tx, id int64, at time.Time) error {
	_, err := tx.Exec(noteSignInSQL, at.Unix(), id)
	return err
}

const setStaffPasswordSQL = `update staff set password_hash = ? where id = ?`

// SetStaffPassword gives an account a new password and leaves all else as it is.
func SetStaffPassword(tx *Tx, id int64, hash string) error {
	_, err := tx.Exec(setStaffPasswordSQL, hash, id)
	return err
}
