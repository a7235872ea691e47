package circulation

import "time"

// ClosureEffect is what a closed day does to the due date of an open loan.
type ClosureEffect string

// What there is. Only ClosureMoves gives the loan another date.
const (
	ClosureMoves   ClosureEffect = "moves"
	ClosureOpen    ClosureEffect = "open"     // the branch is open on that day
	ClosureByHours ClosureEffect = "by_hours" // due at an instant, which closed days never move
	ClosureIgnored ClosureEffect = "ignored"  // its rule says that closed days change nothing
)

// AfterClosure returns when an open loan is due once its due day may have become
// a closed one: at the end of the next open day, whatever way of moving the rule
// names, because going back would take days away that were promised. No cap
// holds it: the library closes, not the member. Which of its periods the loan
// runs by, that of lending or of renewing, follows from how often it was renewed.
// 366 closed days in a row are the error never_open.
func AfterClosure(rule *Rule, cal *Calendar, zone *time.Location, due time.Time, renewals int) (time.Time, ClosureEffect, error) {
	day := DayOf(due, zone)
	length := rule.Loan
	if renewals > 0 {
		length = rule.Renewal
	}
	switch {
	case cal.IsOpen(day):
		return due, ClosureOpen, nil
	case rule.byTheClock(length):
		return due, ClosureByHours, nil
	case rule.ClosedDays == ClosedIgnore:
		return due, ClosureIgnored, nil
	}
	next, err := cal.NextOpenDay(day)
	if err != nil {
		return due, ClosureMoves, err
	}
	return next.End(zone), ClosureMoves, nil
}
