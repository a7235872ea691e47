package store

import "time"

// AccountLine is one movement of a member's account beside sanctions.
type AccountLine struct {
	MemberID   int64
	At         time.Time
	Kind       string // payment, waiver or charge
	Amount     int64  // rupiah, above 0
	Ref        string // of its receipt
	RequestKey string // of the form: posted twice, booked once
	Reason     string
	LegalBasis string
	LoanID     int64 // 0: none
	StaffID    int64 // 0: nobody's
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
