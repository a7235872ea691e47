package store

import (
	"database/sql"
	"time"
)

// UndoableSanction is a sanction that stands, as undoing it needs it.
type UndoableSanction struct {
	ID, MemberID    int64
	Fine            int64
	SuspendedUntil  string // "" for none
	SuspendedBefore string
	MemberFines     int64 // what the member owes, ours and imported
}

const (
	sanctionColumns = `select s.id, s.member_id, s.fine, coalesce(s.suspended_until, ''), coalesce(s.suspended_before, ''), m.fines + m.fines_imported
from sanctions s join members m on m.id = s.member_id
`
	sanctionOfReturnSQL  = sanctionColumns + `where s.loan_id = ? and s.return_id = ? and s.undone_at is null`
	sanctionOfRenewalSQL = sanctionColumns + `where s.loan_id = ? and s.renewal_id = ? and s.undone_at is null`
)

// SanctionOfReturn returns what a return has booked.
func SanctionOfReturn(q Queryer, loan, id int64) (UndoableSanction, bool, error) {
	return readSanction(q, sanctionOfReturnSQL, loan, id)
}

// SanctionOfRenewal returns what a renewal has booked.
func SanctionOfRenewal(q Queryer, loan, id int64) (UndoableSanction, bool, error) {
	return readSanction(q, sanctionOfRenewalSQL, loan, id)
}

func readSanction(q Queryer, query string, loan, id int64) (UndoableSanction, bool, error) {
	var s UndoableSanction
	err := q.QueryRow(query, loan, id).Scan(&s.ID, &s.MemberID, &s.Fine, &s.SuspendedUntil, &s.SuspendedBefore, &s.MemberFines)
	return foundRow(s, err)
}

const (
	undoSanctionSQL = `update sanctions set undone_at = ? where id = ? and undone_at is null`
	// A suspension that followed on this one keeps its last day, but follows on
	// what was before when it is undone itself.
	relinkSanctionsSQL = `update sanctions set suspended_before = ? where member_id = ? and suspended_before = ? and undone_at is null`
	unsanctionSQL      = `update members set fines = fines - ?,
       suspended_until = case when suspended_until = ? then ? else suspended_until end where id = ?`
)

// UndoSanction takes a sanction back from its member: the fine, and the last
// suspended day where it is still the one that this sanction set. It reports
// whether the sanction stood.
func UndoSanction(tx *Tx, s *UndoableSanction, at time.Time) (bool, error) {
	stood, err := changedOne(tx.Exec(undoSanctionSQL, at.Unix(), s.ID))
	if err != nil || !stood {
		return false, err
	}
	before := nullText(s.SuspendedBefore)
	if s.SuspendedUntil != "" {
		if _, err := tx.Exec(relinkSanctionsSQL, before, s.MemberID, s.SuspendedUntil); err != nil {
			return false, err
		}
	}
	ok, err := changedOne(tx.Exec(unsanctionSQL, s.Fine, nullText(s.SuspendedUntil), before, s.MemberID))
	if err == nil && !ok {
		return false, sql.ErrNoRows
	}
	return ok, err
}
