package circulation

import "time"

// dueDate is a due date on its way through the steps. Most fall on a day and
// are due at its end; a loan by the clock is due at an instant.
type dueDate struct {
	day      Day       // zero: none could be found
	at       time.Time // zero: the end of day
	moved    bool      // off a closed day
	cappedBy Note      // the last cap that made it earlier; "" for none
}

// instant returns when the loan is due.
func (d *dueDate) instant(zone *time.Location) time.Time {
	if d.at.IsZero() {
		return d.day.End(zone)
	}
	return d.at
}

func (d *dueDate) laterThan(limit *dueDate, zone *time.Location) bool {
	if d.at.IsZero() && limit.at.IsZero() {
		return d.day > limit.day
	}
	return d.instant(zone).After(limit.instant(zone))
}

// dateTerms is what a due date follows from, at lending and at renewing alike.
type dateTerms struct {
	zone          *time.Location
	rule          *Rule
	calendar      *Calendar
	length        Period    // rule.Loan or rule.Renewal
	field         string    // its name, for errors
	base          time.Time // the length counts from here
	baseDay       Day       // the day of base
	today         Day
	borrowedAt    time.Time
	cardExpiresOn Day // zero: the card does not cap
}

// dueDate goes the steps of contract.md, "How the date is found". The base
// (step 1) is in the terms; whether the outcome is too late to be of use (step
// 5) is the caller's question.
func (t *dateTerms) dueDate() (dueDate, error) {
	if t.rule.countsMonths(t.length) {
		return dueDate{}, invalid(t.field, "months cannot be counted in open days")
	}
	due, err := t.addLength()
	if err != nil || due.day.IsZero() {
		return due, err
	}
	if t.rule.byTheClock(t.length) {
		t.applyCaps(&due) // hours are never moved
	} else if err := t.moveAndCap(&due); err != nil {
		return due, err
	}
	if due.day > lastDay {
		return due, invalid(t.field, "leads beyond the year 9999")
	}
	return due, nil
}

func (t *dateTerms) moveAndCap(due *dueDate) error {
	if err := t.moveOffClosedDay(due); err != nil {
		return err
	}
	t.applyCaps(due)
	return t.moveBackIfCapped(due)
}

// addLength is step 2: the fixed due day of the schedule's first range that
// holds today, else the base and the length.
func (t *dateTerms) addLength() (dueDate, error) {
	switch {
	case len(t.rule.Schedule) > 0:
		for _, term := range t.rule.Schedule {
			if term.From <= t.today && t.today <= term.To {
				return dueDate{day: term.Due}, nil
			}
		}
		return dueDate{}, nil
	case t.length.IsElapsed():
		at := t.base.Add(t.length.Elapsed).In(t.zone)
		return dueDate{day: DayOf(at, t.zone), at: at}, nil
	case t.rule.ClosedDays == ClosedCountOpenDays:
		day, err := t.calendar.AddOpenDays(t.baseDay, t.length.Days)
		return dueDate{day: day}, err
	}
	return dueDate{day: t.length.After(t.baseDay)}, nil
}

// moveOffClosedDay is step 3.
func (t *dateTerms) moveOffClosedDay(due *dueDate) error {
	if t.rule.ClosedDays == ClosedIgnore || t.calendar.IsOpen(due.day) {
		return nil
	}
	var day Day
	var err error
	switch t.rule.ClosedDays {
	case ClosedPreviousOpenDay:
		day, err = t.calendar.PreviousOpenDay(due.day)
	case ClosedNextSameWeekday:
		day, err = t.calendar.NextSameWeekday(due.day)
	default:
		// Counted open days end on an open day; what is closed here came from the schedule.
		day, err = t.calendar.NextOpenDay(due.day)
	}
	due.day, due.moved = day, true
	return err
}

// applyCaps is the first half of step 4. A cap in days ends with its day; a
// total in hours ends at its instant, for a loan by the day as well.
func (t *dateTerms) applyCaps(due *dueDate) {
	if total := t.rule.MaxTotal; total != nil {
		if total.IsElapsed() {
			at := t.borrowedAt.Add(total.Elapsed).In(t.zone)
			t.capAt(due, dueDate{day: DayOf(at, t.zone), at: at}, CappedByTotal)
		} else {
			t.capAt(due, dueDate{day: total.After(DayOf(t.borrowedAt, t.zone))}, CappedByTotal)
		}
	}
	if latest := t.rule.LatestDue; !latest.IsZero() {
		t.capAt(due, dueDate{day: latest}, CappedByLatestDue)
	}
	if !t.cardExpiresOn.IsZero() && t.rule.CapAtCardExpiry {
		t.capAt(due, dueDate{day: t.cardExpiresOn}, CappedByExpiry)
	}
}

func (t *dateTerms) capAt(due *dueDate, limit dueDate, note Note) {
	if due.laterThan(&limit, t.zone) {
		*due = dueDate{day: limit.day, at: limit.at, cappedBy: note}
	}
}

// moveBackIfCapped is the second half of step 4: a capped day that is closed
// moves back, since forward would be past the cap.
func (t *dateTerms) moveBackIfCapped(due *dueDate) error {
	if due.cappedBy == "" || t.rule.ClosedDays == ClosedIgnore || t.calendar.IsOpen(due.day) {
		return nil
	}
	day, err := t.calendar.PreviousOpenDay(due.day)
	due.day, due.at = day, time.Time{}
	return err
}

// notes says what became of the date on the way. A closure is noted only where
// no cap was at work.
func (d *dueDate) notes() []Note {
	switch {
	case d.cappedBy != "":
		return []Note{d.cappedBy}
	case d.moved:
		return []Note{MovedForClosure}
	}
	return nil
}
