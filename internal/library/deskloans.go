package library

import (
	"context"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// DeskLoans is a member's open loans as a clerk sees them.
type DeskLoans struct {
	Member Member
	Now    time.Time
	Site   *Site
	Loans  []DeskLoan // overdue first, then by due date; lost and claimed ones among them
}

// DeskLoan is an open loan with the decision on renewing it now at the desk.
type DeskLoan struct {
	Loan
	ItemID      int64
	Status      circulation.LoanStatus // open, on_site, lost or claimed_returned
	Unseen      int                    // renewals since somebody last saw the book
	Waiting     int                    // others who wait for this copy or its title, without a copy yet
	CanUndo     bool                   // its last renewal was made today and can be undone
	LateFine    Sanction               // what returning it now would come to
	ShownDue    int64                  // DueAt in UTC seconds, as ChangeDueDate wants it back
	OverdueDays int                    // calendar days late; 0: not late, or late since today
}

// DeskLoans returns them; fault.NotFound where there is no such member.
func (l *Library) DeskLoans(ctx context.Context, member int64) (*DeskLoans, error) {
	page := &DeskLoans{Now: l.moment()}
	news := false
	err := l.db.Read(ctx, func(q store.Queryer) error {
		m, pulse, err := readMember(q, member)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		open, err := store.OpenLoans(q, member, page.Now)
		if err != nil {
			return err
		}
		latest, err := store.LatestRenewals(q, member)
		if err != nil {
			return err
		}
		page.Member = m
		page.Site, news = l.siteIn(p, pulse, page.Now)
		page.Loans = l.question(p, &m, open, circulation.ActorLibrarian, page.Now).deskLoans(latest)
		return nil
	})
	if err = l.noteIf(ctx, news, err); err != nil {
		return nil, err
	}
	return page, nil
}

func (q *question) deskLoans(latest []store.UndoableRow) []DeskLoan {
	list := make([]DeskLoan, len(q.open))
	for i := range q.open {
		r := &q.open[i]
		d := &list[i]
		q.show(r, &d.Loan)
		d.ItemID, d.Status, d.Unseen, d.ShownDue = r.ItemID, statusOf(r), r.UnseenRenewals, r.DueAt.Unix()
		d.Waiting = r.OnCopy + r.OnTitle
		if d.Overdue {
			b, rule := q.place(r)
			d.OverdueDays = -d.DaysLeft
			d.LateFine = q.policy.sanctionFor(lateness{loan: r.ID, due: r.DueAt, end: q.now, branch: b, rule: rule}, q.member.SuspendedUntil)
		}
		for _, n := range latest {
			if n.LoanID == r.ID {
				d.CanUndo = !n.Entered && n.NewDueAt.Equal(r.DueAt) && sameDay(n.RenewedAt, q.now, d.Zone)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b DeskLoan) int { return overdueFirst(a.Overdue, b.Overdue) })
	return list
}
