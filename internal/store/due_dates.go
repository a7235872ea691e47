package store

import "time"

// DueRow is what a calendar needs of a loan that is still out.
type DueRow struct {
	LoanID        int64
	BorrowedAt    time.Time
	LastRenewedAt time.Time // zero: never
	DueAt         time.Time
	DueChanges    int // how often DueAt has changed; never less than before
	BranchID      int64
	ItemType      string
	Title         string
}

// A book that is lost, or said to be back, has no day to bring it back.
const (
	dueColumns = `select l.id, l.borrowed_at, coalesce(l.last_renewed_at, 0), l.due_at, l.due_changes, i.branch_id, i.item_type, t.title
from loans l join items i on i.id = l.item_id join titles t on t.id = i.title_id
`
	stillOut      = `l.closed_at is null and l.status in ('open', 'on_site')`
	dueOfSQL      = dueColumns + `where l.member_id = ? and ` + stillOut + ` order by l.due_at, l.id`
	dueReceiptSQL = dueColumns + `where l.id in (select n.loan_id from receipt_lines n
       where n.receipt_id = ? and n.result in ('renewed', 'already_renewed')) and ` + stillOut + ` order by l.due_at, l.id`
)

// DueOf returns the loans that a member has out, by due date.
func DueOf(q Queryer, member int64) ([]DueRow, error) { return dueRows(q, dueOfSQL, member) }

// DueOfReceipt returns the loans that a receipt has renewed and that are still
// out, as they are now.
func DueOfReceipt(q Queryer, receipt int64) ([]DueRow, error) {
	return dueRows(q, dueReceiptSQL, receipt)
}

func dueRows(q Queryer, query string, arg any) ([]DueRow, error) {
	var list []DueRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r DueRow
		var borrowed, last, due int64
		err := scan(&r.LoanID, &borrowed, &last, &due, &r.DueChanges, &r.BranchID, &r.ItemType, &r.Title)
		r.BorrowedAt, r.LastRenewedAt, r.DueAt = time.Unix(borrowed, 0), instant(last), time.Unix(due, 0)
		list = append(list, r)
		return err
	}, query, arg)
	return list, err
}
