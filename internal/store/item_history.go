package store

import "time"

// ItemLoan is a loan in the history of a copy. It names nobody.
type ItemLoan struct {
	Loan, MemberID int64
	BorrowedAt     time.Time
	DueAt          time.Time
	Renewals       int
	Status         string
	ClosedAt       time.Time // zero: open
}

const (
	itemLoansSQL     = `select id, member_id, borrowed_at, due_at, renewals, status, coalesce(closed_at, 0) from loans where item_id = ? order by borrowed_at desc, id desc limit ?`
	itemLoanCountSQL = `select count(*), coalesce(sum(renewals), 0) from loans where item_id = ?`
	beforeDamageSQL  = `select coalesce(detail ->> 'from', '') from audit
where subject = 'item' and subject_id = ? and action in ('item.status_changed', 'item.changed') and detail ->> 'to' = 'damaged' order by id desc limit 1`
	itemAuditSQL = `select a.at, a.actor, a.action, a.detail, coalesce(s.name, ''), coalesce(s.username, '')
from audit a left join staff s on a.actor = 'librarian' and s.id = a.actor_id
where a.subject = 'item' and a.subject_id = ? order by a.id desc limit ?`
)

// ItemLoans returns the latest loans of a copy, and how many loans and renewals it
// has had in all.
func ItemLoans(q Queryer, item int64, limit int) (list []ItemLoan, loans, renewals int, err error) {
	if err = q.QueryRow(itemLoanCountSQL, item).Scan(&loans, &renewals); err != nil {
		return nil, 0, 0, err
	}
	err = eachRow(q, func(scan func(...any) error) error {
		var r ItemLoan
		var borrowed, due, closed int64
		err := scan(&r.Loan, &r.MemberID, &borrowed, &due, &r.Renewals, &r.Status, &closed)
		r.BorrowedAt, r.DueAt, r.ClosedAt = instant(borrowed), instant(due), instant(closed)
		list = append(list, r)
		return err
	}, itemLoansSQL, item, limit)
	return list, loans, renewals, err
}

// ItemEvent is something that was done to a copy's record.
type ItemEvent struct {
	At             time.Time
	Actor, Action  string
	Detail         string // JSON
	Name, Username string // of the clerk; "" where it was none
}

// ItemEvents returns the latest of them.
func ItemEvents(q Queryer, item int64, limit int) ([]ItemEvent, error) {
	var list []ItemEvent
	err := eachRow(q, func(scan func(...any) error) error {
		var e ItemEvent
		var at int64
		err := scan(&at, &e.Actor, &e.Action, &e.Detail, &e.Name, &e.Username)
		e.At = instant(at)
		list = append(list, e)
		return err
	}, itemAuditSQL, item, limit)
	return list, err
}

// StatusBeforeDamage returns the state that a copy was in before it was last
// noted as damaged; "" where nobody at the desk has noted that.
func StatusBeforeDamage(q Queryer, item int64) (status string, err error) {
	err = q.QueryRow(beforeDamageSQL, item).Scan(&status)
	status, _, err = foundRow(status, err)
	return status, err
}
