package store

import "time"

// CalendarToken is the private link of a member's calendar, without the token.
type CalendarToken struct {
	Hash     string
	Member   int64
	Titles   bool   // titles are shown
	Language string // "" for the library's
	Created  time.Time
	Revoked  bool // or its member erased
}

const insertCalendarTokenSQL = `insert into calendar_tokens (member_id, token_hash, with_titles, language, created_at)
values (?, ?, ?, ?, ?)`

// InsertCalendarToken makes a member's token. A second one beside an active one
// is a unique violation.
func InsertCalendarToken(tx *Tx, t CalendarToken) error {
	_, err := tx.Exec(insertCalendarTokenSQL, t.Member, t.Hash, t.Titles, t.Language, t.Created.Unix())
	return err
}

const (
	calendarTokenColumns = `select c.token_hash, c.member_id, c.with_titles, c.language, c.created_at,
       c.revoked_at is not null or m.erased_at is not null
from calendar_tokens c join members m on m.id = c.member_id
`
	findCalendarTokenSQL   = calendarTokenColumns + `where c.token_hash = ?`
	activeCalendarTokenSQL = calendarTokenColumns + `where c.member_id = ? and c.revoked_at is null`
)

// FindCalendarToken returns the token with this hash, ended ones too.
func FindCalendarToken(q Queryer, hash string) (CalendarToken, bool, error) {
	return readCalendarToken(q, findCalendarTokenSQL, hash)
}

// ActiveCalendarToken returns the token of a member that is in force.
func ActiveCalendarToken(q Queryer, member int64) (CalendarToken, bool, error) {
	return readCalendarToken(q, activeCalendarTokenSQL, member)
}

func readCalendarToken(q Queryer, query string, arg any) (CalendarToken, bool, error) {
	var t CalendarToken
	var created int64
	err := q.QueryRow(query, arg).Scan(&t.Hash, &t.Member, &t.Titles, &t.Language, &created, &t.Revoked)
	t.Created = time.Unix(created, 0)
	return foundRow(t, err)
}

const (
	revokeCalendarTokenSQL = `update calendar_tokens set revoked_at = ? where member_id = ? and revoked_at is null`
	pruneCalendarTokensSQL = `delete from calendar_tokens where member_id = ? and revoked_at is not null and id not in
       (select id from calendar_tokens where member_id = ? order by id desc limit ?)`
)

// RevokeCalendarToken ends a member's token, reports whether there was one, and
// forgets the member's oldest tokens beyond the newest keep.
func RevokeCalendarToken(tx *Tx, member int64, now time.Time, keep int) (bool, error) {
	revoked, err := changedOne(tx.Exec(revokeCalendarTokenSQL, now.Unix(), member))
	if err != nil || !revoked {
		return false, err
	}
	_, err = tx.Exec(pruneCalendarTokensSQL, member, member, keep)
	return true, err
}

const calendarSecretSQL = `select secret from calendar_names where id = 1`

// CalendarSecret is what this library's events are named with.
func CalendarSecret(q Queryer) (secret []byte, err error) {
	err = q.QueryRow(calendarSecretSQL).Scan(&secret)
	return secret, err
}
