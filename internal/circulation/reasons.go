package circulation

import "time"

// collectReasons asks everything that may stand against the renewal, in the
// order of the table in contract.md.
func (r *renewal) collectReasons(d *Decision, due *dueDate) {
	if r.Loan.Status != LoanOpen {
		d.refuse(Code(r.Loan.Status)) // each state is named as its reason
		return                        // about a loan that has ended, nothing else is of interest
	}
	if !r.Loan.Own {
		d.refuse(NotYourLoan)
		return // and about a stranger's loan, nothing else is to be told
	}
	if r.Actor == ActorAutomatic && !r.Rule.AutoRenew {
		d.refuse(NotAutomatic)
	}
	if r.Paused && r.Actor != ActorLibrarian {
		d.refuse(Paused)
	}
	if !r.Rule.Renewable || !r.ItemRenewable {
		d.refuse(NotRenewable)
	}
	if r.awaitedByOthers() {
		d.Reasons = append(d.Reasons, Reason{Code: OnHold, Override: OverrideOf(OnHold),
			Queue: r.Holds.OnCopy + r.Holds.OnTitle})
	}
	r.askMember(d)
	r.askCounts(d)
	r.askDates(d, due)
}

// askMember asks for the member's standing.
func (r *renewal) askMember(d *Decision) {
	m := &r.Member
	if m.Status == MemberBlocked {
		d.refuse(Blocked)
	}
	if r.today <= m.SuspendedUntil {
		d.refuseUntil(Suspended, (m.SuspendedUntil + 1).Start(r.Zone))
	}
	if r.cardExpired() {
		d.refuse(CardExpired)
	}
	if limit := r.Rule.FinesLimit; limit != nil && m.Fines > *limit {
		d.refuse(FinesOverLimit)
	}
	if r.Rule.Overdue != OverdueAllow && IsLate(r.Rule, r.Zone, r.Loan.DueAt, r.now) {
		d.refuse(Overdue)
	}
	if r.Rule.Overdue == OverdueBlockMember && m.OverdueLoans > 0 {
		d.refuse(OtherOverdue)
	}
}

// askCounts asks how often the loan was renewed. A librarian has the book in
// hand, so it has been seen.
func (r *renewal) askCounts(d *Decision) {
	if r.renewalsLeft() == 0 {
		d.refuse(LimitReached)
	}
	allowed := r.Rule.UnseenRenewalsAllowed
	if allowed != nil && r.Loan.UnseenRenewals >= *allowed && r.Actor != ActorLibrarian {
		d.refuse(MustBeSeen)
	}
}

// askDates asks whether it is the time to renew, and step 5: whether the new
// date is of use.
func (r *renewal) askDates(d *Decision, due *dueDate) {
	found := !due.day.IsZero()
	useless := found && r.ofNoUse(due, d.DueAt)
	if useless && due.cappedBy == CappedByTotal {
		d.refuse(TotalReached)
	}
	if r.Rule.Window != nil {
		if opensAt := r.windowOpensAt(); r.now.Before(opensAt) {
			d.refuseUntil(TooSoon, opensAt)
		}
	}
	if r.renewedToday() && r.Actor != ActorLibrarian {
		d.refuseUntil(AlreadyToday, (r.today + 1).Start(r.Zone))
	}
	if !found {
		d.refuse(OutsideSchedule)
	}
	if useless && due.cappedBy != CappedByTotal {
		d.refuse(NoChange)
	}
}

// awaitedByOthers asks by the rule's mode whether a hold stands against
// renewing. With title_if_short a free copy serves a title hold instead.
func (r *renewal) awaitedByOthers() bool {
	h := &r.Holds
	switch r.Rule.HoldsBlock {
	case HoldsCopy:
		return h.OnCopy > 0
	case HoldsTitle:
		return h.OnCopy > 0 || h.OnTitle > 0
	case HoldsTitleIfShort:
		return h.OnCopy > 0 || h.OnTitle > h.FreeCopies
	}
	return false
}

func (r *renewal) cardExpired() bool { return cardExpired(&r.Member, r.today) }

// cardExpired: a card is good through its last day.
func cardExpired(m *MemberFacts, today Day) bool {
	return !m.CardExpiresOn.IsZero() && today > m.CardExpiresOn
}

func (r *renewal) renewedToday() bool {
	last := r.Loan.LastRenewedAt
	return r.Rule.OncePerDay && !last.IsZero() && DayOf(last, r.Zone) == r.today
}

// windowOpensAt returns the first instant at which the rule's window is open.
func (r *renewal) windowOpensAt() time.Time {
	window, due := r.Rule.Window, r.Loan.DueAt
	if window.IsElapsed() {
		return due.Add(-window.Elapsed).In(r.Zone)
	}
	day := window.Before(r.oldDueDay)
	if r.Rule.WindowPrecision == PrecisionDay {
		return day.Start(r.Zone)
	}
	wall := localSeconds(due, r.Zone) - (r.oldDueDay.seconds() - day.seconds())
	opensAt, _ := instantsOf(wall, r.Zone)
	if localSeconds(opensAt, r.Zone) == wall { // not moved by a gap: keep the due fraction of a second
		opensAt = opensAt.Add(time.Duration(due.Nanosecond()))
	}
	return opensAt
}

// IsLate reports whether a loan due at due is late at now by more calendar
// days than the rule's grace (rules of hours: late at all).
func IsLate(r *Rule, zone *time.Location, due, now time.Time) bool {
	if r.byTheClock(r.Renewal) {
		return now.After(due)
	}
	return LateDays(zone, due, now) > r.OverdueGraceDays
}
