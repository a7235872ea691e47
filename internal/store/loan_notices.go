package store

import "time"

// LoanNoticeRow is something a member is told of a loan.
type LoanNoticeRow struct {
	LoanID    int64
	DueAt     time.Time
	Step      string
	MemberID  int64
	MessageID int64  // 0: there is nobody to tell, or no way
	State     string // waiting or withdrawn
}

// WaitingNotice is something that a message is to tell, with the loan as it is now.
type WaitingNotice struct {
	ID       int64
	LoanID   int64
	MemberID int64
	Step     string
	DueAt    time.Time // that the notice is about
	LoanDue  time.Time // the loan's now
	Out      bool      // the book is still in the member's hands
}

const waitingNoticesSQL = `select n.id, n.loan_id, l.member_id, n.step, n.due_at, l.due_at, l.closed_at is null and l.status in ('open', 'on_site')
from loan_notices n join loans l on l.id = n.loan_id where n.message_id = ? and n.state = 'waiting' order by l.due_at, l.id, n.id`

// WaitingNotices returns what a message is to tell, by the loans' due dates; of one
// loan the latest last.
func WaitingNotices(q Queryer, message int64) ([]WaitingNotice, error) {
	var list []WaitingNotice
	err := eachRow(q, func(scan func(...any) error) error {
		var n WaitingNotice
		var due, loanDue int64
		err := scan(&n.ID, &n.LoanID, &n.MemberID, &n.Step, &due, &loanDue, &n.Out)
		n.DueAt, n.LoanDue = time.Unix(due, 0), time.Unix(loanDue, 0)
		list = append(list, n)
		return err
	}, waitingNoticesSQL, message)
	return list, err
}

const settleNoticeSQL = `update loan_notices set state = ?, settled_at = ? where id = ? and state = 'waiting'`

// SettleNotice says what became of a notice: sent, failed or withdrawn.
func SettleNotice(tx *Tx, id int64, state string, now time.Time) error {
	_, err := tx.Exec(settleNoticeSQL, state, now.Unix(), id)
	return err
}

const settleNoticesSQL = `update loan_notices set state = ?, settled_at = ? where message_id = ? and state = 'waiting'`

// SettleNotices says what became of everything a message had to tell.
func SettleNotices(tx *Tx, message int64, state string, now time.Time) error {
	_, err := tx.Exec(settleNoticesSQL, state, now.Unix(), message)
	return err
}

const moveNoticesSQL = `update loan_notices set message_id = ? where message_id = ? and state = 'waiting'`

// MoveNotices gives what a message had to tell to another.
func MoveNotices(tx *Tx, from, to int64) error {
	_, err := tx.Exec(moveNoticesSQL, to, from)
	return err
}

const (
	moveNoticesOfSQL   = `update loan_notices set message_id = ? where message_id = ? and member_id = ? and state = 'waiting'`
	settleNoticesOfSQL = `update loan_notices set state = ?, settled_at = ? where message_id = ? and member_id = ? and state = 'waiting'`
)

// MoveNoticesOf gives what a message had to tell of one member's loans to another.
func MoveNoticesOf(tx *Tx, from, member, to int64) error {
	_, err := tx.Exec(moveNoticesOfSQL, to, from, member)
	return err
}

// SettleNoticesOf says what became of what a message had to tell of one member's loans.
func SettleNoticesOf(tx *Tx, message, member int64, state string, now time.Time) error {
	_, err := tx.Exec(settleNoticesOfSQL, state, now.Unix(), message, member)
	return err
}
