package store

import "time"

const putDeviceSQL = `insert into known_devices (member_id, token_hash, seen_at) values (?, ?, ?)
on conflict (member_id, token_hash) do update set seen_at = excluded.seen_at`

const pruneDevicesSQL = `delete from known_devices where member_id = ? and token_hash not in
       (select token_hash from known_devices where member_id = ? order by seen_at desc, token_hash limit ?)`

// PutDevice notes that a device has signed in to a member's card at seen, and
// keeps the member's latest few devices only.
func PutDevice(tx *Tx, member int64, tokenHash string, seen time.Time, keep int) error {
	if _, err := tx.Exec(putDeviceSQL, member, tokenHash, seen.Unix()); err != nil {
		return err
	}
	_, err := tx.Exec(pruneDevicesSQL, member, member, keep)
	return err
}

const deleteDevicesOfSQL = `delete from known_devices where member_id = ?`

// DeleteDevicesOf forgets a member's devices.
func DeleteDevicesOf(tx *Tx, member int64) error {
	_, err := tx.Exec(deleteDevicesOfSQL, member)
	return err
}

const deleteOldDevicesSQL = `delete from known_devices where seen_at < ?`

// DeleteOldDevices forgets the devices that have not signed in since before. It
// reads the whole table: for housekeeping only.
func DeleteOldDevices(tx *Tx, before time.Time) error {
	_, err := tx.Exec(deleteOldDevicesSQL, before.Unix())
	return err
}
