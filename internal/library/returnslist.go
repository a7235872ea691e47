package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// recentReturnDays is how far back the list of latest returns goes.
const recentReturnDays = 7

// RecentReturns returns the latest n returns of a clerk, of everybody's where
// staff is 0, newest first. Undone ones are among them and say so.
func (l *Library) RecentReturns(ctx context.Context, staff int64, n int) ([]Returned, error) {
	var list []Returned
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		now := l.moment()
		rows, err := store.RecentReturns(q, staff, now.AddDate(0, 0, -recentReturnDays), n)
		if err != nil {
			return err
		}
		list = make([]Returned, len(rows))
		for i := range rows {
			r, err := p.pastReturn(&rows[i], now)
			if err != nil {
				return err
			}
			list[i] = *r
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// pastReturn is a return as it is shown later. Its hold is told while the copy
// still stands aside for it.
func (p *policy) pastReturn(row *store.PastReturn, now time.Time) (*Returned, error) {
	e := &row.Return
	b := p.branch(row.Copy.BranchID)
	r := &Returned{
		Outcome: ReturnDone, ID: e.ID, Item: p.deskItem(&row.Copy), Loan: e.LoanID,
		Person:     &Person{ID: row.MemberID, Name: row.Name, Card: row.Card},
		BorrowedAt: row.BorrowedAt.In(b.zone), DueAt: row.DueAt.In(b.zone),
		ByHours:    byHours(&p.rules.Match(b.code, row.Category, row.Copy.ItemType).Rule),
		ReturnedAt: e.ReturnedAt.In(b.zone), RecordedAt: e.RecordedAt.In(b.zone),
		LateDays:  circulation.LateDays(b.zone, row.DueAt, e.ReturnedAt),
		Sanction:  Sanction{LateDays: row.LateDays, Fine: row.Fine, LegalBasis: row.LegalBasis},
		Found:     foundAgain(e),
		WasStatus: circulation.LoanStatus(e.LoanStatus),
		Undone:    !e.UndoneAt.IsZero(),
		Staff:     row.Staff,
	}
	if err := r.Sanction.SuspendedUntil.UnmarshalText([]byte(row.Suspended)); err != nil {
		return nil, err
	}
	r.CanUndo = !r.Undone && !row.LentAgain && sameDay(e.RecordedAt, now, b.zone)
	if row.HoldStatus == "ready" && !r.Undone {
		r.Held = p.held(e.HoldID, Person{ID: row.HoldMember, Name: row.HoldName, Card: row.HoldCard}, row.HoldPickup,
			row.ReadyAt, row.ShelfUntil)
	}
	return r, nil
}

// foundAgain: the copy was lost, or said to be back, and was there after all.
func foundAgain(e *store.ReturnRow) bool {
	return e.ItemStatus == string(circulation.ItemLost) ||
		e.LoanStatus == string(circulation.LoanLost) || e.LoanStatus == string(circulation.LoanClaimedReturned)
}

func sameDay(a, b time.Time, zone *time.Location) bool {
	return circulation.DayOf(a, zone) == circulation.DayOf(b, zone)
}
