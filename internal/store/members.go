package store

import "database/sql"

// MemberRow is a member as a decision needs them, and the pulse with it.
type MemberRow struct {
	ID                     int64
	Name, Card, Category   string
	Status                 string
	CardExpiresOn          string // days are YYYY-MM-DD, "" where there is none
	SuspendedUntil         string // by sanctions booked here
	SuspendedUntilImported string
	Fines                  int64 // rupiah, ours and imported
	Pulse                  Pulse
}

const memberSQL = `select m.id, m.name, m.card, m.category, m.status,
       coalesce(m.card_expires_on, ''), coalesce(m.suspended_until, ''), coalesce(m.suspended_until_imported, ''),
       m.fines + m.fines_imported, (select version from config_version where id = 1), ` + newestAudit + `
from members m where m.id = ? and m.erased_at is null`

// ReadMember returns a member; [sql.ErrNoRows] where there is none.
func ReadMember(q Queryer, id int64) (MemberRow, error) {
	var m MemberRow
	var audit int64
	err := q.QueryRow(memberSQL, id).Scan(&m.ID, &m.Name, &m.Card, &m.Category, &m.Status,
		&m.CardExpiresOn, &m.SuspendedUntil, &m.SuspendedUntilImported, &m.Fines, &m.Pulse.Config, &audit)
	m.Pulse.NewestAudit = instant(audit)
	return m, err
}

const sanctionMemberSQL = `update members set fines = fines + ?, suspended_until = coalesce(?, suspended_until) where id = ?`

// SanctionMember adds a fine in rupiah and sets the last suspended day; "" leaves
// it as it is.
func SanctionMember(tx *Tx, id, fine int64, suspendedUntil string) error {
	ok, err := changedOne(tx.Exec(sanctionMemberSQL, fine, sql.NullString{String: suspendedUntil, Valid: suspendedUntil != ""}, id))
	if err == nil && !ok {
		return sql.ErrNoRows
	}
	return err
}
