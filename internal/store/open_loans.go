package store

import "time"

// Every open loan is read in one go, member by member, for what is asked about all
// of them at once. Who waits is read apart and for few: hardly any book is waited for.
const (
	everyOpenLoanSQL = `select l.id, l.member_id, l.borrowed_at, l.due_at, l.renewals, l.unseen_renewals, coalesce(l.last_renewed_at, 0),
       l.status, i.branch_id, i.item_type, i.renewable
from loans l indexed by loans_open_by_member join items i on i.id = l.item_id where l.closed_at is null order by l.member_id`
	borrowersSQL = `select m.id, m.category, m.status, coalesce(m.card_expires_on, ''), coalesce(m.suspended_until, ''),
       coalesce(m.suspended_until_imported, ''), m.fines + m.fines_imported
from (select distinct member_id from loans where closed_at is null) b join members m on m.id = b.member_id
where m.erased_at is null`
	awaitedLoansSQL = `select distinct l.id from holds h join items i on i.title_id = h.title_id
join loans l on l.item_id = i.id and l.closed_at is null where h.status in ('waiting', 'ready')`
)

// EachLoanOut calls fn with every open loan, those of a member one after the
// other, without the names of things and without who waits. The row is fn's until
// it returns.
func EachLoanOut(q Queryer, fn func(member int64, r *LoanRow) error) error {
	rows, err := q.Query(everyOpenLoanSQL)
	if err != nil {
		return err
	}
	defer rows.Close()
	var (
		r                           LoanRow
		member, borrowed, due, last int64
		columns                     = [...]any{&r.ID, &member, &borrowed, &due, &r.Renewals, &r.UnseenRenewals, &last,
			&r.Status, &r.BranchID, &r.ItemType, &r.ItemRenewable}
	)
	for rows.Next() {
		if err := rows.Scan(columns[:]...); err != nil {
			return err
		}
		r.BorrowedAt, r.DueAt, r.LastRenewedAt = time.Unix(borrowed, 0), time.Unix(due, 0), instant(last)
		if err := fn(member, &r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Borrowers returns every member with an open loan by id, as a decision needs them.
func Borrowers(q Queryer) (map[int64]MemberRow, error) {
	list := map[int64]MemberRow{}
	err := eachRow(q, func(scan func(...any) error) error {
		var m MemberRow
		err := scan(&m.ID, &m.Category, &m.Status, &m.CardExpiresOn, &m.SuspendedUntil, &m.SuspendedUntilImported, &m.Fines)
		list[m.ID] = m
		return err
	}, borrowersSQL)
	return list, err
}

// AwaitedLoan is who waits for the book of a loan, and the copies that could serve them.
type AwaitedLoan struct{ OnCopy, OnTitle, FreeCopies int }

// AwaitedLoans returns this of every open loan whose title anybody waits for, by
// loan. Holds that have expired at now do not count.
func AwaitedLoans(q Queryer, now time.Time) (map[int64]AwaitedLoan, error) {
	var ids []int64
	err := eachRow(q, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		ids = append(ids, id)
		return err
	}, awaitedLoansSQL)
	if err != nil {
		return nil, err
	}
	list := make(map[int64]AwaitedLoan, len(ids))
	at := now.Unix()
	err = eachRow(q, func(scan func(...any) error) error {
		var id int64
		var c AwaitedLoan
		err := scan(&id, &c.OnCopy, &c.OnTitle, &c.FreeCopies)
		list[id] = c
		return err
	}, awaitedSQL, at, at, at, IDList(ids))
	return list, err
}
