package store

import (
	"strconv"
	"strings"
	"time"
)

// RenewalRow is one renewal that was made here.
type RenewalRow struct {
	LoanID    int64
	Number    int // the loan's renewals after this one
	ReceiptID int64
	RenewedAt time.Time
	OldDueAt  time.Time
	NewDueAt  time.Time
	Actor     string
	Door      string

	UnseenBefore  int       // what undoing it gives back
	RenewedBefore time.Time // zero: never
	PassedOver    string    // reasons that a clerk passed over, by commas
	Reason        string    // and why
}

const insertRenewalSQL = `insert into renewals (loan_id, number, receipt_id, renewed_at, old_due_at, new_due_at, actor, door,
  unseen_before, renewed_before, passed_over, reason)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// InsertRenewal writes a renewal and returns its id. A second one of the same
// loan and number, the first not undone, is a unique violation.
func InsertRenewal(tx *Tx, r RenewalRow) (int64, error) {
	res, err := tx.Exec(insertRenewalSQL, r.LoanID, r.Number, r.ReceiptID, r.RenewedAt.Unix(),
		r.OldDueAt.Unix(), r.NewDueAt.Unix(), r.Actor, r.Door,
		r.UnseenBefore, nullSeconds(r.RenewedBefore), r.PassedOver, r.Reason)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// DoneRenewal is a renewal that was made and not undone, with its receipt.
type DoneRenewal struct {
	LoanID    int64
	Number    int
	ReceiptID int64
	Ref       string
	OldDueAt  time.Time
	NewDueAt  time.Time
}

const doneRenewalsSQL = `select r.loan_id, r.number, r.receipt_id, c.ref, r.old_due_at, r.new_due_at
from renewals r join receipts c on c.id = r.receipt_id
where r.loan_id in (select value from json_each(?)) and r.undone_at is null`

const nextIsTakenSQL = `select exists (select 1 from renewals where loan_id = ? and number = ? and undone_at is null)`

// NextIsTaken reports whether a renewal of that number, not undone, exists
// already although the loan's count does not show it.
func NextIsTaken(q Queryer, loan int64, number int) (taken bool, err error) {
	err = q.QueryRow(nextIsTakenSQL, loan, number).Scan(&taken)
	return taken, err
}

// DoneRenewals returns the renewals of these loans that were not undone. ids is
// a JSON array.
func DoneRenewals(q Queryer, ids string) ([]DoneRenewal, error) {
	rows, err := q.Query(doneRenewalsSQL, ids)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []DoneRenewal
	for rows.Next() {
		var r DoneRenewal
		var oldDue, newDue int64
		if err := rows.Scan(&r.LoanID, &r.Number, &r.ReceiptID, &r.Ref, &oldDue, &newDue); err != nil {
			return nil, err
		}
		r.OldDueAt, r.NewDueAt = time.Unix(oldDue, 0), time.Unix(newDue, 0)
		list = append(list, r)
	}
	return list, rows.Err()
}

// PastRenewal is a renewal with what a person or a program wants to know of it.
type PastRenewal struct {
	Ref       string // of the receipt
	SourceID  string // of the loan, in the system it was imported from
	Card      string
	Barcode   string
	Title     string
	BranchID  int64
	Number    int
	RenewedAt time.Time
	OldDueAt  time.Time
	NewDueAt  time.Time
	Door      string
}

const (
	pastRenewalColumns = `select c.ref, coalesce(l.source_id, ''), m.card, i.barcode, t.title, i.branch_id, r.number,
       r.renewed_at, r.old_due_at, r.new_due_at, r.door
`
	pastRenewalJoins = `join loans l on l.id = r.loan_id join items i on i.id = l.item_id
join titles t on t.id = i.title_id join members m on m.id = l.member_id
`
	historySQL = pastRenewalColumns + `from receipts c join renewals r on r.receipt_id = c.id
` + pastRenewalJoins + `where c.member_id = ? and r.undone_at is null order by c.id desc, r.id desc limit ?`
	sinceSQL = pastRenewalColumns + `from renewals r join receipts c on c.id = r.receipt_id
` + pastRenewalJoins + `where r.renewed_at >= ? and r.undone_at is null order by r.renewed_at, r.id`
	toEnterSQL = pastRenewalColumns + `from renewals r join receipts c on c.id = r.receipt_id
` + pastRenewalJoins + `where ` + toEnter + ` order by r.id`
)

// EachRenewalOf calls fn with a member's renewals, newest first, at most limit.
func EachRenewalOf(q Queryer, member int64, limit int, fn func(*PastRenewal) error) error {
	return eachRenewal(q, fn, historySQL, member, limit)
}

// EachRenewalSince calls fn with every renewal made at since or later, oldest first.
func EachRenewalSince(q Queryer, since time.Time, fn func(*PastRenewal) error) error {
	return eachRenewal(q, fn, sinceSQL, since.Unix())
}

// EachToEnter calls fn with every renewal that is not entered in the other system
// yet, oldest first.
func EachToEnter(q Queryer, fn func(*PastRenewal) error) error { return eachRenewal(q, fn, toEnterSQL) }

func eachRenewal(q Queryer, fn func(*PastRenewal) error, query string, args ...any) error {
	rows, err := q.Query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var r PastRenewal
		var at, oldDue, newDue int64
		err := rows.Scan(&r.Ref, &r.SourceID, &r.Card, &r.Barcode, &r.Title, &r.BranchID, &r.Number,
			&at, &oldDue, &newDue, &r.Door)
		if err != nil {
			return err
		}
		r.RenewedAt, r.OldDueAt, r.NewDueAt = time.Unix(at, 0), time.Unix(oldDue, 0), time.Unix(newDue, 0)
		if err := fn(&r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// IDList writes ids as the JSON array that a list of ids is passed as.
func IDList(ids []int64) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(id, 10))
	}
	b.WriteByte(']')
	return b.String()
}

const renewalsFromSQL = `select count(*) from renewals where loan_id = ? and renewed_at >= ? and undone_at is null`

// RenewalsFrom counts the renewals of a loan that were made at an instant or later
// and are not undone.
func RenewalsFrom(q Queryer, loan int64, since time.Time) (n int, err error) {
	err = q.QueryRow(renewalsFromSQL, loan, since.Unix()).Scan(&n)
	return n, err
}
