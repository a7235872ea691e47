package store

import (
	"database/sql"
	"time"
)

// KioskVisitRow is a kiosk with the visit under way there.
type KioskVisitRow struct {
	Kiosk     int64
	TokenHash string // "": nobody has begun
	Member    int64  // 0: the PIN is still to come
	Held      []byte // sealed
	Receipt   string
	Seen      time.Time // of the last action
}

const kioskVisitSQL = `select k.id, v.token_hash, v.member_id, v.held, v.receipt, v.seen_at
from kiosks k left join kiosk_visits v on v.kiosk_id = k.id where k.token_hash = ?`

// FindKiosk returns the kiosk whose cookie has this hash, with its visit.
func FindKiosk(q Queryer, tokenHash string) (v KioskVisitRow, found bool, err error) {
	var token, receipt sql.NullString
	var member, seen sql.NullInt64
	err = q.QueryRow(kioskVisitSQL, tokenHash).Scan(&v.Kiosk, &token, &member, &v.Held, &receipt, &seen)
	v.TokenHash, v.Member, v.Receipt, v.Seen = token.String, member.Int64, receipt.String, instant(seen.Int64)
	return foundRow(v, err)
}

const putKioskVisitSQL = `insert into kiosk_visits (kiosk_id, token_hash, member_id, held, seen_at) values (?, ?, ?, ?, ?)
on conflict (kiosk_id) do update set token_hash = excluded.token_hash, member_id = excluded.member_id,
       held = excluded.held, receipt = '', seen_at = excluded.seen_at`

// PutKioskVisit begins a visit; the one before it at this kiosk ends.
func PutKioskVisit(tx *Tx, v KioskVisitRow) error {
	_, err := tx.Exec(putKioskVisitSQL, v.Kiosk, v.TokenHash, nullID(v.Member), heldBytes(v.Held), v.Seen.Unix())
	return err
}

const openKioskVisitSQL = `update kiosk_visits set token_hash = ?, member_id = ?, held = x'', seen_at = ?
where kiosk_id = ? and token_hash = ?`

// OpenKioskVisit makes a visit a member's, under a new token; false where it has
// ended meanwhile. Nothing that was typed is kept.
func OpenKioskVisit(tx *Tx, v KioskVisitRow, newTokenHash string) (bool, error) {
	return changedOne(tx.Exec(openKioskVisitSQL, newTokenHash, v.Member, v.Seen.Unix(), v.Kiosk, v.TokenHash))
}

const touchKioskVisitSQL = `update kiosk_visits set seen_at = ?, held = ?, receipt = ? where kiosk_id = ? and token_hash = ?`

// TouchKioskVisit notes an action of a visit and what came of it; false where the
// visit has ended meanwhile.
func TouchKioskVisit(tx *Tx, v KioskVisitRow) (bool, error) {
	return changedOne(tx.Exec(touchKioskVisitSQL, v.Seen.Unix(), heldBytes(v.Held), v.Receipt, v.Kiosk, v.TokenHash))
}

const endKioskVisitSQL = `delete from kiosk_visits where kiosk_id = ?`

// EndKioskVisit forgets whoever stands before a kiosk.
func EndKioskVisit(tx *Tx, kiosk int64) error {
	_, err := tx.Exec(endKioskVisitSQL, kiosk)
	return err
}

const endOldKioskVisitsSQL = `delete from kiosk_visits where seen_at < ?`

// EndOldKioskVisits forgets those who have done nothing since before. The table
// has a row for each kiosk at most.
func EndOldKioskVisits(tx *Tx, before time.Time) error {
	_, err := tx.Exec(endOldKioskVisitsSQL, before.Unix())
	return err
}

// heldBytes is how "nothing" is written where the column takes no null.
func heldBytes(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
