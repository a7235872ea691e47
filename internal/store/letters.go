package store

import "time"

// LetterRow is a member to whom a letter about late books goes.
type LetterRow struct {
	DueAt    int64 // of the book that is late longest; with LoanID it says where the list goes on
	LoanID   int64
	MemberID int64
}

// A member comes once, where the oldest of their late books is, and not where a
// letter has gone out of late.
var letters = newOnward("l.", "due_at", `select l.due_at, l.id, l.member_id
from loans l cross join items i on i.id = l.item_id
where {behind} and l.due_at < ?4 and `+stillOut+`
  and (?5 or i.branch_id in (select value from json_each(?6)))
  and not exists (select 1 from loans e cross join items f on f.id = e.item_id
    where e.member_id = l.member_id and e.closed_at is null and e.status in ('open', 'on_site')
      and e.due_at <= l.due_at and (e.due_at, e.id) < (l.due_at, l.id) and (?7 or f.branch_id in (select value from json_each(?8))))
  and not exists (select 1 from calls c where c.member_id = l.member_id and c.at >= ?9 and c.channel = 'letter' and c.undone_at is null)
order by l.due_at, l.id limit ?3`)

// ToWrite returns members whose book that is late longest, of those asked for,
// was due in a stretch of time at some of their branches, and to whom no letter
// has gone out since, at most limit, after the loan that was due at and has the id
// of after.
func ToWrite(q Queryer, some, asked Within, r Range, since time.Time, afterDue, afterID int64, limit int) ([]LetterRow, error) {
	var list []LetterRow
	at, id := within(r.From.Unix(), afterDue, afterID)
	err := letters.each(q, at, id, limit, func(scan func(...any) error) error {
		var n LetterRow
		err := scan(&n.DueAt, &n.LoanID, &n.MemberID)
		list = append(list, n)
		return err
	}, r.To.Unix(), some.All, some.Branches, asked.All, asked.Branches, since.Unix())
	return list, err
}

const lettersSentSQL = `select id, member_id from calls where at = ? and staff_id = ? and channel = 'letter' and undone_at is null order by id limit ?`

// LettersSent returns the letters that somebody noted at a moment and that stand,
// at most limit.
func LettersSent(q Queryer, at time.Time, staff int64, limit int) ([]CallRow, error) {
	var list []CallRow
	err := eachRow(q, func(scan func(...any) error) error {
		var c CallRow
		err := scan(&c.ID, &c.MemberID)
		list = append(list, c)
		return err
	}, lettersSentSQL, at.Unix(), staff, limit)
	return list, err
}

const lastCallSQL = `select coalesce(max(id), 0) from calls where member_id = ? and undone_at is null`

// LastCall returns the id of a member's newest call that stands, 0 for none.
func LastCall(q Queryer, member int64) (id int64, err error) {
	err = q.QueryRow(lastCallSQL, member).Scan(&id)
	return id, err
}
