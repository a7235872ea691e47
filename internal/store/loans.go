package store

import "time"

// LoanRow is a loan with everything a decision and a page need of it.
type LoanRow struct {
	ID             int64
	ItemID         int64
	BorrowedAt     time.Time
	DueAt          time.Time
	Renewals       int
	UnseenRenewals int
	LastRenewedAt  time.Time // zero: never
	Status         string
	BranchID       int64 // of the item's home
	ItemType       string
	Barcode        string
	CallNumber     string
	ItemRenewable  bool
	Title, Author  string
	OnCopy         int // others' holds that wait for this very copy
	OnTitle        int // others' holds that wait for any copy
	FreeCopies     int // at the branch; counted only where OnTitle is not 0
}

// Hardly any book is waited for, so the list of loans only asks whether there is
// a hold on the title at all, and who waits for what is counted for those alone.
const (
	loanColumns = `select l.id, l.item_id, l.borrowed_at, l.due_at, l.renewals, l.unseen_renewals, coalesce(l.last_renewed_at, 0), l.status,
       i.branch_id, i.item_type, i.barcode, i.call_number, i.renewable, t.title, t.author,
       exists (select 1 from holds h where h.title_id = i.title_id and h.status in ('waiting', 'ready'))
from loans l join items i on i.id = l.item_id join titles t on t.id = i.title_id
`
	openLoansSQL   = loanColumns + `where l.member_id = ? and l.closed_at is null order by l.due_at, l.id`
	closedLoansSQL = loanColumns + `where l.id in (select value from json_each(?)) and l.member_id = ? and l.closed_at is not null`
)

// OpenLoans returns a member's loans that are not closed, by due date, those
// lost or said to be returned among them. Holds that have expired at now do
// not count.
func OpenLoans(q Queryer, member int64, now time.Time) ([]LoanRow, error) {
	return readLoans(q, now, openLoansSQL, member)
}

// ClosedLoans returns those of the loans that are the member's and closed. ids
// is a JSON array.
func ClosedLoans(q Queryer, member int64, ids string, now time.Time) ([]LoanRow, error) {
	return readLoans(q, now, closedLoansSQL, ids, member)
}

func readLoans(q Queryer, now time.Time, query string, args ...any) ([]LoanRow, error) {
	rows, err := q.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var (
		r                   LoanRow
		borrowed, due, last int64
		awaited             bool
		counted             []int64 // loans of titles with holds
		list                = make([]LoanRow, 0, 8)
		// One list of targets for all rows: most of them are read with one allocation less per column.
		columns = [...]any{&r.ID, &r.ItemID, &borrowed, &due, &r.Renewals, &r.UnseenRenewals, &last, &r.Status,
			&r.BranchID, &r.ItemType, &r.Barcode, &r.CallNumber, &r.ItemRenewable, &r.Title, &r.Author,
			&awaited}
	)
	for rows.Next() {
		if err := rows.Scan(columns[:]...); err != nil {
			return nil, err
		}
		r.BorrowedAt, r.DueAt, r.LastRenewedAt = time.Unix(borrowed, 0), time.Unix(due, 0), instant(last)
		list = append(list, r)
		if awaited {
			counted = append(counted, r.ID)
		}
	}
	if err := rows.Err(); err != nil || len(counted) == 0 {
		return list, err
	}
	return list, countHolds(q, list, IDList(counted), now)
}

const loanByBarcodeSQL = `select l.id, l.member_id from items i join loans l on l.item_id = i.id
where i.barcode = ? order by l.closed_at is null desc, l.id desc limit 1`

// LoanByBarcode returns the open loan of an item, or else its latest;
// [database/sql.ErrNoRows] where it was never lent.
func LoanByBarcode(q Queryer, barcode string) (loan, member int64, err error) {
	err = q.QueryRow(loanByBarcodeSQL, barcode).Scan(&loan, &member)
	return loan, member, err
}

const freeCopiesSQL = `select (` + freeCopies + `) from loans l join items i on i.id = l.item_id where l.id = ?`

// FreeCopies counts the free copies of a loan's title at the item's branch,
// whether anybody waits or not.
func FreeCopies(q Queryer, loan int64) (n int, err error) {
	err = q.QueryRow(freeCopiesSQL, loan).Scan(&n)
	return n, err
}

const renewLoanSQL = `update loans set renewals = ?, due_at = ?, last_renewed_at = ?, unseen_renewals = ?, overdue_since = null,
       due_changes = due_changes + 1
where id = ? and renewals = ? and due_at = ? and closed_at is null`

// RenewLoan writes a renewal into the loan, provided that it is still in the
// state old, and reports whether it was.
func RenewLoan(tx *Tx, old *LoanRow, newDue, now time.Time, unseen int) (bool, error) {
	return changedOne(tx.Exec(renewLoanSQL, old.Renewals+1, newDue.Unix(), now.Unix(), unseen,
		old.ID, old.Renewals, old.DueAt.Unix()))
}
