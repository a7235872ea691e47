package library

import (
	"time"

	"simpanbudi/internal/circulation"
)

// Override passes over reasons that stand against lending or renewing. Only the
// codes named are passed over, so that a reason which has come up since the
// clerk looked still stands.
type Override struct {
	Codes  []string // as the decision names them
	Reason string   // in the clerk's words, kept in the audit trail; at least two words
	Due    DueByHand
}

// DueByHand is a due date that a clerk gives. The zero value is none.
type DueByHand struct {
	On circulation.Day // due at the end of this day in the branch's zone
	At time.Time       // or at this instant, for loans of hours
}

// IsZero reports whether no due date is given.
func (d DueByHand) IsZero() bool { return d.On.IsZero() && d.At.IsZero() }

// in is the instant it means at a branch.
func (d DueByHand) in(zone *time.Location) time.Time {
	if !d.On.IsZero() {
		return d.On.End(zone)
	}
	return d.At
}
