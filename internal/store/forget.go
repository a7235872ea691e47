package store

import (
	"database/sql"
	"errors"
	"strconv"
	"time"
)

// What is old enough to be forgotten is a loan that was closed before, of a member
// who owes nothing, and whose receipts are of such loans alone: a receipt belongs
// to one reader, and is forgotten with the last of its loans.
const forgettableSQL = `select l.id, m.category, m.branch_id from loans l indexed by loans_closed join members m on m.id = l.member_id
where l.closed_at is not null and l.closed_at < ? and m.erased_at is null and m.fines + m.fines_imported = 0
  and not exists (select 1 from receipt_lines a join receipt_lines b on b.receipt_id = a.receipt_id join loans o on o.id = b.loan_id
      where a.loan_id = l.id and (o.closed_at is null or o.closed_at >= ?))
order by l.closed_at limit ?`

// OldLoan is a closed loan whose reader is to be forgotten.
type OldLoan struct {
	ID       int64
	Category string // what statistics keep of the reader
	BranchID int64
}

// Forgettable returns loans that were closed before and whose readers can be forgotten.
func Forgettable(q Queryer, before time.Time, limit int) ([]OldLoan, error) {
	var list []OldLoan
	err := eachRow(q, func(scan func(...any) error) error {
		var l OldLoan
		err := scan(&l.ID, &l.Category, &l.BranchID)
		list = append(list, l)
		return err
	}, forgettableSQL, before.Unix(), before.Unix(), limit)
	return list, err
}

const (
	nobodySQL    = `select id from members where card_key = ?`
	addNobodySQL = `insert into members (card, card_key, name, category, branch_id, erased_at) values ('', ?, '', ?, ?, ?)`
)

// Nobody is the member without a name that stands for all forgotten readers of a
// category and branch; it is made where it does not exist.
func Nobody(tx *Tx, l *OldLoan, now time.Time) (id int64, err error) {
	// No card is lower case, so none is ever this one.
	key := "nobody of " + l.Category + " at " + strconv.FormatInt(l.BranchID, 10)
	err = tx.QueryRow(nobodySQL, key).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	res, err := tx.Exec(addNobodySQL, key, l.Category, l.BranchID, now.Unix())
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// Everything that says whose a loan was.
var forgetReader = [...]string{
	`update receipts set member_id = ?1 where id in (select receipt_id from receipt_lines where loan_id = ?2)`,
	`update sanctions set member_id = ?1 where loan_id = ?2`,
	`update loan_notices set member_id = ?1 where loan_id = ?2`,
	`update audit set actor_id = null where subject = 'loan' and subject_id = ?2 and actor = 'member' and actor_id is not null and ?1 > 0`,
	`delete from link_loans where loan_id = ?2 and ?1 > 0`,
	`update loans set member_id = ?1 where id = ?2 and closed_at is not null`,
}

// ForgetReader gives a closed loan and all that hangs on it to nobody.
func ForgetReader(tx *Tx, loan, nobody int64) error {
	for _, statement := range forgetReader {
		if _, err := tx.Exec(statement, nobody, loan); err != nil {
			return err
		}
	}
	return nil
}

const (
	oldHoldsSQL    = `delete from holds where id in (select id from holds where status in ('filled', 'cancelled', 'expired') and coalesce(closed_at, placed_at) < ? and not exists (select 1 from returns r where r.hold_id = holds.id) limit ?)`
	oldMessagesSQL = `delete from messages where id in (select m.id from messages m where m.settled_at < ? and m.state in ('sent', 'failed', 'withdrawn', 'moved')
  and not exists (select 1 from messages n where n.moved_from = m.id) limit ?)`
	unhangSQL   = `update loan_notices set message_id = null where message_id in (select m.id from messages m where m.settled_at < ? and m.state in ('sent', 'failed', 'withdrawn', 'moved')) and settled_at is not null`
	oldCallsSQL = `delete from calls where id in (select id from calls where at < ? limit ?)`
	staffEndSQL = `delete from staff_sessions where expires_at < ?`
	codesEndSQL = `delete from contact_codes where expires_at < ?`
)

// DeleteOld deletes, a little at a time, what tells of members and has had its
// time: holds that have ended, messages that have gone out, calls. It returns how
// many rows it has deleted.
func DeleteOld(tx *Tx, before time.Time, limit int) (deleted int64, err error) {
	if _, err := tx.Exec(unhangSQL, before.Unix()); err != nil {
		return 0, err
	}
	for _, statement := range []string{oldHoldsSQL, oldMessagesSQL, oldCallsSQL} {
		res, err := tx.Exec(statement, before.Unix(), limit)
		if err != nil {
			return deleted, err
		}
		n, err := res.RowsAffected()
		if err != nil {
			return deleted, err
		}
		deleted += n
	}
	return deleted, nil
}

// DeleteEnded deletes sessions of staff and codes that have ended by now.
func DeleteEnded(tx *Tx, now time.Time) error {
	if _, err := tx.Exec(staffEndSQL, now.Unix()); err != nil {
		return err
	}
	_, err := tx.Exec(codesEndSQL, now.Unix())
	return err
}
