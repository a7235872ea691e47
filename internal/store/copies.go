package store

import "time"

// CopyRow is a copy with everything that lending it or taking it back depends on.
type CopyRow struct {
	ID, TitleID, BranchID         int64
	Barcode, CallNumber, ItemType string
	Status                        string
	Title, Author                 string
	Awaited                       bool // somebody waits for the title or stands ready for it

	LoanID     int64 // the open loan; 0: nobody has it
	MemberID   int64 // who has it
	LoanStatus string
	BorrowedAt time.Time
	DueAt      time.Time
	Renewals   int

	HoldID     int64 // the hold it is set aside for; 0: none
	HoldMember int64
	HoldPickup int64 // the branch where it is fetched
	ReadyAt    time.Time
	ShelfUntil time.Time
}

const (
	copyColumns = `select i.id, i.title_id, i.branch_id, i.barcode, i.call_number, i.item_type, i.status, t.title, t.author,
       exists (select 1 from holds w where w.title_id = i.title_id and w.status in ('waiting', 'ready')),
       coalesce(l.id, 0), coalesce(l.member_id, 0), coalesce(l.status, ''), coalesce(l.borrowed_at, 0), coalesce(l.due_at, 0), coalesce(l.renewals, 0),
       coalesce(h.id, 0), coalesce(h.member_id, 0), coalesce(h.pickup_branch_id, i.branch_id), coalesce(h.ready_at, 0), coalesce(h.shelf_until, 0)
from items i join titles t on t.id = i.title_id
left join loans l on l.item_id = i.id and l.closed_at is null
left join holds h on h.assigned_item_id = i.id and h.status = 'ready'
`
	copyByBarcodeSQL = copyColumns + `where i.barcode = ? limit 1`
	copySQL          = copyColumns + `where i.id = ? limit 1`
)

// CopyByBarcode returns a copy; [database/sql.ErrNoRows] where there is none.
func CopyByBarcode(q Queryer, barcode string) (CopyRow, error) {
	return readCopy(q, copyByBarcodeSQL, barcode)
}

// ReadCopy returns a copy; [database/sql.ErrNoRows] where there is none.
func ReadCopy(q Queryer, id int64) (CopyRow, error) { return readCopy(q, copySQL, id) }

func readCopy(q Queryer, query string, arg any) (CopyRow, error) {
	return scanCopy(q.QueryRow(query, arg).Scan)
}

func scanCopy(scan func(...any) error) (CopyRow, error) {
	var c CopyRow
	var borrowed, due, ready, until int64
	err := scan(&c.ID, &c.TitleID, &c.BranchID, &c.Barcode, &c.CallNumber, &c.ItemType, &c.Status,
		&c.Title, &c.Author, &c.Awaited, &c.LoanID, &c.MemberID, &c.LoanStatus, &borrowed, &due, &c.Renewals,
		&c.HoldID, &c.HoldMember, &c.HoldPickup, &ready, &until)
	c.BorrowedAt, c.DueAt, c.ReadyAt, c.ShelfUntil = instant(borrowed), instant(due), instant(ready), instant(until)
	return c, err
}

const setCopyStatusSQL = `update items set status = ?, version = version + 1 where id = ? and status = ?`

// SetCopyStatus puts a copy from one state into another, and reports whether it
// was in the first.
func SetCopyStatus(tx *Tx, id int64, from, to string) (bool, error) {
	return changedOne(tx.Exec(setCopyStatusSQL, to, id, from))
}
