package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// DueMoveRow is a change of the opening calendars whose loans are being moved off
// the closed days, or were.
type DueMoveRow struct {
	ID       int64
	BranchID int64    // 0: every branch
	Days     []string // YYYY-MM-DD, in order
	StaffID  int64
	Door     string
	BegunAt  time.Time
	Total    int // loans to move, as counted before
	Moved    int
	At       DueCursor
	Finished time.Time // zero: not yet
}

// DueCursor is a place in the open loans in order of due date and id.
type DueCursor struct{ Due, Loan int64 }

const insertDueMoveSQL = `insert into due_moves (branch_id, days, staff_id, door, begun_at, total) values (?, ?, ?, ?, ?, ?)`

// InsertDueMove notes that loans are to be moved, and returns the id.
func InsertDueMove(tx *Tx, m *DueMoveRow) (int64, error) {
	days, err := json.Marshal(m.Days)
	if err != nil {
		return 0, err
	}
	res, err := tx.Exec(insertDueMoveSQL, nullID(m.BranchID), string(days), nullID(m.StaffID), m.Door, m.BegunAt.Unix(), m.Total)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const (
	dueMoveColumns = `select id, coalesce(branch_id, 0), days, coalesce(staff_id, 0), door, begun_at, total, moved, at_due, at_loan,
       coalesce(finished_at, 0) from due_moves `
	dueMoveSQL         = dueMoveColumns + `where id = ?`
	pendingDueMovesSQL = dueMoveColumns + `where finished_at is null order by id`
)

// DueMove returns one; [sql.ErrNoRows] where there is none.
func DueMove(q Queryer, id int64) (DueMoveRow, error) {
	list, err := dueMoves(q, dueMoveSQL, id)
	if err == nil && len(list) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		return DueMoveRow{}, err
	}
	return list[0], nil
}

// PendingDueMoves returns those that are not finished, the oldest first.
func PendingDueMoves(q Queryer) ([]DueMoveRow, error) { return dueMoves(q, pendingDueMovesSQL) }

func dueMoves(q Queryer, query string, args ...any) (list []DueMoveRow, err error) {
	err = eachRow(q, func(scan func(...any) error) error {
		var m DueMoveRow
		var days string
		var begun, finished int64
		err := scan(&m.ID, &m.BranchID, &days, &m.StaffID, &m.Door, &begun, &m.Total, &m.Moved, &m.At.Due, &m.At.Loan, &finished)
		m.BegunAt, m.Finished = instant(begun), instant(finished)
		list = append(list, m)
		return errors.Join(err, json.Unmarshal([]byte(days), &list[len(list)-1].Days))
	}, query, args...)
	return list, err
}

const advanceDueMoveSQL = `update due_moves set at_due = ?, at_loan = ?, moved = moved + ?
where id = ? and at_due = ? and at_loan = ? and finished_at is null`

// AdvanceDueMove notes how far it has come, provided that nobody else has gone on
// from the same place, and reports that.
func AdvanceDueMove(tx *Tx, id int64, from, to DueCursor, moved int) (bool, error) {
	return changedOne(tx.Exec(advanceDueMoveSQL, to.Due, to.Loan, moved, id, from.Due, from.Loan))
}

const finishDueMoveSQL = `update due_moves set finished_at = ? where id = ? and at_due = ? and at_loan = ? and finished_at is null`

// FinishDueMove notes that it is done, provided that it stands where it stood.
func FinishDueMove(tx *Tx, id int64, at DueCursor, now time.Time) (bool, error) {
	return changedOne(tx.Exec(finishDueMoveSQL, now.Unix(), id, at.Due, at.Loan))
}

// DueLoan is an open loan with what decides whether a closed day moves it.
type DueLoan struct {
	ID       int64
	DueAt    time.Time
	Renewals int
	BranchID int64
	ItemType string
	Category string // of the member
}

var loansDue = newOnward("l.", "due_at", `select l.id, l.due_at, l.renewals, i.branch_id, i.item_type, m.category
from loans l join items i on i.id = l.item_id join members m on m.id = l.member_id
where l.closed_at is null and {behind} and l.due_at <= ?4
order by l.due_at, l.id limit ?3`)

// EachLoanDue calls fn with up to limit open loans that are due from from to to,
// both included, and lie behind a place, in order.
func EachLoanDue(q Queryer, from, to time.Time, after DueCursor, limit int, fn func(*DueLoan)) (n int, err error) {
	var l DueLoan
	at, loan := within(from.Unix(), after.Due, after.Loan)
	err = loansDue.each(q, at, loan, limit, func(scan func(...any) error) error {
		var due int64
		if err := scan(&l.ID, &due, &l.Renewals, &l.BranchID, &l.ItemType, &l.Category); err != nil {
			return err
		}
		l.DueAt = time.Unix(due, 0)
		n++
		fn(&l)
		return nil
	}, to.Unix())
	return n, err
}

const dueInstantsSQL = `select distinct due_at from loans where closed_at is null and due_at >= ? order by due_at`

// DueInstants returns when the open loans are due that are due at since or later,
// each instant once.
func DueInstants(q Queryer, since time.Time) (list []time.Time, err error) {
	err = eachRow(q, func(scan func(...any) error) error {
		var due int64
		err := scan(&due)
		list = append(list, time.Unix(due, 0))
		return err
	}, dueInstantsSQL, since.Unix())
	return list, err
}

const moveDueSQL = `update loans set due_at = ?, overdue_since = null, due_changes = due_changes + 1
where id = ? and due_at = ? and closed_at is null`

// MoveDue gives an open loan another due date, provided that it has the old one,
// and reports whether it had.
func MoveDue(tx *Tx, loan int64, old, due time.Time) (bool, error) {
	return changedOne(tx.Exec(moveDueSQL, due.Unix(), loan, old.Unix()))
}

// LoanName is how people know a loan.
type LoanName struct {
	ID             int64
	Title, Barcode string
}

const loanNamesSQL = `select l.id, t.title, i.barcode from loans l join items i on i.id = l.item_id join titles t on t.id = i.title_id
where l.id in (select value from json_each(?))`

// LoanNames returns the titles and barcodes of loans by their ids. ids is a JSON
// array.
func LoanNames(q Queryer, ids string) (map[int64]LoanName, error) {
	names := map[int64]LoanName{}
	err := eachRow(q, func(scan func(...any) error) error {
		var n LoanName
		err := scan(&n.ID, &n.Title, &n.Barcode)
		names[n.ID] = n
		return err
	}, loanNamesSQL, ids)
	return names, err
}
