package store

import "time"

// SanctionRow is what one lateness came to.
type SanctionRow struct {
	MemberID, LoanID int64
	RenewalID        int64 // 0: ended by the return
	ReturnID         int64 // 0: ended by a renewal
	BookedAt         time.Time
	DueAt            time.Time // the due date that was missed
	LateDays         int
	Fine             int64 // rupiah
	LegalBasis       string
	SuspendedUntil   string // the last suspended day, "" for none
	SuspendedBefore  string // the member's last suspended day before it, as booked here
}

const bookSanctionSQL = `insert into sanctions
(member_id, loan_id, renewal_id, return_id, booked_at, due_at, late_days, fine, legal_basis, suspended_until, suspended_before)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (loan_id, due_at) do update set renewal_id = excluded.renewal_id, return_id = excluded.return_id,
  booked_at = excluded.booked_at, late_days = excluded.late_days, fine = excluded.fine, legal_basis = excluded.legal_basis,
  suspended_until = excluded.suspended_until, suspended_before = excluded.suspended_before, undone_at = null
where sanctions.undone_at is not null`

// BookSanction books a lateness and reports whether it was not booked before.
// One that was undone is booked again in its row.
func BookSanction(tx *Tx, s SanctionRow) (bool, error) {
	return changedOne(tx.Exec(bookSanctionSQL, s.MemberID, s.LoanID, nullID(s.RenewalID), nullID(s.ReturnID),
		s.BookedAt.Unix(), s.DueAt.Unix(), s.LateDays, s.Fine, s.LegalBasis, nullText(s.SuspendedUntil), nullText(s.SuspendedBefore)))
}
