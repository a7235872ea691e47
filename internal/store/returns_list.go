package store

import "time"

// PastReturn is a return with what the desk shows of it.
type PastReturn struct {
	Return                ReturnRow
	Copy                  CopyRow // as it is now; without its loan and hold
	BorrowedAt, DueAt     time.Time
	MemberID              int64
	Name, Card, Category  string
	LentAgain             bool // the copy has an open loan
	LateDays              int  // of what was sanctioned; 0: nothing
	Fine                  int64
	LegalBasis, Suspended string
	HoldStatus            string // of HoldID
	HoldMember            int64
	HoldName, HoldCard    string
	HoldPickup            int64 // the branch where it is fetched
	ReadyAt, ShelfUntil   time.Time
	Staff                 string
}

const (
	pastReturnColumns = `select r.id, r.loan_id, r.returned_at, r.recorded_at, coalesce(r.staff_id, 0), r.door, r.loan_status, r.item_status,
       coalesce(r.hold_id, 0), coalesce(r.undone_at, 0),
       i.id, i.title_id, i.branch_id, i.barcode, i.call_number, i.item_type, i.status, t.title, t.author,
       l.borrowed_at, l.due_at, l.member_id, m.name, m.card, m.category,
       exists (select 1 from loans o where o.item_id = i.id and o.closed_at is null),
       coalesce(s.late_days, 0), coalesce(s.fine, 0), coalesce(s.legal_basis, ''), coalesce(s.suspended_until, ''),
       coalesce(h.status, ''), coalesce(h.member_id, 0), coalesce(w.name, ''), coalesce(w.card, ''),
       coalesce(h.pickup_branch_id, i.branch_id), coalesce(h.ready_at, 0), coalesce(h.shelf_until, 0),
       coalesce(case when f.name <> '' then f.name else f.username end, '')
`
	pastReturnJoins = `join items i on i.id = l.item_id join titles t on t.id = i.title_id join members m on m.id = l.member_id
left join sanctions s on s.loan_id = r.loan_id and s.return_id = r.id and s.undone_at is null
left join holds h on h.id = r.hold_id left join members w on w.id = h.member_id left join staff f on f.id = r.staff_id
`
	recentReturnsSQL = pastReturnColumns + `from returns r join loans l on l.id = r.loan_id
` + pastReturnJoins + `where r.recorded_at >= ? order by r.recorded_at desc, r.id desc limit ?`
	recentReturnsOfSQL = pastReturnColumns + `from returns r join loans l on l.id = r.loan_id
` + pastReturnJoins + `where r.staff_id = ? and r.recorded_at >= ? order by r.recorded_at desc, r.id desc limit ?`
	lastReturnSQL = pastReturnColumns + `from loans l join returns r on r.loan_id = l.id and r.undone_at is null
` + pastReturnJoins + `where l.item_id = ? and r.recorded_at >= ? order by r.id desc limit 1`
	memberReturnsSQL = pastReturnColumns + `from loans l join returns r on r.loan_id = l.id and r.undone_at is null
` + pastReturnJoins + `where l.member_id = ? and r.recorded_at >= ? order by r.id`
)

// RecentReturns returns at most limit returns recorded at since or later, newest
// first; staff 0 means everybody's.
func RecentReturns(q Queryer, staff int64, since time.Time, limit int) ([]PastReturn, error) {
	if staff == 0 {
		return pastReturns(q, recentReturnsSQL, since.Unix(), limit)
	}
	return pastReturns(q, recentReturnsOfSQL, staff, since.Unix(), limit)
}

// LastReturn returns the latest return of a copy that was not undone, recorded
// at since or later.
func LastReturn(q Queryer, item int64, since time.Time) (r PastReturn, found bool, err error) {
	list, err := pastReturns(q, lastReturnSQL, item, since.Unix())
	if err != nil || len(list) == 0 {
		return r, false, err
	}
	return list[0], true, nil
}

// ReturnsOf returns what a member brought back at since or later, oldest first.
func ReturnsOf(q Queryer, member int64, since time.Time) ([]PastReturn, error) {
	return pastReturns(q, memberReturnsSQL, member, since.Unix())
}

func pastReturns(q Queryer, query string, args ...any) ([]PastReturn, error) {
	var list []PastReturn
	err := eachRow(q, func(scan func(...any) error) error {
		var r PastReturn
		var returned, recorded, undone, borrowed, due, ready, until int64
		e, c := &r.Return, &r.Copy
		err := scan(&e.ID, &e.LoanID, &returned, &recorded, &e.StaffID, &e.Door, &e.LoanStatus, &e.ItemStatus, &e.HoldID, &undone,
			&c.ID, &c.TitleID, &c.BranchID, &c.Barcode, &c.CallNumber, &c.ItemType, &c.Status, &c.Title, &c.Author,
			&borrowed, &due, &r.MemberID, &r.Name, &r.Card, &r.Category, &r.LentAgain,
			&r.LateDays, &r.Fine, &r.LegalBasis, &r.Suspended, &r.HoldStatus, &r.HoldMember, &r.HoldName, &r.HoldCard,
			&r.HoldPickup, &ready, &until, &r.Staff)
		e.ReturnedAt, e.RecordedAt, e.UndoneAt = time.Unix(returned, 0), time.Unix(recorded, 0), instant(undone)
		r.BorrowedAt, r.DueAt = time.Unix(borrowed, 0), time.Unix(due, 0)
		r.ReadyAt, r.ShelfUntil = instant(ready), instant(until)
		list = append(list, r)
		return err
	}, query, args...)
	return list, err
}
