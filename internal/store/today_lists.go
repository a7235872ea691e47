package store

import "time"

// ReadyRow is a book that is set aside, and for whom.
type ReadyRow struct {
	HoldID     int64
	ShelfUntil time.Time
	BranchID   int64
	ItemID     int64
	Barcode    string
	Title      string
	MemberID   int64
	Member     string
	Card       string
}

const readyPageSQL = `select h.id, h.shelf_until, coalesce(h.pickup_branch_id, i.branch_id), i.id, i.barcode, t.title, m.id, m.name, m.card
from holds h cross join items i on i.id = h.assigned_item_id cross join titles t on t.id = i.title_id cross join members m on m.id = h.member_id
where h.status = 'ready' and h.shelf_until >= 0 and (h.shelf_until, h.id) > (?, ?)
  and (? or coalesce(h.pickup_branch_id, i.branch_id) in (select value from json_each(?))) order by h.shelf_until, h.id limit ?`

// ReadyPage returns books that are set aside, those first that are fetched first
// or go back.
func ReadyPage(q Queryer, in Within, afterUntil, afterID int64, limit int) ([]ReadyRow, error) {
	var list []ReadyRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r ReadyRow
		var until int64
		err := scan(&r.HoldID, &until, &r.BranchID, &r.ItemID, &r.Barcode, &r.Title, &r.MemberID, &r.Member, &r.Card)
		r.ShelfUntil = time.Unix(until, 0)
		list = append(list, r)
		return err
	}, readyPageSQL, afterUntil, afterID, in.All, in.Branches, limit)
	return list, err
}

// CardRow is a member whose card ends soon.
type CardRow struct {
	MemberID  int64
	Member    string
	Card      string
	ExpiresOn string
	Phone     string
}

const expiringPageSQL = `select m.id, m.name, m.card, m.card_expires_on, m.phone from members m
where ` + expiring + ` and (m.card_expires_on, m.id) > (?, ?)
  and (? or m.branch_id in (select value from json_each(?))) order by m.card_expires_on, m.id limit ?`

// ExpiringPage returns the members whose card's last day lies between two days.
func ExpiringPage(q Queryer, in Within, from, to, afterDay string, afterID int64, limit int) ([]CardRow, error) {
	var list []CardRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r CardRow
		err := scan(&r.MemberID, &r.Member, &r.Card, &r.ExpiresOn, &r.Phone)
		list = append(list, r)
		return err
	}, expiringPageSQL, from, to, afterDay, afterID, in.All, in.Branches, limit)
	return list, err
}

// MadeRow is a renewal with the ids behind it.
type MadeRow struct {
	PastRenewal
	ID       int64
	MemberID int64
	Member   string
	ItemID   int64
}

const (
	madeColumns = `select c.ref, coalesce(l.source_id, ''), m.card, i.barcode, t.title, i.branch_id, r.number,
       r.renewed_at, r.old_due_at, r.new_due_at, r.door, r.id, m.id, m.name, i.id
from renewals r cross join receipts c on c.id = r.receipt_id cross join loans l on l.id = r.loan_id cross join items i on i.id = l.item_id
cross join titles t on t.id = i.title_id cross join members m on m.id = l.member_id
`
	madePageSQL = madeColumns + `where r.renewed_at >= ? and (r.renewed_at, r.id) < (?, ?) and r.undone_at is null
  and case ? when '' then 1 when 'other' then r.door not in ('web', 'desk', 'kiosk', 'link', 'auto') else r.door = ? end
order by r.renewed_at desc, r.id desc limit ?`
	toEnterPageSQL = madeColumns + `where ` + toEnter + ` and r.id > ? order by r.id limit ?`
)

// MadePage returns the renewals since a moment by a door, "" for all, newest
// first, before the one made at beforeAt with the id beforeID.
func MadePage(q Queryer, since time.Time, beforeAt, beforeID int64, door string, limit int) ([]MadeRow, error) {
	return madeRows(q, madePageSQL, since.Unix(), beforeAt, beforeID, door, door, limit)
}

// ToEnterPage returns the renewals that are not entered elsewhere yet, oldest
// first, after an id.
func ToEnterPage(q Queryer, after int64, limit int) ([]MadeRow, error) {
	return madeRows(q, toEnterPageSQL, after, limit)
}

func madeRows(q Queryer, query string, args ...any) ([]MadeRow, error) {
	var list []MadeRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r MadeRow
		var at, oldDue, newDue int64
		err := scan(&r.Ref, &r.SourceID, &r.Card, &r.Barcode, &r.Title, &r.BranchID, &r.Number, &at, &oldDue, &newDue, &r.Door,
			&r.ID, &r.MemberID, &r.Member, &r.ItemID)
		r.RenewedAt, r.OldDueAt, r.NewDueAt = time.Unix(at, 0), time.Unix(oldDue, 0), time.Unix(newDue, 0)
		list = append(list, r)
		return err
	}, query, args...)
	return list, err
}

const enterSQL = `update renewals set entered_at = ?, entered_by = ? where id = ? and entered_at is null and undone_at is null`

// EnterRenewal notes that a renewal is entered in the other system and reports
// whether it was not noted before.
func EnterRenewal(tx *Tx, id int64, staff int64, now time.Time) (bool, error) {
	return changedOne(tx.Exec(enterSQL, now.Unix(), nullID(staff), id))
}

const enterKnownSQL = `update renewals set entered_at = ?
where loan_id = ? and number <= ? and undone_at is null and entered_at is null`

// EnterKnown notes it of a loan's renewals up to a number, which the other system
// has shown to know: nobody has entered them by this list.
func EnterKnown(tx *Tx, loan int64, number int, now time.Time) error {
	_, err := tx.Exec(enterKnownSQL, now.Unix(), loan, number)
	return err
}

const enterThroughSQL = `update renewals set entered_at = ?, entered_by = ? where id in (
  select r.id from renewals r where ` + toEnter + ` and r.id <= ? order by r.id limit ?)`

// EnterThrough notes it of the oldest renewals up to an id, at most limit, and
// returns of how many.
func EnterThrough(tx *Tx, through, staff int64, now time.Time, limit int) (int, error) {
	res, err := tx.Exec(enterThroughSQL, now.Unix(), nullID(staff), through, limit)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// DifferenceRow is a point on which an import and the database did not agree.
type DifferenceRow struct {
	ID     int64
	Kind   string
	Detail string // JSON
	LoanID int64
	ItemID int64 // 0 where it is not known here
	Title  string
}

const differencePageSQL = `select d.id, d.kind, d.detail, coalesce(d.loan_id, 0), coalesce(i.id, 0), coalesce(t.title, '')
from import_differences d left join loans l on l.id = d.loan_id left join items i on i.id = l.item_id left join titles t on t.id = i.title_id
where d.import_id = ? and d.id > ? order by d.id limit ?`

// DifferencePage returns what an import did not agree with, after an id.
func DifferencePage(q Queryer, imported, after int64, limit int) ([]DifferenceRow, error) {
	var list []DifferenceRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r DifferenceRow
		err := scan(&r.ID, &r.Kind, &r.Detail, &r.LoanID, &r.ItemID, &r.Title)
		list = append(list, r)
		return err
	}, differencePageSQL, imported, after, limit)
	return list, err
}
