package circulation

import (
	"slices"
	"time"
)

// Reason is one thing that stands against a renewal.
type Reason struct {
	Code     Code
	Override Override
	OpensAt  time.Time // from when it no longer holds; zero where the code has none
	Queue    int       // on_hold only: how many wait
}

// NoLimit is RenewalsLeft where the rule sets none.
const NoLimit = -1

// Decision is the whole answer: all reasons at once, in the table's order, and
// the date that would come out even when refused.
type Decision struct {
	Allowed      bool
	DueAt        time.Time // zero where none can be computed
	RenewalsUsed int       // before this renewal
	RenewalsLeft int       // before this renewal; NoLimit, else never below 0
	Reasons      []Reason
	Notes        []Note

	// A due date given by hand must not lie before this: the loan would be
	// shortened, or be late at once.
	earliest time.Time
}

// Has reports whether code is among the reasons.
func (d *Decision) Has(code Code) bool {
	return slices.ContainsFunc(d.Reasons, func(r Reason) bool { return r.Code == code })
}
