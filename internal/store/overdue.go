package store

import "time"

var unflagged = newOnward("", "due_at", `select id, due_at from loans indexed by loans_open_by_due
where closed_at is null and {behind} and due_at < ?4 and overdue_since is null and status in ('open', 'on_site')
order by due_at, id limit ?3`)

// Unflagged returns the next loans that have become late before now and are not
// flagged, after the loan that is due at after, with the due date of the last.
func Unflagged(q Queryer, after time.Time, loan int64, now time.Time, limit int) (ids []int64, last time.Time, err error) {
	last = after
	err = unflagged.each(q, after.Unix(), loan, limit, func(scan func(...any) error) error {
		var id, due int64
		err := scan(&id, &due)
		ids, last = append(ids, id), time.Unix(due, 0)
		return err
	}, now.Unix())
	return ids, last, err
}

const flagSQL = `update loans set overdue_since = due_at where id in (select value from json_each(?)) and closed_at is null and due_at < ?`

// FlagOverdue flags those of the loans that are still open and late. A renewal
// takes the flag away.
func FlagOverdue(tx *Tx, ids []int64, now time.Time) error {
	return inPieces(ids, func(piece []int64) error {
		_, err := tx.Exec(flagSQL, IDList(piece), now.Unix())
		return err
	})
}

// DueMember is a member with an open loan that is due within a span.
type DueMember struct{ LoanID, MemberID int64 }

var dueBetween = newOnward("", "due_at", `select id, member_id, due_at from loans indexed by loans_open_by_due
where closed_at is null and status = 'open' and {behind} and due_at <= ?4 order by due_at, id limit ?3`)

// DueBetween returns the next open loans due up to until, after the loan that is
// due at after, with the due date of the last.
func DueBetween(q Queryer, after time.Time, loan int64, until time.Time, limit int) (list []DueMember, last time.Time, err error) {
	last = after
	err = dueBetween.each(q, after.Unix(), loan, limit, func(scan func(...any) error) error {
		var d DueMember
		var due int64
		err := scan(&d.LoanID, &d.MemberID, &due)
		list, last = append(list, d), time.Unix(due, 0)
		return err
	}, until.Unix())
	return list, last, err
}
