package store

import "time"

// LoanNoticeRow is something a member is told of a loan.
type LoanNoticeRow struct {
	LoanID    int64
	DueAt     time.Time
	Step      string
	MemberID  int64
	MessageID int64 // 0: there is nobody to tell, or no way
	MadeAt    time.Time
	State     string // waiting or withdrawn
}

const addLoanNoticeSQL = `insert into loan_notices (loan_id, due_at, step, member_id, message_id, made_at, state, settled_at)
values (?, ?, ?, ?, ?, ?, ?, case when ? = 'waiting' then null else ? end) on conflict (loan_id, due_at, step) do nothing`

// AddLoanNotice makes a notice and reports whether it was not made before.
func AddLoanNotice(tx *Tx, n *LoanNoticeRow) (bool, error) {
	return changedOne(tx.Exec(addLoanNoticeSQL, n.LoanID, n.DueAt.Unix(), n.Step, n.MemberID, nullID(n.MessageID),
		n.MadeAt.Unix(), n.State, n.State, n.MadeAt.Unix()))
}

const withdrawNoticesSQL = `update loan_notices set state = 'withdrawn', settled_at = ?
where loan_id = ? and state = 'waiting'
  and not exists (select 1 from messages m where m.id = message_id and m.state = 'sending')`

// WithdrawNotices takes back what waits to be told of a loan, but for what is
// being sent at this moment.
func WithdrawNotices(tx *Tx, loan int64, now time.Time) error {
	_, err := tx.Exec(withdrawNoticesSQL, now.Unix(), loan)
	return err
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
from loan_notices n join loans l on l.id = n.loan_id where n.message_id = ? and n.state = 'waiting' order by l.due_at, l.id`

// WaitingNotices returns what a message is to tell, by the loans' due dates.
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
