package store

import (
	"database/sql"
	"time"
)

// LastRenewal is a loan's latest renewal, as undoing it needs it.
type LastRenewal struct {
	ID, ReceiptID       int64
	RenewedAt           time.Time
	OldDueAt, NewDueAt  time.Time
	Actor               string
	UnseenBefore        sql.Null[int]
	RenewedBefore       time.Time // zero: never, or not kept
	Entered             bool      // staff have entered it in the other system
	ReceiptHasOtherOnes bool      // its receipt has renewed other loans too
}

const lastRenewalSQL = `select r.id, r.receipt_id, r.renewed_at, r.old_due_at, r.new_due_at, r.actor, r.unseen_before,
       coalesce(r.renewed_before, 0), r.entered_at is not null,
       exists (select 1 from renewals o where o.receipt_id = r.receipt_id and o.id <> r.id and o.undone_at is null)
from renewals r where r.loan_id = ? and r.number = ? and r.undone_at is null`

// ReadLastRenewal returns the renewal of that number that was not undone.
func ReadLastRenewal(q Queryer, loan int64, number int) (LastRenewal, bool, error) {
	var r LastRenewal
	var at, oldDue, newDue, before int64
	err := q.QueryRow(lastRenewalSQL, loan, number).Scan(&r.ID, &r.ReceiptID, &at, &oldDue, &newDue, &r.Actor, &r.UnseenBefore,
		&before, &r.Entered, &r.ReceiptHasOtherOnes)
	r.RenewedAt, r.OldDueAt, r.NewDueAt = time.Unix(at, 0), time.Unix(oldDue, 0), time.Unix(newDue, 0)
	r.RenewedBefore = instant(before)
	return foundRow(r, err)
}

const renewalBeforeSQL = `select coalesce(max(renewed_at), 0) from renewals where loan_id = ? and number < ? and undone_at is null`

// RenewedBefore returns when a loan was last renewed before its renewal of that
// number; zero for never.
func RenewedBefore(q Queryer, loan int64, number int) (time.Time, error) {
	var at int64
	err := q.QueryRow(renewalBeforeSQL, loan, number).Scan(&at)
	return instant(at), err
}

const undoRenewalSQL = `update renewals set undone_at = ? where id = ? and undone_at is null and entered_at is null`

// UndoRenewal marks a renewal as undone, and reports whether it stood and was
// not entered elsewhere.
func UndoRenewal(tx *Tx, id int64, at time.Time) (bool, error) {
	return changedOne(tx.Exec(undoRenewalSQL, at.Unix(), id))
}

const unrenewLoanSQL = `update loans set renewals = renewals - 1, due_at = ?, last_renewed_at = ?, unseen_renewals = ?, overdue_since = null,
       due_changes = due_changes + 1
where id = ? and renewals = ? and due_at = ? and closed_at is null`

// UnrenewLoan gives a loan back what its last renewal changed, provided that it
// is still in the state old, and reports whether it was.
func UnrenewLoan(tx *Tx, old *LoanState, due, lastRenewed time.Time, unseen int) (bool, error) {
	return changedOne(tx.Exec(unrenewLoanSQL, due.Unix(), nullSeconds(lastRenewed), unseen, old.ID, old.Renewals, old.DueAt.Unix()))
}

// UndoableRow is a loan's latest renewal, as a page needs it.
type UndoableRow struct {
	LoanID    int64
	RenewedAt time.Time
	NewDueAt  time.Time
	Entered   bool
}

const undoableSQL = `select r.loan_id, r.renewed_at, r.new_due_at, r.entered_at is not null
from loans l join renewals r on r.loan_id = l.id and r.number = l.renewals and r.undone_at is null
where l.member_id = ? and l.closed_at is null`

// LatestRenewals returns the latest renewal of each open loan of a member that
// was renewed here.
func LatestRenewals(q Queryer, member int64) ([]UndoableRow, error) {
	var list []UndoableRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r UndoableRow
		var at, due int64
		err := scan(&r.LoanID, &at, &due, &r.Entered)
		r.RenewedAt, r.NewDueAt = time.Unix(at, 0), time.Unix(due, 0)
		list = append(list, r)
		return err
	}, undoableSQL, member)
	return list, err
}
