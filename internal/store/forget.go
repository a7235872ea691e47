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
var forgettable = newOnward("l.", "closed_at", `select l.id, m.category, m.branch_id, l.closed_at from loans l indexed by loans_to_forget join members m on m.id = l.member_id
where l.closed_at is not null and l.forgotten = 0 and l.closed_at < ?4 and {behind}
  and m.erased_at is null and m.fines + m.fines_imported = 0
  and not exists (select 1 from receipt_lines a join receipt_lines b on b.receipt_id = a.receipt_id join loans o on o.id = b.loan_id
      where a.loan_id = l.id and (o.closed_at is null or o.closed_at >= ?4))
order by l.closed_at, l.id limit ?3`)

// OldLoan is a closed loan whose reader is to be forgotten.
type OldLoan struct {
	ID       int64
	Category string // what statistics keep of the reader
	BranchID int64
	ClosedAt int64 // Unix seconds
}

// Forgettable returns loans that were closed before and whose readers can be
// forgotten, after one.
func Forgettable(q Queryer, before time.Time, after OldLoan, limit int) ([]OldLoan, error) {
	var list []OldLoan
	err := forgettable.each(q, after.ClosedAt, after.ID, limit, func(scan func(...any) error) error {
		var l OldLoan
		err := scan(&l.ID, &l.Category, &l.BranchID, &l.ClosedAt)
		list = append(list, l)
		return err
	}, before.Unix())
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
	`update loans set member_id = ?1, forgotten = 1 where id = ?2 and closed_at is not null`,
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

// What is deleted is found by an index first, so that the statements after it look
// at nothing else.
const (
	oldMessagesSQL    = `select m.id from messages m indexed by messages_settled where m.settled_at < ? and m.state in ('sent', 'failed', 'withdrawn', 'moved') limit ?`
	unhangSQL         = `update loan_notices set message_id = null where message_id in (select value from json_each(?))`
	unmoveSQL         = `update messages set moved_from = null where moved_from in (select value from json_each(?))`
	deleteMessagesSQL = `delete from messages where id in (select value from json_each(?))`
	oldHoldsSQL       = `select id from holds indexed by holds_ended where status in ('filled', 'cancelled', 'expired') and coalesce(closed_at, placed_at) < ? limit ?`
	unholdSQL         = `update returns set hold_id = null where hold_id in (select value from json_each(?))`
	deleteHoldsSQL    = `delete from holds where id in (select value from json_each(?))`
	oldCallsSQL       = `select id from calls indexed by calls_by_age where at < ? limit ?`
	deleteCallsSQL    = `delete from calls where id in (select value from json_each(?))`
	oldEffectsSQL     = `select id from notices indexed by notices_settled where settled_at < ? limit ?`
	deleteEffectsSQL  = `delete from notices where id in (select value from json_each(?))`
	staffEndSQL       = `delete from staff_sessions where expires_at < ?`
	codesEndSQL       = `delete from contact_codes where expires_at < ?`
)

// old is what tells of members and has had its time, and how it goes.
var old = [...]struct {
	find   string
	delete []string
}{
	{oldMessagesSQL, []string{unhangSQL, unmoveSQL, deleteMessagesSQL}},
	{oldHoldsSQL, []string{unholdSQL, deleteHoldsSQL}},
	{oldCallsSQL, []string{deleteCallsSQL}},
	{oldEffectsSQL, []string{deleteEffectsSQL}},
}

// DeleteOld deletes, a little at a time, what tells of members and has had its
// time: holds that have ended, messages that have gone out, what they were made of,
// calls. It returns how many rows it has deleted.
func DeleteOld(tx *Tx, before time.Time, limit int) (deleted int64, err error) {
	for _, o := range old {
		list, err := ids(tx, o.find, before.Unix(), limit)
		if err != nil {
			return deleted, err
		}
		if len(list) == 0 {
			continue
		}
		text := IDList(list)
		for _, statement := range o.delete {
			if _, err := tx.Exec(statement, text); err != nil {
				return deleted, err
			}
		}
		deleted += int64(len(list))
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
