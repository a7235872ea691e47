package store

import "time"

const beginTOTPSQL = `update staff set totp_secret = ?, totp_step = 0 where id = ? and totp_confirmed_at is null`

// BeginTOTP keeps a sealed secret that waits for its first right code; false
// where the account has a confirmed one.
func BeginTOTP(tx *Tx, id int64, sealed []byte) (bool, error) {
	return changedOne(tx.Exec(beginTOTPSQL, sealed, id))
}

const confirmTOTPSQL = `update staff set totp_confirmed_at = ?, totp_step = ?
where id = ? and totp_confirmed_at is null and totp_secret = ?`

// ConfirmTOTP makes a secret that waits the account's second factor; false where
// it waits no longer.
func ConfirmTOTP(tx *Tx, id int64, sealed []byte, step int64, at time.Time) (bool, error) {
	return changedOne(tx.Exec(confirmTOTPSQL, at.Unix(), step, id, sealed))
}

const useTOTPStepSQL = `update staff set totp_step = ? where id = ? and totp_step < ?`

// UseTOTPStep notes that the code of a time step was used; false where it, or a
// later one, was used before.
func UseTOTPStep(tx *Tx, id, step int64) (bool, error) {
	return changedOne(tx.Exec(useTOTPStepSQL, step, id, step))
}

const (
	clearTOTPSQL     = `update staff set totp_secret = null, totp_confirmed_at = null, totp_step = 0 where id = ? and totp_secret is not null`
	clearRecoverySQL = `delete from staff_recovery_codes where staff_id = ?`
)

// ClearTOTP takes the second factor of an account away, with its recovery codes,
// and reports whether there was one.
func ClearTOTP(tx *Tx, id int64) (bool, error) {
	if _, err := tx.Exec(clearRecoverySQL, id); err != nil {
		return false, err
	}
	return changedOne(tx.Exec(clearTOTPSQL, id))
}

const putRecoverySQL = `insert into staff_recovery_codes (staff_id, code_hash) values (?, ?)`

// ReplaceRecovery puts new recovery codes in the place of all earlier ones.
func ReplaceRecovery(tx *Tx, id int64, hashes []string) error {
	if _, err := tx.Exec(clearRecoverySQL, id); err != nil {
		return err
	}
	for _, h := range hashes {
		if _, err := tx.Exec(putRecoverySQL, id, h); err != nil {
			return err
		}
	}
	return nil
}

const useRecoverySQL = `update staff_recovery_codes set used_at = ? where staff_id = ? and code_hash = ? and used_at is null`

// UseRecovery uses a recovery code up; false where there is none such left.
func UseRecovery(tx *Tx, id int64, hash string, at time.Time) (bool, error) {
	return changedOne(tx.Exec(useRecoverySQL, at.Unix(), id, hash))
}

const recoveryLeftSQL = `select count(*) from staff_recovery_codes where staff_id = ? and used_at is null`

// RecoveryLeft is how many recovery codes an account has left.
func RecoveryLeft(q Queryer, id int64) (n int, err error) {
	err = q.QueryRow(recoveryLeftSQL, id).Scan(&n)
	return n, err
}
