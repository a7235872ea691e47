package circulation

import (
	"testing"
	"time"
)

func TestAClosedDayMovesADueDateToTheNextOpenDay(t *testing.T) {
	zone := time.FixedZone("WIB", 7*60*60)
	friday := NewDay(2026, time.December, 25)
	cal := &Calendar{ClosedDates: map[Day]struct{}{friday: {}}}
	cal.ClosedWeekdays[time.Sunday] = true
	cal.ClosedWeekdays[time.Saturday] = true
	hours := Period{Elapsed: 3 * time.Hour}
	for _, c := range []struct {
		name     string
		change   func(*Rule)
		due      time.Time
		renewals int
		want     time.Time
		effect   ClosureEffect
	}{
		{"by the rule's own way", func(*Rule) {}, friday.End(zone), 0, (friday + 3).End(zone), ClosureMoves},
		{"also where the rule goes back", func(r *Rule) { r.ClosedDays = ClosedPreviousOpenDay }, friday.End(zone), 0, (friday + 3).End(zone), ClosureMoves},
		{"also past every cap", func(r *Rule) { r.LatestDue = friday }, friday.End(zone), 0, (friday + 3).End(zone), ClosureMoves},
		{"a day loan that is due at noon", func(*Rule) {}, friday.Start(zone).Add(12 * time.Hour), 0, (friday + 3).End(zone), ClosureMoves},
		{"open", func(*Rule) {}, (friday - 1).End(zone), 0, (friday - 1).End(zone), ClosureOpen},
		{"ignored", func(r *Rule) { r.ClosedDays = ClosedIgnore }, friday.End(zone), 0, friday.End(zone), ClosureIgnored},
		{"lent by hours", func(r *Rule) { r.Loan = hours }, friday.End(zone), 0, friday.End(zone), ClosureByHours},
		{"lent by hours, renewed by days", func(r *Rule) { r.Loan = hours }, friday.End(zone), 1, (friday + 3).End(zone), ClosureMoves},
		{"renewed by hours", func(r *Rule) { r.Renewal = hours }, friday.End(zone), 2, friday.End(zone), ClosureByHours},
		{"hours beside a schedule", func(r *Rule) { r.Loan, r.Schedule = hours, []Term{{friday, friday, friday}} }, friday.End(zone), 0, (friday + 3).End(zone), ClosureMoves},
	} {
		rule := DefaultRule()
		c.change(&rule)
		got, effect, err := AfterClosure(&rule, cal, zone, c.due, c.renewals)
		if err != nil || !got.Equal(c.want) || effect != c.effect {
			t.Errorf("%s: %v %s, error %v, want %v %s", c.name, got, effect, err, c.want, c.effect)
		}
	}
	never := &Calendar{ClosedWeekdays: [7]bool{true, true, true, true, true, true, true}}
	rule := DefaultRule()
	if _, _, err := AfterClosure(&rule, never, zone, friday.End(zone), 0); err == nil {
		t.Error("a branch that never opens gave a date")
	}
}
