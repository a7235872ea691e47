package store

import "time"

// ToCallRow is a member with a late book whom nobody has called of late.
type ToCallRow struct {
	DueAt    int64 // of the book that is late longest; with LoanID it says where the list goes on
	LoanID   int64
	MemberID int64
	Name     string
	Card     string
	Language string // "": the library's
	Phone    string
	Guardian string // whose phone it is, where the member has none of their own; else ""
	Email    bool   // there is an address
	LastCall int64  // id of the newest call that stands, 0 for none
	CalledAt int64  // when that was, 0 for never
}

// A member comes once, where the oldest of their late books is.
var toCall = newOnward("l.", "due_at", `select l.due_at, l.id, m.id, m.name, m.card, m.language,
       case when m.phone <> '' then m.phone else coalesce(g.phone, '') end,
       case when m.phone = '' and coalesce(g.phone, '') <> '' then g.name else '' end, m.email <> '',
       coalesce((select c.id from calls c where c.member_id = m.id and c.undone_at is null order by c.id desc limit 1), 0),
       coalesce((select c.at from calls c where c.member_id = m.id and c.undone_at is null order by c.id desc limit 1), 0)
from loans l cross join items i on i.id = l.item_id cross join members m on m.id = l.member_id
left join members g on g.id = m.guardian_id and g.erased_at is null
where l.due_at < ?4 and {behind} and `+stillOut+`
  and (?5 or i.branch_id in (select value from json_each(?6)))
  and not exists (select 1 from loans e cross join items f on f.id = e.item_id
    where e.member_id = l.member_id and e.closed_at is null and e.status in ('open', 'on_site')
      and e.due_at <= l.due_at and (e.due_at, e.id) < (l.due_at, l.id) and (?5 or f.branch_id in (select value from json_each(?6))))
  and not exists (select 1 from calls c where c.member_id = l.member_id and c.at >= ?7 and c.undone_at is null)
order by l.due_at, l.id limit ?3`)

// ToCall returns members who have a book that was due before late and whom nobody
// has called since, those who are late longest first, at most limit, after the
// loan that was due at and has the id of after.
func ToCall(q Queryer, in Within, late, since time.Time, afterDue, afterID int64, limit int) ([]ToCallRow, error) {
	var list []ToCallRow
	err := toCall.each(q, afterDue, afterID, limit, func(scan func(...any) error) error {
		var r ToCallRow
		err := scan(&r.DueAt, &r.LoanID, &r.MemberID, &r.Name, &r.Card, &r.Language, &r.Phone, &r.Guardian, &r.Email, &r.LastCall, &r.CalledAt)
		list = append(list, r)
		return err
	}, late.Unix(), in.All, in.Branches, since.Unix())
	return list, err
}

// CallRow is a call, or whatever was said to a member about what is late.
type CallRow struct {
	ID       int64
	MemberID int64
	At       time.Time
	Channel  string // phone, whatsapp, letter or visit
	Outcome  string
	StaffID  int64
	Undone   bool

	// Read only.
	Member, Card string
	Staff        string // as colleagues say it
}

const insertCallSQL = `insert into calls (member_id, at, channel, outcome, staff_id) select ?1, ?2, ?3, ?4, ?5
where coalesce((select max(c.id) from calls c where c.member_id = ?1 and c.undone_at is null), 0) = ?6`

// InsertCall notes a call, provided that the newest one that stands is last, 0 for
// none, and returns its id, or 0 where it is not.
func InsertCall(tx *Tx, c CallRow, last int64) (int64, error) {
	res, err := tx.Exec(insertCallSQL, c.MemberID, c.At.Unix(), c.Channel, c.Outcome, nullID(c.StaffID), last)
	if err != nil {
		return 0, err
	}
	if n, err := res.RowsAffected(); n == 0 || err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const (
	callColumns = `select c.id, c.member_id, c.at, c.channel, c.outcome, coalesce(c.staff_id, 0), c.undone_at is not null, m.name, m.card,
       coalesce(nullif(s.name, ''), s.username, '')
from calls c join members m on m.id = c.member_id left join staff s on s.id = c.staff_id
`
	callSQL     = callColumns + `where c.id = ? and m.erased_at is null`
	callsOfSQL  = callColumns + `where c.member_id = ? and m.erased_at is null order by c.id desc limit ?`
	callPageSQL = callColumns + `where c.at >= ? and (c.at, c.id) < (?, ?) and c.undone_at is null and m.erased_at is null
order by c.at desc, c.id desc limit ?`
)

// ReadCall returns a call; [database/sql.ErrNoRows] where there is none.
func ReadCall(q Queryer, id int64) (CallRow, error) {
	var c CallRow
	return c, scanCall(q.QueryRow(callSQL, id).Scan, &c)
}

// CallsOf returns a member's newest calls, those undone among them.
func CallsOf(q Queryer, member int64, limit int) ([]CallRow, error) {
	return callRows(q, callsOfSQL, member, limit)
}

// CallPage returns the calls since a moment that stand, newest first, before the
// one made at beforeAt with the id beforeID.
func CallPage(q Queryer, since time.Time, beforeAt, beforeID int64, limit int) ([]CallRow, error) {
	return callRows(q, callPageSQL, since.Unix(), beforeAt, beforeID, limit)
}

func callRows(q Queryer, query string, args ...any) ([]CallRow, error) {
	var list []CallRow
	err := eachRow(q, func(scan func(...any) error) error {
		var c CallRow
		err := scanCall(scan, &c)
		list = append(list, c)
		return err
	}, query, args...)
	return list, err
}

func scanCall(scan func(...any) error, c *CallRow) error {
	var at int64
	err := scan(&c.ID, &c.MemberID, &at, &c.Channel, &c.Outcome, &c.StaffID, &c.Undone, &c.Member, &c.Card, &c.Staff)
	c.At = time.Unix(at, 0)
	return err
}

const undoCallSQL = `update calls set undone_at = ? where id = ? and undone_at is null`

// UndoCall takes a call back and reports whether it stood.
func UndoCall(tx *Tx, id int64, now time.Time) (bool, error) {
	return changedOne(tx.Exec(undoCallSQL, now.Unix(), id))
}

const (
	noteCallSQL    = `insert into calls (member_id, at, channel, staff_id) values (?, ?, ?, ?)`
	undoCallsAtSQL = `update calls set undone_at = ? where member_id = ? and at = ? and channel = ? and staff_id is ? and undone_at is null`
)

// NoteCall notes a call that something else says was made.
func NoteCall(tx *Tx, c CallRow) error {
	_, err := tx.Exec(noteCallSQL, c.MemberID, c.At.Unix(), c.Channel, nullID(c.StaffID))
	return err
}

// UndoNotedCall takes back what NoteCall noted.
func UndoNotedCall(tx *Tx, c CallRow, now time.Time) error {
	_, err := tx.Exec(undoCallsAtSQL, now.Unix(), c.MemberID, c.At.Unix(), c.Channel, nullID(c.StaffID))
	return err
}
