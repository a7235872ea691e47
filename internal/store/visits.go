package store

import "time"

// VisitRow is a book that was lent or renewed today.
type VisitRow struct {
	At                    time.Time
	DueAt                 time.Time // from then on
	BranchID              int64
	ItemType              string
	Title, Barcode        string
	LateDays              int // of what the renewal ended; 0: nothing was booked
	Fine                  int64
	LegalBasis, Suspended string
}

const (
	// A loan that was renewed since shows the due date that was told when it was
	// lent: the first renewal's old one.
	lentSinceSQL = `select l.borrowed_at, coalesce((select r.old_due_at from renewals r
         where r.loan_id = l.id and r.number = 1 and r.undone_at is null), l.due_at),
       i.branch_id, i.item_type, t.title, i.barcode, 0, 0, '', ''
from loans l join items i on i.id = l.item_id join titles t on t.id = i.title_id
where l.member_id = ? and l.closed_at is null and l.borrowed_at >= ? order by l.borrowed_at, l.id`
	renewedSinceSQL = `select r.renewed_at, r.new_due_at, i.branch_id, i.item_type, t.title, i.barcode,
       coalesce(s.late_days, 0), coalesce(s.fine, 0), coalesce(s.legal_basis, ''), coalesce(s.suspended_until, '')
from receipts c join renewals r on r.receipt_id = c.id and r.undone_at is null
join loans l on l.id = r.loan_id join items i on i.id = l.item_id join titles t on t.id = i.title_id
left join sanctions s on s.loan_id = l.id and s.renewal_id = r.id and s.undone_at is null
where c.member_id = ? and c.created_at >= ? order by r.id`
	countOpenSQL = `select count(*) from loans where member_id = ? and closed_at is null`
)

// LentSince returns what was lent to a member at since or later and is still
// out, and how many books they have in all.
func LentSince(q Queryer, member int64, since time.Time) (list []VisitRow, out int, err error) {
	if list, err = visitRows(q, lentSinceSQL, member, since.Unix()); err != nil {
		return nil, 0, err
	}
	err = q.QueryRow(countOpenSQL, member).Scan(&out)
	return list, out, err
}

// RenewedSince returns what a member renewed, by whatever door, at since or later.
func RenewedSince(q Queryer, member int64, since time.Time) ([]VisitRow, error) {
	return visitRows(q, renewedSinceSQL, member, since.Unix())
}

func visitRows(q Queryer, query string, args ...any) ([]VisitRow, error) {
	var list []VisitRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r VisitRow
		var at, due int64
		err := scan(&at, &due, &r.BranchID, &r.ItemType, &r.Title, &r.Barcode, &r.LateDays, &r.Fine, &r.LegalBasis, &r.Suspended)
		r.At, r.DueAt = time.Unix(at, 0), time.Unix(due, 0)
		list = append(list, r)
		return err
	}, query, args...)
	return list, err
}
