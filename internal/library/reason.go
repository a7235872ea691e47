package library

import (
	"strings"
	"time"
	"unicode/utf8"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
)

// A reason is read by others later, so "ok" is none.
const (
	leastReasonWords = 2
	leastReason      = 8   // characters
	longestReason    = 300 // characters
)

// reasonGiven returns a reason without needless spaces. One that says nothing is
// fault.Invalid with field reason and why short or long.
func reasonGiven(text string) (string, error) {
	words := strings.Fields(text)
	reason := strings.Join(words, " ")
	n := utf8.RuneCountInString(reason)
	if len(words) < leastReasonWords || n < leastReason {
		return "", fault.New(fault.Invalid, "say why in a few words").With("field", "reason").With("why", "short")
	}
	return reason, reasonFits(reason)
}

// reasonIfAny is reasonGiven where a reason may be left out.
func reasonIfAny(text string) (string, error) {
	reason := strings.Join(strings.Fields(text), " ")
	return reason, reasonFits(reason)
}

func reasonFits(reason string) error {
	if utf8.RuneCountInString(reason) > longestReason || !utf8.ValidString(reason) {
		return fault.New(fault.Invalid, "say why in at most 300 characters").With("field", "reason").With("why", "long")
	}
	return nil
}

// furthestDue is how far ahead a due date given by hand may lie: more is a slip.
const furthestDue = 731 // days

// dueGiven returns the instant of a due date given by hand, zero for none. One
// before today, or far from it, is fault.Invalid with field due and why past or far.
func dueGiven(d DueByHand, zone *time.Location, now time.Time) (time.Time, error) {
	if d.IsZero() {
		return time.Time{}, nil
	}
	due := d.in(zone).Truncate(time.Second)
	switch {
	case due.Before(now):
		return due, fault.New(fault.Invalid, "give a due date from today on").With("field", "due").With("why", "past")
	case circulation.DayOf(due, zone)-circulation.DayOf(now, zone) > furthestDue:
		return due, fault.New(fault.Invalid, "give a due date within two years").With("field", "due").With("why", "far")
	}
	return due, nil
}
