package store

import "time"

// ReceiptRow is what one renewal request came to, without its lines.
type ReceiptRow struct {
	ID        int64
	Ref       string
	MemberID  int64
	CreatedAt time.Time
	Door      string
	Actor     string
}

const insertReceiptSQL = `insert into receipts (ref, member_id, created_at, door, actor) values (?, ?, ?, ?, ?)
on conflict (ref) do nothing`

// InsertReceipt writes a receipt and returns its id, or 0 where its reference
// is taken.
func InsertReceipt(tx *Tx, r ReceiptRow) (int64, error) {
	res, err := tx.Exec(insertReceiptSQL, r.Ref, r.MemberID, r.CreatedAt.Unix(), r.Door, r.Actor)
	if err != nil {
		return 0, err
	}
	if n, err := res.RowsAffected(); n == 0 || err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// LineRow is the result for one loan of a request.
type LineRow struct {
	LoanID   int64 // 0: no such loan of this member
	ShownAt  int   // the number of renewals the page showed
	Result   string
	OldDueAt time.Time
	NewDueAt time.Time
	Decision string // JSON

	// Read only, of the loan:
	BranchID               int64
	Title, Author, Barcode string
	LateDays               int    // of the lateness that the renewal ended and that was sanctioned; 0: none
	Fine                   int64  // rupiah
	LegalBasis             string // of the fine
	SuspendedUntil         string // "" where the lateness suspended nobody
	PassedOver             string // reasons that a clerk passed over, by commas
	Undone                 bool   // the renewal was taken back
}

const insertLineSQL = `insert into receipt_lines (receipt_id, position, loan_id, shown_at, result, old_due_at, new_due_at, decision)
values (?, ?, ?, ?, ?, ?, ?, ?)`

// InsertLine writes the line of a receipt at a position.
func InsertLine(tx *Tx, receipt int64, position int, l *LineRow) error {
	_, err := tx.Exec(insertLineSQL, receipt, position, nullID(l.LoanID), l.ShownAt, l.Result,
		nullSeconds(l.OldDueAt), nullSeconds(l.NewDueAt), l.Decision)
	return err
}

const (
	receiptSQL       = `select id, ref, member_id, created_at, door, actor from receipts where ref = ? and member_id = ?`
	anyReceiptSQL    = `select id, ref, member_id, created_at, door, actor from receipts where ref = ?`
	newestReceiptSQL = `select id, ref, member_id, created_at, door, actor from receipts where member_id = ? order by id desc limit 1`
)

// ReadReceipt returns a member's receipt; [database/sql.ErrNoRows] where the
// member has none of that reference.
func ReadReceipt(q Queryer, member int64, ref string) (ReceiptRow, error) {
	return readReceipt(q, receiptSQL, ref, member)
}

// ReceiptByRef returns the receipt of any member; [database/sql.ErrNoRows] where
// there is none of that reference.
func ReceiptByRef(q Queryer, ref string) (ReceiptRow, error) {
	return readReceipt(q, anyReceiptSQL, ref)
}

// NewestReceipt returns a member's latest receipt; [database/sql.ErrNoRows]
// where there is none.
func NewestReceipt(q Queryer, member int64) (ReceiptRow, error) {
	return readReceipt(q, newestReceiptSQL, member)
}

func readReceipt(q Queryer, query string, args ...any) (ReceiptRow, error) {
	var r ReceiptRow
	var at int64
	err := q.QueryRow(query, args...).Scan(&r.ID, &r.Ref, &r.MemberID, &at, &r.Door, &r.Actor)
	r.CreatedAt = time.Unix(at, 0)
	return r, err
}

const linesSQL = `select coalesce(n.loan_id, 0), n.shown_at, n.result, coalesce(n.old_due_at, 0), coalesce(n.new_due_at, 0), n.decision,
       coalesce(i.branch_id, 0), coalesce(t.title, ''), coalesce(t.author, ''), coalesce(i.barcode, ''),
       coalesce(s.late_days, 0), coalesce(s.fine, 0), coalesce(s.legal_basis, ''), coalesce(s.suspended_until, ''),
       coalesce(r.passed_over, ''), r.undone_at is not null
from receipt_lines n left join loans l on l.id = n.loan_id left join items i on i.id = l.item_id left join titles t on t.id = i.title_id
left join renewals r on r.receipt_id = n.receipt_id and r.loan_id = n.loan_id and n.result = 'renewed'
left join sanctions s on s.loan_id = n.loan_id and s.due_at = n.old_due_at and s.renewal_id = r.id and s.undone_at is null
where n.receipt_id = ? order by n.position`

// ReadLines returns the lines of a receipt in their order.
func ReadLines(q Queryer, receipt int64) ([]LineRow, error) {
	rows, err := q.Query(linesSQL, receipt)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []LineRow
	for rows.Next() {
		var l LineRow
		var oldDue, newDue int64
		err := rows.Scan(&l.LoanID, &l.ShownAt, &l.Result, &oldDue, &newDue, &l.Decision,
			&l.BranchID, &l.Title, &l.Author, &l.Barcode, &l.LateDays, &l.Fine, &l.LegalBasis, &l.SuspendedUntil,
			&l.PassedOver, &l.Undone)
		if err != nil {
			return nil, err
		}
		l.OldDueAt, l.NewDueAt = instant(oldDue), instant(newDue)
		list = append(list, l)
	}
	return list, rows.Err()
}

const (
	// The refusals before the newest so many; a receipt that renewed has rows in renewals.
	staleRefusalsSQL = `select id from receipts c where member_id = ?
  and not exists (select 1 from renewals r where r.receipt_id = c.id) order by id desc limit ? offset ?`
	deleteLinesSQL   = `delete from receipt_lines where receipt_id = ?`
	deleteReceiptSQL = `delete from receipts where id = ?`
)

// PruneRefusals deletes a member's receipts that renewed nothing, but for the
// newest keep of them.
func PruneRefusals(tx *Tx, member int64, keep int) error {
	const atOnce = 10
	rows, err := tx.Query(staleRefusalsSQL, member, atOnce, keep)
	if err != nil {
		return err
	}
	var stale []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			rows.Close()
			return err
		}
		stale = append(stale, id)
	}
	rows.Close() // before the deletes: the writer is one connection
	if err := rows.Err(); err != nil {
		return err
	}
	for _, id := range stale {
		if _, err := tx.Exec(deleteLinesSQL, id); err != nil {
			return err
		}
		if _, err := tx.Exec(deleteReceiptSQL, id); err != nil {
			return err
		}
	}
	return nil
}
