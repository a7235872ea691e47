package library

import (
	"context"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Loan is one open loan with the decision on renewing it now.
type Loan struct {
	Ref        LoanRef
	Title      string
	Author     string
	Barcode    string
	CallNumber string
	Zone       *time.Location // of the item's home branch
	BorrowedAt time.Time
	DueAt      time.Time
	ByHours    bool // the rule counts hours: show the time of day too
	Overdue    bool // late now, whatever the grace; never a book lost or said to be back
	DaysLeft   int  // calendar days from today to the due day; negative: days late
	Rule       *circulation.RuleEntry
	Decision   circulation.Decision
	Sanction   Sanction // for the lateness that renewing would end now, where it is allowed
}

// MyLoans is everything the loans page shows.
type MyLoans struct {
	Member     Member
	Now        time.Time
	Loans      []Loan // overdue first, then by due date
	Paused     bool   // online renewal is switched off by the library
	ClockWrong bool   // the machine's clock cannot be right: nothing is renewed
	Site       *Site  // the settings that were in force
}

// MyLoans returns a member's open loans, each with its decision. An unknown
// member is fault.NotFound.
func (l *Library) MyLoans(ctx context.Context, member int64) (*MyLoans, error) {
	page := &MyLoans{Now: l.moment()}
	news := false
	err := l.db.Glance(ctx, func(q store.Queryer) error {
		var pulse store.Pulse
		var err error
		if page.Member, pulse, err = readMember(q, member); err != nil {
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
		page.Site, news = l.siteIn(p, pulse, page.Now)
		page.Paused, page.ClockWrong = p.paused, page.Site.ClockWrong
		page.Loans = l.question(p, &page.Member, open, circulation.ActorMember, page.Now).loans()
		return nil
	})
	if err = l.noteIf(ctx, news, err); err != nil {
		return nil, err
	}
	return page, nil
}

// loans decides every open loan and puts the overdue ones first.
func (q *question) loans() []Loan {
	list := make([]Loan, len(q.open))
	for i := range q.open {
		q.show(&q.open[i], &list[i])
	}
	// The rows come by due date, so those late come first, but for a lost book.
	slices.SortStableFunc(list, func(a, b Loan) int { return overdueFirst(a.Overdue, b.Overdue) })
	return list
}

func overdueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return +1
}

func (q *question) show(r *store.LoanRow, into *Loan) {
	a := q.decide(r)
	zone := a.branch.zone
	*into = Loan{
		Ref:   LoanRef{ID: r.ID, Renewals: r.Renewals},
		Title: r.Title, Author: r.Author, Barcode: r.Barcode, CallNumber: r.CallNumber,
		Zone:       zone,
		BorrowedAt: r.BorrowedAt.In(zone),
		DueAt:      r.DueAt.In(zone),
		ByHours:    byHours(&a.rule.Rule),
		Overdue:    r.DueAt.Before(q.now) && stillOut(r),
		DaysLeft:   int(circulation.DayOf(r.DueAt, zone) - circulation.DayOf(q.now, zone)),
		Rule:       a.rule,
		Decision:   a.decision,
	}
	if into.Overdue && a.decision.Allowed {
		into.Sanction = q.policy.sanctionFor(a.late(r, q.now), q.member.SuspendedUntil)
	}
}
