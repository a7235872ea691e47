package store

import "time"

const insertLoanSQL = `insert into loans (member_id, item_id, borrowed_at, due_at) values (?, ?, ?, ?)`

// InsertLoan lends a copy and returns the loan's id. [IsUnique] tells that it is
// lent already.
func InsertLoan(tx *Tx, member, item int64, borrowedAt, dueAt time.Time) (int64, error) {
	res, err := tx.Exec(insertLoanSQL, member, item, borrowedAt.Unix(), dueAt.Unix())
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// LoanState is a loan, open or not, as the desk changes it.
type LoanState struct {
	ID, MemberID, ItemID, BranchID int64
	ItemType                       string
	BorrowedAt, DueAt              time.Time
	Renewals, Unseen               int
	LastRenewedAt                  time.Time
	Status                         string
	Closed                         bool
}

const loanStateSQL = `select l.id, l.member_id, l.item_id, i.branch_id, i.item_type, l.borrowed_at, l.due_at, l.renewals, l.unseen_renewals,
       coalesce(l.last_renewed_at, 0), l.status, l.closed_at is not null
from loans l join items i on i.id = l.item_id where l.id = ?`

// ReadLoanState returns a loan; [database/sql.ErrNoRows] where there is none.
func ReadLoanState(q Queryer, id int64) (LoanState, error) {
	var l LoanState
	var borrowed, due, last int64
	err := q.QueryRow(loanStateSQL, id).Scan(&l.ID, &l.MemberID, &l.ItemID, &l.BranchID, &l.ItemType, &borrowed, &due,
		&l.Renewals, &l.Unseen, &last, &l.Status, &l.Closed)
	l.BorrowedAt, l.DueAt, l.LastRenewedAt = time.Unix(borrowed, 0), time.Unix(due, 0), instant(last)
	return l, err
}

const setLoanStatusSQL = `update loans set status = ? where id = ? and status = ? and closed_at is null`

// SetLoanStatus puts an open loan from one state into another, and reports
// whether it was in the first.
func SetLoanStatus(tx *Tx, id int64, from, to string) (bool, error) {
	return changedOne(tx.Exec(setLoanStatusSQL, to, id, from))
}

const changeDueSQL = `update loans set due_at = ?, due_changes = due_changes + 1, overdue_since = null
where id = ? and renewals = ? and due_at = ? and closed_at is null`

// ChangeDue gives an open loan another due date, provided that it is still in
// the state old, and reports whether it was.
func ChangeDue(tx *Tx, old *LoanState, due time.Time) (bool, error) {
	return changedOne(tx.Exec(changeDueSQL, due.Unix(), old.ID, old.Renewals, old.DueAt.Unix()))
}

const markSeenSQL = `update loans set unseen_renewals = 0 where id = ? and closed_at is null`

// MarkSeen says that somebody has seen the book, and reports whether the loan is open.
func MarkSeen(tx *Tx, id int64) (bool, error) { return changedOne(tx.Exec(markSeenSQL, id)) }
