package store

import "time"

const closeLoanSQL = `update loans set status = 'returned', closed_at = ? where id = ? and status = ? and closed_at is null`

// CloseLoan ends a loan as returned at at, provided that it is open and in the
// state from, and reports whether it was.
func CloseLoan(tx *Tx, id int64, from string, at time.Time) (bool, error) {
	return changedOne(tx.Exec(closeLoanSQL, at.Unix(), id, from))
}

const reopenLoanSQL = `update loans set status = ?, closed_at = null where id = ? and status = 'returned'`

// ReopenLoan takes back that a loan has ended, and reports whether it had.
// [IsUnique] tells that the copy is lent again.
func ReopenLoan(tx *Tx, id int64, status string) (bool, error) {
	return changedOne(tx.Exec(reopenLoanSQL, status, id))
}

// ReturnRow is how a loan ended at the desk.
type ReturnRow struct {
	ID, LoanID             int64
	ReturnedAt, RecordedAt time.Time
	StaffID                int64 // 0: nobody's
	Door                   string
	LoanStatus, ItemStatus string // before
	HoldID                 int64  // for whom the copy was set aside; 0: nobody
	Damaged                bool   // it came back damaged
	UndoneAt               time.Time
}

const insertReturnSQL = `insert into returns (loan_id, returned_at, recorded_at, staff_id, door, loan_status, item_status, damaged)
values (?, ?, ?, ?, ?, ?, ?, ?)`

// InsertReturn writes how a loan ended and returns the row's id.
func InsertReturn(tx *Tx, r *ReturnRow) (int64, error) {
	res, err := tx.Exec(insertReturnSQL, r.LoanID, r.ReturnedAt.Unix(), r.RecordedAt.Unix(), nullID(r.StaffID), r.Door,
		r.LoanStatus, r.ItemStatus, r.Damaged)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const returnHoldSQL = `update returns set hold_id = ? where id = ?`

// NoteReturnHold says for which hold the returned copy was set aside.
func NoteReturnHold(tx *Tx, id, hold int64) error {
	_, err := tx.Exec(returnHoldSQL, hold, id)
	return err
}

const undoReturnSQL = `update returns set undone_at = ? where id = ? and undone_at is null`

// UndoReturn marks a return as undone, and reports whether it was not yet.
func UndoReturn(tx *Tx, id int64, at time.Time) (bool, error) {
	return changedOne(tx.Exec(undoReturnSQL, at.Unix(), id))
}

const returnSQL = `select id, loan_id, returned_at, recorded_at, coalesce(staff_id, 0), door, loan_status, item_status,
       coalesce(hold_id, 0), damaged, coalesce(undone_at, 0) from returns where id = ?`

// ReadReturn returns it; [database/sql.ErrNoRows] where there is none.
func ReadReturn(q Queryer, id int64) (ReturnRow, error) {
	var r ReturnRow
	var returned, recorded, undone int64
	err := q.QueryRow(returnSQL, id).Scan(&r.ID, &r.LoanID, &returned, &recorded, &r.StaffID, &r.Door, &r.LoanStatus,
		&r.ItemStatus, &r.HoldID, &r.Damaged, &undone)
	r.ReturnedAt, r.RecordedAt, r.UndoneAt = time.Unix(returned, 0), time.Unix(recorded, 0), instant(undone)
	return r, err
}
