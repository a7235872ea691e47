package store

import "time"

// Range is a stretch of time: From is in it, To is not.
type Range struct{ From, To time.Time }

// Within limits what is counted to the items of some branches. Only where it
// must: the home of a book stands with the book, and is read for each loan.
type Within struct {
	All      bool
	Branches string // a JSON array of ids
}

const countDueSQL = `select count(*) from loans l where l.due_at >= ? and l.due_at < ? and ` + stillOut

// CountDue counts the books that are out and due in a stretch of time, at all
// branches.
func CountDue(q Queryer, r Range) (n int, err error) {
	err = q.QueryRow(countDueSQL, r.From.Unix(), r.To.Unix()).Scan(&n)
	return n, err
}

// From the loans to their books, and never the other way round.
const outBeforeSQL = `select l.due_at, l.member_id from loans l cross join items i on i.id = l.item_id
where l.due_at < ? and ` + stillOut + ` and i.branch_id in (select value from json_each(?))`

// EachOutBefore calls fn with the books of some branches that are out and due
// before a moment: when, and with whom.
func EachOutBefore(q Queryer, branches string, before time.Time, fn func(due, member int64)) error {
	rows, err := q.Query(outBeforeSQL, before.Unix(), branches)
	if err != nil {
		return err
	}
	defer rows.Close()
	var due, member int64
	for rows.Next() {
		if err := rows.Scan(&due, &member); err != nil {
			return err
		}
		fn(due, member)
	}
	return rows.Err()
}

const (
	countReadySQL   = `select count(*), coalesce(sum(h.shelf_until < ?), 0) from holds h where h.status = 'ready' and h.shelf_until >= 0`
	countReadyAtSQL = `select count(*), coalesce(sum(h.shelf_until < ?), 0) from holds h cross join items i on i.id = h.assigned_item_id
where h.status = 'ready' and h.shelf_until >= 0 and coalesce(h.pickup_branch_id, i.branch_id) in (select value from json_each(?))`
)

// CountReady counts the books set aside, and those of them that nobody fetches
// any more after before.
func CountReady(q Queryer, in Within, before time.Time) (n, ending int, err error) {
	if in.All {
		err = q.QueryRow(countReadySQL, before.Unix()).Scan(&n, &ending)
	} else {
		err = q.QueryRow(countReadyAtSQL, before.Unix(), in.Branches).Scan(&n, &ending)
	}
	return n, ending, err
}

const (
	expiring         = `m.card_expires_on >= ? and m.card_expires_on <= ? and m.erased_at is null`
	countExpiringSQL = `select count(*) from members m where ` + expiring
	countExpiringAt  = countExpiringSQL + ` and m.branch_id in (select value from json_each(?))`
)

// CountExpiring counts the cards whose last day lies between two days, both
// included.
func CountExpiring(q Queryer, in Within, from, to string) (n int, err error) {
	if in.All {
		err = q.QueryRow(countExpiringSQL, from, to).Scan(&n)
	} else {
		err = q.QueryRow(countExpiringAt, from, to, in.Branches).Scan(&n)
	}
	return n, err
}

// The plus keeps the engine from reading the loans member by member.
const (
	lateMembersSQL = `select count(distinct +l.member_id) from loans l where l.due_at < ? and ` + stillOut
	calledLateSQL  = `select count(*) from (select distinct +c.member_id as member_id from calls c where c.at >= ? and c.undone_at is null) c
where exists (select 1 from loans l where l.member_id = c.member_id and l.due_at < ? and ` + stillOut + `)`
	calledSQL = `select distinct +c.member_id from calls c where c.at >= ? and c.undone_at is null`
)

// CountToCall counts the members who have a book that was due before late, at any
// branch, and whom nobody has called since.
func CountToCall(q Queryer, late, since time.Time) (n int, err error) {
	if err = q.QueryRow(lateMembersSQL, late.Unix()).Scan(&n); err != nil || n == 0 {
		return 0, err
	}
	var called int // few in a week, so they are looked up one by one
	err = q.QueryRow(calledLateSQL, since.Unix(), late.Unix()).Scan(&called)
	return n - called, err
}

// EachCalled calls fn with every member who was called since.
func EachCalled(q Queryer, since time.Time, fn func(member int64)) error {
	return eachRow(q, func(scan func(...any) error) error {
		var member int64
		err := scan(&member)
		fn(member)
		return err
	}, calledSQL, since.Unix())
}

const toEnter = `r.entered_at is null and r.undone_at is null`

const countToEnterSQL = `select count(*) from renewals r where ` + toEnter

// CountToEnter counts the renewals that staff have not entered in the other
// system yet.
func CountToEnter(q Queryer) (n int, err error) {
	err = q.QueryRow(countToEnterSQL).Scan(&n)
	return n, err
}

// Doors are the ways a renewal comes by, as they are counted; what is none of
// them is counted as other.
var Doors = [...]string{"web", "desk", "kiosk", "link", "auto"}

// DoorCounts is how many renewals came by each of Doors, and by others at the end.
type DoorCounts [len(Doors) + 1]int

// One pass over an index, since grouping would sort all of it; and the door that
// most come by is what is left of all.
const renewedBySQL = `select count(*), count(*) filter (where r.door = 'desk'), count(*) filter (where r.door = 'kiosk'),
       count(*) filter (where r.door = 'link'), count(*) filter (where r.door = 'auto'),
       count(*) filter (where r.door not in ('web', 'desk', 'kiosk', 'link', 'auto'))
from renewals r where r.renewed_at >= ? and r.undone_at is null`

// RenewedBy counts the renewals since a moment by door; those undone do not count.
func RenewedBy(q Queryer, since time.Time) (c DoorCounts, err error) {
	err = q.QueryRow(renewedBySQL, since.Unix()).Scan(&c[0], &c[1], &c[2], &c[3], &c[4], &c[5])
	for _, n := range c[1:] {
		c[0] -= n
	}
	return c, err
}
