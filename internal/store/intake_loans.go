package store

import (
	"database/sql"
	"time"
)

// IntakeLoan is a loan as a take-over compares it. Instants are UTC seconds.
type IntakeLoan struct {
	ID, MemberID, ItemID int64
	BorrowedAt, DueAt    int64
	Renewals             int // imported ones and those made here
	Imported             int
	Unseen               int
	Status               string
	Closed               bool
	FileDueAt            sql.Null[int64] // what the last import said
	FileRenewals         sql.Null[int]
	SourceSystem         string
	SourceID             string
}

const intakeLoanColumns = `select l.id, l.member_id, l.item_id, l.borrowed_at, l.due_at, l.renewals, l.imported_renewals, l.unseen_renewals,
       l.status, l.closed_at is not null, l.file_due_at, l.file_renewals, coalesce(l.source_system, ''), coalesce(l.source_id, '')
from `

func intakeLoans(q Queryer, query string, args ...any) ([]IntakeLoan, error) {
	var list []IntakeLoan
	err := eachRow(q, func(scan func(...any) error) error {
		var l IntakeLoan
		err := scan(&l.ID, &l.MemberID, &l.ItemID, &l.BorrowedAt, &l.DueAt, &l.Renewals, &l.Imported, &l.Unseen,
			&l.Status, &l.Closed, &l.FileDueAt, &l.FileRenewals, &l.SourceSystem, &l.SourceID)
		list = append(list, l)
		return err
	}, query, args...)
	return list, err
}

const intakeLoansBySourceSQL = intakeLoanColumns + `loans l
where l.source_system = ? and l.source_id in (select value from json_each(?)) and l.source_id is not null`

// IntakeLoansBySource returns the loans that came with these ids from a source.
func IntakeLoansBySource(q Queryer, system string, ids []string) ([]IntakeLoan, error) {
	return intakeLoans(q, intakeLoansBySourceSQL, system, TextList(ids))
}

const intakeOpenLoansSQL = intakeLoanColumns + `loans l
where l.item_id in (select value from json_each(?)) and l.closed_at is null`

// IntakeOpenLoans returns the open loans of these copies.
func IntakeOpenLoans(q Queryer, items []int64) ([]IntakeLoan, error) {
	return intakeLoans(q, intakeOpenLoansSQL, IDList(items))
}

const intakeLoansOfPairsSQL = intakeLoanColumns + `json_each(?) p cross join loans l
  on l.item_id = p.value->>0 and l.member_id = p.value->>1`

// IntakeLoansOfPairs returns every loan, open or closed, of these copies to
// these members. pairs is a JSON array of [item, member].
func IntakeLoansOfPairs(q Queryer, pairs string) ([]IntakeLoan, error) {
	return intakeLoans(q, intakeLoansOfPairsSQL, pairs)
}

const insertIntakeLoanSQL = `insert into loans (member_id, item_id, borrowed_at, due_at, renewals, imported_renewals,
       file_due_at, file_renewals, source_system, source_id)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// InsertIntakeLoan opens a loan as the source has it.
func InsertIntakeLoan(tx *Tx, l *IntakeLoan) error {
	_, err := tx.Exec(insertIntakeLoanSQL, l.MemberID, l.ItemID, l.BorrowedAt, l.DueAt, l.Renewals, l.Imported,
		l.FileDueAt, l.FileRenewals, nullText(l.SourceSystem), nullText(l.SourceID))
	return err
}

const updateIntakeLoanSQL = `update loans set member_id = ?, item_id = ?, borrowed_at = ?,
       overdue_since = case when due_at = ?4 then overdue_since end, due_at = ?4,
       due_changes = due_changes + case when due_at = ?4 then 0 else 1 end,
       renewals = ?, imported_renewals = ?, unseen_renewals = ?, status = ?, closed_at = case when ?9 then closed_at end,
       file_due_at = ?, file_renewals = ?, source_system = ?, source_id = ?
where id = ?`

// UpdateIntakeLoan writes a loan as it stands after reconciling. It opens a
// closed loan again where l.Closed is false; [CloseElsewhere] closes one.
func UpdateIntakeLoan(tx *Tx, l *IntakeLoan) error {
	_, err := tx.Exec(updateIntakeLoanSQL, l.MemberID, l.ItemID, l.BorrowedAt, l.DueAt,
		l.Renewals, l.Imported, l.Unseen, l.Status, l.Closed,
		l.FileDueAt, l.FileRenewals, nullText(l.SourceSystem), nullText(l.SourceID), l.ID)
	return err
}

const supersedeRenewalsSQL = `update renewals set undone_at = ? where loan_id = ? and number > ? and undone_at is null`

const refreshLastRenewedSQL = `update loans set last_renewed_at =
       (select max(renewed_at) from renewals where loan_id = loans.id and undone_at is null)
where id = ?`

// SupersedeRenewals marks the renewals of a loan beyond a number as undone: the
// source has counted anew without them. They stay in the table.
func SupersedeRenewals(tx *Tx, loan int64, beyond int, now time.Time) error {
	if _, err := tx.Exec(supersedeRenewalsSQL, now.Unix(), loan, beyond); err != nil {
		return err
	}
	_, err := tx.Exec(refreshLastRenewedSQL, loan)
	return err
}

const closeElsewhereSQL = `update loans set status = 'returned_elsewhere', closed_at = ?, overdue_since = null
where id = ? and closed_at is null`

// CloseElsewhere closes an open loan that was returned in the other system, and
// reports whether it was open.
func CloseElsewhere(tx *Tx, loan int64, now time.Time) (bool, error) {
	return changedOne(tx.Exec(closeElsewhereSQL, now.Unix(), loan))
}

const releaseSourceIDSQL = `update loans set source_id = null where id = ?`

// ReleaseSourceID takes its source id from a loan: the source has given the id
// to another loan.
func ReleaseSourceID(tx *Tx, loan int64) error {
	_, err := tx.Exec(releaseSourceIDSQL, loan)
	return err
}
