package store

import (
	"database/sql"
	"time"
)

// AccountLine is one movement of a member's account beside sanctions.
type AccountLine struct {
	MemberID   int64
	At         time.Time
	Kind       string // payment, waiver, charge or reversal
	Amount     int64  // rupiah, above 0
	Ref        string // of its receipt
	RequestKey string // of the form: posted twice, booked once
	Reason     string
	LegalBasis string
	LoanID     int64 // 0: none
	StaffID    int64 // 0: nobody's
	Reverses   int64 // the payment that a reversal takes back; 0: none
}

const (
	insertAccountLineSQL = `insert into account_lines (member_id, at, kind, amount, ref, request_key, reason, legal_basis, loan_id, staff_id)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (ref) do nothing`
	addFinesSQL      = `update members set fines = fines + ? where id = ?`
	lineOfRequestSQL = `select exists (select 1 from account_lines where request_key = ?)`
)

// ChargeMember books a charge, adds it to what the member owes and returns the
// line's id, or 0 where its reference is taken. A second line of the same request
// is a unique violation.
func ChargeMember(tx *Tx, a *AccountLine) (int64, error) {
	res, err := tx.Exec(insertAccountLineSQL, a.MemberID, a.At.Unix(), a.Kind, a.Amount, a.Ref, a.RequestKey,
		a.Reason, a.LegalBasis, nullID(a.LoanID), nullID(a.StaffID))
	if err != nil {
		return 0, err
	}
	if n, err := res.RowsAffected(); n == 0 || err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(addFinesSQL, a.Amount, a.MemberID)
	return id, err
}

// LineOfRequest reports whether a form has been booked already.
func LineOfRequest(q Queryer, key string) (booked bool, err error) {
	err = q.QueryRow(lineOfRequestSQL, key).Scan(&booked)
	return booked, err
}

const (
	// Nobody's account is changed that is not as the desk has seen it.
	moveFinesSQL = `update members set fines = fines + ?1 where id = ?2 and fines + fines_imported = ?3 and erased_at is null`
	bookLineSQL  = `insert into account_lines (member_id, at, kind, amount, ref, request_key, reason, legal_basis, loan_id, staff_id, rest, reverses_id)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (ref) do nothing`
)

// MoveFines adds to what a member owes, which must be owed now, imported fines
// included, and reports whether it was.
func MoveFines(tx *Tx, member, by, owed int64) (bool, error) {
	return changedOne(tx.Exec(moveFinesSQL, by, member, owed))
}

// BookLine writes a line with what is owed after it and returns its id, or 0 where
// its reference is taken. A second line of the same request, or a second reversal
// of a payment, is a unique violation.
func BookLine(tx *Tx, a *AccountLine, rest int64) (int64, error) {
	res, err := tx.Exec(bookLineSQL, a.MemberID, a.At.Unix(), a.Kind, a.Amount, a.Ref, a.RequestKey,
		a.Reason, a.LegalBasis, nullID(a.LoanID), nullID(a.StaffID), rest, nullID(a.Reverses))
	if err != nil {
		return 0, err
	}
	if n, err := res.RowsAffected(); n == 0 || err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// BookedLine is a line as it stands.
type BookedLine struct {
	AccountLine
	ID     int64
	Rest   sql.Null[int64] // what was owed afterwards, where it was noted
	Other  string          // the reference of the line that reverses it, or that it reverses; "" for none
	Staff  string          // as colleagues say it; "" where that is not known
	Title  string          // of the loan it is about; "" for none
	Member string
	Card   string
}

const (
	bookedColumns = `select a.id, a.member_id, a.at, a.kind, a.amount, a.ref, a.request_key, a.reason, a.legal_basis, coalesce(a.loan_id, 0),
       coalesce(a.staff_id, 0), a.rest, coalesce(a.reverses_id, 0),
       coalesce((select o.ref from account_lines o where o.reverses_id = a.id or o.id = a.reverses_id), ''), coalesce(nullif(s.name, ''), s.username, ''), coalesce(t.title, ''), m.name, m.card
from account_lines a join members m on m.id = a.member_id left join staff s on s.id = a.staff_id
left join loans l on l.id = a.loan_id left join items i on i.id = l.item_id left join titles t on t.id = i.title_id
`
	lineByRefSQL     = bookedColumns + `where a.ref = ? and m.erased_at is null`
	lineByRequestSQL = bookedColumns + `where a.request_key = ?`
	linesOfSQL       = bookedColumns + `where a.member_id = ? and a.id < ? order by a.id desc limit ?`
)

// LineByRef returns a line by the reference of its receipt.
func LineByRef(q Queryer, ref string) (l BookedLine, found bool, err error) {
	err = scanBooked(q.QueryRow(lineByRefSQL, ref).Scan, &l)
	return foundRow(l, err)
}

// LineByRequest returns the line that a form has booked.
func LineByRequest(q Queryer, key string) (l BookedLine, found bool, err error) {
	err = scanBooked(q.QueryRow(lineByRequestSQL, key).Scan, &l)
	return foundRow(l, err)
}

// LinesOf returns a member's lines before an id, newest first.
func LinesOf(q Queryer, member, before int64, limit int) ([]BookedLine, error) {
	var list []BookedLine
	err := eachRow(q, func(scan func(...any) error) error {
		var l BookedLine
		err := scanBooked(scan, &l)
		list = append(list, l)
		return err
	}, linesOfSQL, member, before, limit)
	return list, err
}

func scanBooked(scan func(...any) error, l *BookedLine) error {
	var at int64
	err := scan(&l.ID, &l.MemberID, &at, &l.Kind, &l.Amount, &l.Ref, &l.RequestKey, &l.Reason, &l.LegalBasis, &l.LoanID,
		&l.StaffID, &l.Rest, &l.Reverses, &l.Other, &l.Staff, &l.Title, &l.Member, &l.Card)
	l.At = time.Unix(at, 0)
	return err
}

// BookedSanction is what a lateness came to, with its book.
type BookedSanction struct {
	SanctionRow
	ID     int64
	Undone bool
	ItemID int64
	Branch int64
	Title  string
}

const sanctionsOfSQL = `select n.id, n.loan_id, n.booked_at, n.due_at, n.late_days, n.fine, n.legal_basis, coalesce(n.suspended_until, ''),
       n.undone_at is not null, i.id, i.branch_id, t.title
from sanctions n join loans l on l.id = n.loan_id join items i on i.id = l.item_id join titles t on t.id = i.title_id
where n.member_id = ? order by n.id desc limit ?`

// SanctionsOf returns what a member's latenesses came to, those undone too, the
// newest first.
func SanctionsOf(q Queryer, member int64, limit int) ([]BookedSanction, error) {
	var list []BookedSanction
	err := eachRow(q, func(scan func(...any) error) error {
		var s BookedSanction
		var booked, due int64
		err := scan(&s.ID, &s.LoanID, &booked, &due, &s.LateDays, &s.Fine, &s.LegalBasis, &s.SuspendedUntil, &s.Undone, &s.ItemID, &s.Branch, &s.Title)
		s.MemberID, s.BookedAt, s.DueAt = member, time.Unix(booked, 0), time.Unix(due, 0)
		list = append(list, s)
		return err
	}, sanctionsOfSQL, member, limit)
	return list, err
}

const importedFinesSQL = `select fines_imported from members where id = ?`

// ImportedFines is what a member owes as the last import said.
func ImportedFines(q Queryer, member int64) (fines int64, err error) {
	err = q.QueryRow(importedFinesSQL, member).Scan(&fines)
	return fines, err
}

const addOwedSQL = `update members set fines = fines + ?1 where id = ?2 and erased_at is null returning fines + fines_imported`

// AddOwed adds to what a member owes, whatever it is, and returns what is owed
// then, imported fines included; found is false where there is no such member.
func AddOwed(tx *Tx, member, by int64) (owed int64, found bool, err error) {
	err = tx.QueryRow(addOwedSQL, by, member).Scan(&owed)
	return foundRow(owed, err)
}
