package store

import (
	"database/sql"
	"time"
)

// SanctionRow is what one lateness came to.
type SanctionRow struct {
	MemberID, LoanID int64
	RenewalID        int64 // 0: ended by the return
	BookedAt         time.Time
	DueAt            time.Time // the due date that was missed
	LateDays         int
	Fine             int64 // rupiah
	LegalBasis       string
	SuspendedUntil   string // the last suspended day, "" for none
}

const bookSanctionSQL = `insert into sanctions
(member_id, loan_id, renewal_id, booked_at, due_at, late_days, fine, legal_basis, suspended_until)
values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (loan_id, due_at) do nothing`

// BookSanction books a lateness and reports whether it was not booked before.
func BookSanction(tx *Tx, s SanctionRow) (bool, error) {
	return changedOne(tx.Exec(bookSanctionSQL, s.MemberID, s.LoanID, nullID(s.RenewalID), s.BookedAt.Unix(), s.DueAt.Unix(),
		s.LateDays, s.Fine, s.LegalBasis, sql.NullString{String: s.SuspendedUntil, Valid: s.SuspendedUntil != ""}))
}
