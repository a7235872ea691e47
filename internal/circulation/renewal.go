package circulation

import "time"

// DecideRenewal answers whether the loan may be renewed at now, until when,
// and otherwise everything that stands against it. The error is an
// [*InvalidError] with code never_open (366 closed days in a row) or invalid.
func DecideRenewal(f *RenewalFacts, now time.Time) (Decision, error) {
	r := renewal{
		RenewalFacts: f,
		now:          now,
		today:        DayOf(now, f.Zone),
		oldDueDay:    DayOf(f.Loan.DueAt, f.Zone),
		byTheClock:   f.Rule.byTheClock(f.Rule.Renewal),
	}
	due, err := r.newDueDate()
	if err != nil {
		return Decision{}, err
	}
	d := Decision{
		RenewalsUsed: f.Loan.Renewals,
		RenewalsLeft: r.renewalsLeft(),
		Notes:        due.notes(),
		earliest:     r.earliestUseful(),
	}
	if !due.day.IsZero() {
		d.DueAt = due.instant(f.Zone)
	}
	r.collectReasons(&d, &due)
	d.settle()
	return d, nil
}

// renewal is one question: the facts, now, and what follows from them at once.
type renewal struct {
	*RenewalFacts
	now        time.Time
	today      Day
	oldDueDay  Day
	byTheClock bool // counted in hours, so compared by instant
}

// newDueDate finds the date that would come out, whatever stands against it.
func (r *renewal) newDueDate() (dueDate, error) {
	base, baseDay := r.base()
	terms := dateTerms{
		zone: r.Zone, rule: r.Rule, calendar: r.Calendar,
		length: r.Rule.Renewal, field: "rule.renewal",
		base: base, baseDay: baseDay, today: r.today,
		borrowedAt: r.Loan.BorrowedAt,
	}
	if !r.cardExpired() { // an expired card is a reason of its own and caps nothing
		terms.cardExpiresOn = r.Member.CardExpiresOn
	}
	return terms.dueDate()
}

// base is step 1: the old due date, now, or the later of the two.
func (r *renewal) base() (time.Time, Day) {
	fromToday := r.Rule.RenewFrom == FromToday
	if r.Rule.RenewFrom == FromLater {
		fromToday = r.now.After(r.Loan.DueAt)
	}
	if fromToday {
		return r.now, r.today
	}
	return r.Loan.DueAt, r.oldDueDay
}

// ofNoUse is step 5: a new due date that is not later than the old one, by
// local day or, by the clock, by instant; or that is past already.
func (r *renewal) ofNoUse(due *dueDate, at time.Time) bool {
	switch {
	case at.Before(r.now):
		return true
	case r.byTheClock:
		return !at.After(r.Loan.DueAt)
	}
	return due.day <= r.oldDueDay
}

// earliestUseful is step 5 for a date given by hand: the first instant that is
// of use.
func (r *renewal) earliestUseful() time.Time {
	earliest := r.Loan.DueAt.Add(1)
	if !r.byTheClock {
		earliest = (r.oldDueDay + 1).Start(r.Zone)
	}
	if earliest.Before(r.now) {
		return r.now
	}
	return earliest
}

// renewalsLeft counts before this renewal, never below 0.
func (r *renewal) renewalsLeft() int {
	if r.Rule.RenewalsAllowed == nil {
		return NoLimit
	}
	return max(0, *r.Rule.RenewalsAllowed-r.Loan.Renewals)
}

// refuse adds a reason that carries nothing but its code.
func (d *Decision) refuse(code Code) {
	d.Reasons = append(d.Reasons, Reason{Code: code, Override: OverrideOf(code)})
}

// refuseUntil adds a reason that no longer holds from opensAt.
func (d *Decision) refuseUntil(code Code, opensAt time.Time) {
	d.Reasons = append(d.Reasons, Reason{Code: code, Override: OverrideOf(code), OpensAt: opensAt})
}

// settle draws the conclusion: allowed where nothing stands against it, and
// then perhaps for the last time.
func (d *Decision) settle() {
	d.Allowed = len(d.Reasons) == 0
	if d.Allowed && d.RenewalsLeft == 1 {
		d.Notes = append(d.Notes, LastRenewal)
	}
}
