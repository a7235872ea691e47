package store

import (
	"database/sql"
	"errors"
	"time"
)

// CredentialsRow is what a member can sign in with. A member has at most one of
// PINHash and PINMAC.
type CredentialsRow struct {
	Member      int64
	CardKey     string
	PINHash     string // argon2id in PHC form; "" where there is none
	PINMAC      []byte // of an imported PIN, until the first sign-in
	BirthMAC    []byte
	KnownDevice bool // the device asked for has signed in to this card before
}

const credentialsByCardSQL = `select m.id, m.card_key, coalesce(m.pin_hash, ''), m.pin_mac, m.birth_mac,
       exists (select 1 from known_devices d where d.member_id = m.id and d.token_hash = ?)
from members m where m.card_key = ? and m.erased_at is null`

// CredentialsByCard returns what the member with this card signs in with, and
// whether the device with this token hash has done so before; found is false
// for an unknown card and for a member who has been erased.
func CredentialsByCard(q Queryer, cardKey, device string) (c CredentialsRow, found bool, err error) {
	err = q.QueryRow(credentialsByCardSQL, device, cardKey).
		Scan(&c.Member, &c.CardKey, &c.PINHash, &c.PINMAC, &c.BirthMAC, &c.KnownDevice)
	return foundRow(c, err)
}

const credentialsOfSQL = `select id, card_key, coalesce(pin_hash, ''), pin_mac, birth_mac
from members where id = ? and erased_at is null`

// CredentialsOf returns what a member signs in with.
func CredentialsOf(q Queryer, member int64) (c CredentialsRow, found bool, err error) {
	err = q.QueryRow(credentialsOfSQL, member).Scan(&c.Member, &c.CardKey, &c.PINHash, &c.PINMAC, &c.BirthMAC)
	return foundRow(c, err)
}

// foundRow turns "no rows" into a plain answer.
func foundRow[T any](row T, err error) (T, bool, error) {
	if errors.Is(err, sql.ErrNoRows) {
		var none T
		return none, false, nil
	}
	return row, err == nil, err
}

const sameCredentialsSQL = `select count(*) from members
where id = ? and erased_at is null and pin_hash is not distinct from ?
  and pin_mac is not distinct from ? and birth_mac is not distinct from ?`

// SameCredentials reports whether a member still signs in with what c says.
func SameCredentials(q Queryer, c CredentialsRow) (bool, error) {
	var n int
	err := q.QueryRow(sameCredentialsSQL, c.Member, nullText(c.PINHash), nullBytes(c.PINMAC), nullBytes(c.BirthMAC)).Scan(&n)
	return n == 1, err
}

const keepImportedPINSQL = `update members set pin_hash = ?, pin_mac = null where id = ? and pin_mac = ?`

// KeepImportedPIN replaces the MAC of an imported PIN by its hash and reports
// whether the member still had that MAC. pin_set_at stays null: the member has
// not chosen this PIN.
func KeepImportedPIN(tx *Tx, member int64, mac []byte, hash string) (bool, error) {
	return changedOne(tx.Exec(keepImportedPINSQL, hash, member, mac))
}

const setPINSQL = `update members set pin_hash = ?, pin_mac = null, pin_set_at = ? where id = ? and erased_at is null`

// SetPIN stores the hash of a new PIN and reports whether there is such a member.
func SetPIN(tx *Tx, member int64, hash string, at time.Time) (bool, error) {
	return changedOne(tx.Exec(setPINSQL, hash, at.Unix(), member))
}

const anyMACsSQL = `select exists (select 1 from members where pin_mac is not null or birth_mac is not null)
    or exists (select 1 from staff where totp_secret is not null)`

// AnyMACs reports whether any member's PIN or birth date is kept as a MAC, or a
// secret of staff's one-time codes is sealed, which only the key file can check
// and open. It may read the whole table.
func AnyMACs(q Queryer) (bool, error) {
	var any bool
	err := q.QueryRow(anyMACsSQL).Scan(&any)
	return any, err
}

const dropMACsSQL = `update members set pin_mac = null, birth_mac = null where pin_mac is not null or birth_mac is not null`

const (
	dropTOTPSQL     = `update staff set totp_secret = null, totp_confirmed_at = null, totp_step = 0 where totp_secret is not null`
	dropRecoverySQL = `delete from staff_recovery_codes`
)

// DropMACs forgets every imported PIN and birth date, and returns of how many
// members, and what staff's one-time codes were checked by: they set them up anew.
func DropMACs(tx *Tx) (int64, error) {
	for _, query := range []string{dropTOTPSQL, dropRecoverySQL} {
		if _, err := tx.Exec(query); err != nil {
			return 0, err
		}
	}
	res, err := tx.Exec(dropMACsSQL)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

const settingSQL = `select value from settings where name = ?`

// KeyFingerprint names the row of settings that says which key file the MACs
// were made with. It is no setting anybody chooses, so no list shows it.
const KeyFingerprint = "key_fingerprint"

// ReadKeyFingerprint returns it, "" where none has been noted.
func ReadKeyFingerprint(q Queryer) (string, error) {
	var v string
	err := q.QueryRow(settingSQL, KeyFingerprint).Scan(&v)
	v, _, err = foundRow(v, err)
	return v, err
}

// nullText is how "none" is written: null instead of empty text.
func nullText(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// nullBytes is how "none" is written: null instead of no bytes.
func nullBytes(b []byte) any {
	if len(b) == 0 {
		return nil
	}
	return b
}
