package store

import "time"

// ContactCodeRow is a code on its way to an address that a member says is theirs.
type ContactCodeRow struct {
	MemberID int64
	Channel  string // email or phone
	Address  string
	Hash     string
	Tries    int
	Expires  time.Time
}

const putContactCodeSQL = `insert into contact_codes (member_id, channel, address, code_hash, expires_at) values (?, ?, ?, ?, ?)
on conflict (member_id, channel) do update set address = excluded.address, code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at`

// PutContactCode stores a code in place of the one there was.
func PutContactCode(tx *Tx, r *ContactCodeRow) error {
	_, err := tx.Exec(putContactCodeSQL, r.MemberID, r.Channel, r.Address, r.Hash, r.Expires.Unix())
	return err
}

const contactCodeSQL = `select address, code_hash, tries, expires_at from contact_codes where member_id = ? and channel = ?`

// ContactCode returns a member's code for a channel.
func ContactCode(q Queryer, member int64, channel string) (r ContactCodeRow, found bool, err error) {
	r.MemberID, r.Channel = member, channel
	var expires int64
	err = q.QueryRow(contactCodeSQL, member, channel).Scan(&r.Address, &r.Hash, &r.Tries, &expires)
	r.Expires = time.Unix(expires, 0)
	return foundRow(r, err)
}

const countContactTrySQL = `update contact_codes set tries = tries + 1 where member_id = ? and channel = ?`

// CountContactTry counts a wrong try.
func CountContactTry(tx *Tx, member int64, channel string) error {
	_, err := tx.Exec(countContactTrySQL, member, channel)
	return err
}

const deleteContactCodeSQL = `delete from contact_codes where member_id = ? and channel = ?`

// DeleteContactCode ends a code.
func DeleteContactCode(tx *Tx, member int64, channel string) error {
	_, err := tx.Exec(deleteContactCodeSQL, member, channel)
	return err
}

// OwnContact is how a member is reached, with what they have proved to be theirs.
type OwnContact struct {
	ContactRow
	EmailVerified, PhoneVerified bool
}

const ownContactSQL = `select id, phone, email, language, email_verified_at is not null, phone_verified_at is not null
from members where id = ? and erased_at is null`

// ReadOwnContact returns it.
func ReadOwnContact(q Queryer, member int64) (c OwnContact, found bool, err error) {
	err = q.QueryRow(ownContactSQL, member).Scan(&c.ID, &c.Phone, &c.Email, &c.Language, &c.EmailVerified, &c.PhoneVerified)
	return foundRow(c, err)
}

const (
	confirmEmailSQL = `update members set email = ?, email_verified_at = ?, version = version + 1 where id = ? and erased_at is null`
	confirmPhoneSQL = `update members set phone = ?, phone_verified_at = ?, version = version + 1 where id = ? and erased_at is null`
	writeInSQL      = `update members set language = ?, version = version + 1 where id = ? and erased_at is null and language <> ?`
)

// ConfirmContact stores an address that a member has proved to be theirs.
func ConfirmContact(tx *Tx, member int64, channel, address string, now time.Time) (bool, error) {
	if channel == "email" {
		return changedOne(tx.Exec(confirmEmailSQL, address, now.Unix(), member))
	}
	return changedOne(tx.Exec(confirmPhoneSQL, address, now.Unix(), member))
}

// WriteIn stores the language a member is written to in, and reports whether it
// was another.
func WriteIn(tx *Tx, member int64, language string) (bool, error) {
	return changedOne(tx.Exec(writeInSQL, language, member, language))
}

const endCodesSQL = `update messages set state = 'withdrawn', payload = '{}', settled_at = ?
where member_id = ? and channel = ? and kind = 'code' and state = 'waiting'`

// EndCodes withdraws the codes that still wait to go to a member by a channel.
func EndCodes(tx *Tx, member int64, channel string, now time.Time) error {
	_, err := tx.Exec(endCodesSQL, now.Unix(), member, channel)
	return err
}
