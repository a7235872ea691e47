package store

import "time"

// KioskRow is a shared screen. It waits for its code to be typed, or is registered.
type KioskRow struct {
	ID          int64
	Name        string
	Added       time.Time
	CodeExpires time.Time // zero: it is registered
	Registered  time.Time // zero: it waits
}

const addKioskSQL = `insert into kiosks (name, added_at, code_hash, code_expires_at) values (?, ?, ?, ?)
on conflict (name) do update set code_hash = excluded.code_hash, code_expires_at = excluded.code_expires_at
where kiosks.token_hash is null`

const kioskIDSQL = `select id from kiosks where name = ?`

// AddKiosk makes a kiosk that waits for the code with this hash; one that waits
// already gets the new code instead of its old one. free is false where the name
// is that of a registered kiosk.
func AddKiosk(tx *Tx, name, codeHash string, at, expires time.Time) (id int64, free bool, err error) {
	if free, err = changedOne(tx.Exec(addKioskSQL, name, at.Unix(), codeHash, expires.Unix())); err != nil || !free {
		return 0, free, err
	}
	err = tx.QueryRow(kioskIDSQL, name).Scan(&id)
	return id, true, err
}

const registerKioskSQL = `update kiosks set code_hash = null, code_expires_at = null, token_hash = ?, registered_at = ?
where code_hash = ? and code_expires_at > ? returning id`

// RegisterKiosk gives the kiosk that waits for this code the cookie with this
// hash; found is false for a code that is wrong, used or too old.
func RegisterKiosk(tx *Tx, codeHash, tokenHash string, now time.Time) (id int64, found bool, err error) {
	err = tx.QueryRow(registerKioskSQL, tokenHash, now.Unix(), codeHash, now.Unix()).Scan(&id)
	return foundRow(id, err)
}

const kiosksSQL = `select id, name, added_at, coalesce(code_expires_at, 0), coalesce(registered_at, 0) from kiosks order by name`

// Kiosks returns all of them, by name.
func Kiosks(q Queryer) (list []KioskRow, err error) {
	rows, err := q.Query(kiosksSQL)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var k KioskRow
		var added, expires, registered int64
		if err := rows.Scan(&k.ID, &k.Name, &added, &expires, &registered); err != nil {
			return nil, err
		}
		k.Added, k.CodeExpires, k.Registered = instant(added), instant(expires), instant(registered)
		list = append(list, k)
	}
	return list, rows.Err()
}

const removeKioskSQL = `delete from kiosks where name = ? returning id`

// RemoveKiosk forgets a kiosk and whoever stands before it.
func RemoveKiosk(tx *Tx, name string) (id int64, found bool, err error) {
	err = tx.QueryRow(removeKioskSQL, name).Scan(&id)
	return foundRow(id, err)
}

const removeKioskByIDSQL = `delete from kiosks where id = ?`

// RemoveKioskByID is RemoveKiosk for a kiosk of that id; false where there is none.
func RemoveKioskByID(tx *Tx, id int64) (bool, error) {
	return changedOne(tx.Exec(removeKioskByIDSQL, id))
}
