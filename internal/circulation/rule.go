package circulation

// RenewFrom is the base from which a renewal is counted.
type RenewFrom string

// The bases of contract "renew_from".
const (
	FromDueDate RenewFrom = "due_date"
	FromToday   RenewFrom = "today"
	FromLater   RenewFrom = "later"
)

// OverdueRule says what being late does to a renewal.
type OverdueRule string

// The values of contract "overdue".
const (
	OverdueAllow       OverdueRule = "allow"
	OverdueBlockLoan   OverdueRule = "block_loan"
	OverdueBlockMember OverdueRule = "block_member"
)

// ClosedDays says what a closed day does to a due date.
type ClosedDays string

// The values of contract "closed_days".
const (
	ClosedIgnore          ClosedDays = "ignore"
	ClosedCountOpenDays   ClosedDays = "count_open_days"
	ClosedNextOpenDay     ClosedDays = "next_open_day"
	ClosedNextSameWeekday ClosedDays = "next_same_weekday"
	ClosedPreviousOpenDay ClosedDays = "previous_open_day"
)

// HoldsBlock says which holds refuse a renewal.
type HoldsBlock string

// The values of contract "holds_block".
const (
	HoldsNever        HoldsBlock = "never"
	HoldsCopy         HoldsBlock = "copy"
	HoldsTitle        HoldsBlock = "title"
	HoldsTitleIfShort HoldsBlock = "title_if_short"
)

// Precision says at which moment of its day a renewal window opens.
type Precision string

// The values of contract "window_precision".
const (
	PrecisionDay     Precision = "day"
	PrecisionInstant Precision = "instant"
)

// Term is one row of a fixed schedule: renewals made on a day from From to To,
// both included, fall due on Due.
type Term struct{ From, To, Due Day }

// Rule is a loan rule. Its JSON form is that of contract.md, where a field left
// out has the value of [DefaultRule] and an unknown field is an error.
type Rule struct {
	Loan                  Period
	Renewal               Period
	RenewalsAllowed       *int    // nil: no limit
	MaxTotal              *Period // from the day of borrowing; nil: no limit
	RenewFrom             RenewFrom
	Window                *Period // how long before the due date renewing opens; nil: always open
	WindowPrecision       Precision
	Overdue               OverdueRule
	OverdueGraceDays      int
	ClosedDays            ClosedDays
	LatestDue             Day // zero: no limit
	CapAtCardExpiry       bool
	HoldsBlock            HoldsBlock
	FinesLimit            *int64 // rupiah; nil: no limit
	UnseenRenewalsAllowed *int   // nil: no limit
	OncePerDay            bool
	Renewable             bool
	Schedule              []Term
	AutoRenew             bool
}

// DefaultRule is the rule of a plain public library: a week, and two more
// weeks by renewing. contract.md gives every value.
func DefaultRule() Rule {
	renewals := 2
	return Rule{
		Loan:            Period{Days: 7},
		Renewal:         Period{Days: 7},
		RenewalsAllowed: &renewals,
		MaxTotal:        &Period{Days: 21},
		RenewFrom:       FromLater,
		WindowPrecision: PrecisionDay,
		Overdue:         OverdueAllow,
		ClosedDays:      ClosedNextOpenDay,
		CapAtCardExpiry: true,
		HoldsBlock:      HoldsTitleIfShort,
		OncePerDay:      true,
		Renewable:       true,
	}
}

// byTheClock reports whether a loan of this length is counted in hours: then
// its dates are instants that closed days never move. A fixed schedule always
// gives days.
func (r *Rule) byTheClock(length Period) bool {
	return length.IsElapsed() && len(r.Schedule) == 0
}
