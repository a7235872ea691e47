package store

import "time"

var handList = newOnward("", "not_before", messageColumns+`indexed by messages_due where channel = 'hand' and state = 'waiting' and {behind}
order by not_before, id limit ?3`)

// HandList returns what staff are to tell by hand, what has waited longest first,
// after a message.
func HandList(q Queryer, after time.Time, id int64, limit int) ([]MessageRow, error) {
	from := after.Unix()
	if after.IsZero() {
		from = 0
	}
	var list []MessageRow
	err := handList.each(q, from, id, limit, func(scan func(...any) error) error {
		var m MessageRow
		err := scanMessage(scan, &m)
		list = append(list, m)
		return err
	})
	return list, err
}

const handDoneSQL = `update messages set state = 'sent', settled_at = ?, words = ?, staff_id = ?, attempts = attempts + 1
where id = ? and channel = 'hand' and state = 'waiting'`

// HandDone ticks a message of the hand list, and reports whether it was waiting.
func HandDone(tx *Tx, id, staff int64, how string, now time.Time) (bool, error) {
	return changedOne(tx.Exec(handDoneSQL, now.Unix(), how, nullID(staff), id))
}

const handAgainSQL = `update messages set state = 'waiting', settled_at = null, words = '', staff_id = null
where id = ? and channel = 'hand' and state = 'sent' and settled_at >= ?`

// HandAgain takes a tick back that was made since, and reports whether it did.
func HandAgain(tx *Tx, id int64, since time.Time) (bool, error) {
	return changedOne(tx.Exec(handAgainSQL, id, since.Unix()))
}

const handTickedSQL = sentColumns + `where m.id in (select id from messages where channel = 'hand' and state = 'sent' and staff_id is not null
  and settled_at >= ?) order by m.settled_at desc, m.id desc limit ?`

// HandTicked returns what was ticked since, the newest first.
func HandTicked(q Queryer, since time.Time, limit int) ([]SentRow, error) {
	return sentRows(q, handTickedSQL, since.Unix(), limit)
}

// Nobody claims what is on the hand list, so nothing else takes away what is true no more.
const staleHandSQL = `select n.id from loan_notices n join messages m indexed by messages_due on m.id = n.message_id join loans l on l.id = n.loan_id
where m.channel = 'hand' and m.state = 'waiting' and n.state = 'waiting'
  and (l.closed_at is not null or l.status not in ('open', 'on_site') or l.due_at <> n.due_at) limit ?`

const emptyHandSQL = `select m.id from messages m indexed by messages_due where m.channel = 'hand' and m.state = 'waiting' and m.kind in ('reminder', 'letter')
  and not exists (select 1 from loan_notices n where n.message_id = m.id and n.state = 'waiting') limit ?`

// StaleHand returns notices on the hand list of books that have come back, or are
// due on another day.
func StaleHand(q Queryer, limit int) ([]int64, error) { return ids(q, staleHandSQL, limit) }

// EmptyHand returns messages on the hand list that have nothing left to tell.
func EmptyHand(q Queryer, limit int) ([]int64, error) { return ids(q, emptyHandSQL, limit) }

const countHandSQL = `select count(*) from messages indexed by messages_due where channel = 'hand' and state = 'waiting'`

// CountHand counts what staff are to tell by hand.
func CountHand(q Queryer) (n int, err error) {
	err = q.QueryRow(countHandSQL).Scan(&n)
	return n, err
}

// HandTickRow is how a message of the hand list was ticked.
type HandTickRow struct {
	How     string
	StaffID int64
	At      time.Time
}

const handTickSQL = `select words, coalesce(staff_id, 0), settled_at from messages where id = ? and channel = 'hand' and state = 'sent' and settled_at is not null`

// HandTick returns how a message was ticked, found where it was.
func HandTick(q Queryer, id int64) (r HandTickRow, found bool, err error) {
	var at int64
	err = q.QueryRow(handTickSQL, id).Scan(&r.How, &r.StaffID, &at)
	r.At = time.Unix(at, 0)
	return foundRow(r, err)
}

const toldMembersSQL = `select distinct member_id from loan_notices where message_id = ? and state = ?`

// ToldMembers returns whose loans a message tells of, by the state of what it tells.
func ToldMembers(q Queryer, message int64, state string) ([]int64, error) {
	return ids(q, toldMembersSQL, message, state)
}
