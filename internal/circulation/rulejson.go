package circulation

import "encoding/json"

// ReadRule reads the rule object of a scenario or rules file. A field left out
// keeps the value that into has.
func ReadRule(r *JSONReader, into *Rule) error {
	if err := ReadObject(r, into, ruleFields); err != nil {
		return err
	}
	if bad := into.impossible(); bad != nil {
		return r.Refuse(bad.Field, bad.Message)
	}
	return nil
}

// UnmarshalJSON reads a rule strictly; a field left out has the value of
// [DefaultRule]. The error is an [*InvalidError].
func (r *Rule) UnmarshalJSON(data []byte) error {
	rule := DefaultRule()
	reader := NewJSONReader(data)
	if err := reader.document(func() error { return ReadRule(reader, &rule) }); err != nil {
		return err
	}
	*r = rule
	return nil
}

// impossible finds what is wrong between the fields of a rule, each of which
// is possible on its own.
func (r *Rule) impossible() *InvalidError {
	if r.countsMonths(r.Renewal) {
		return invalid("renewal", "months cannot be counted in open days")
	}
	return nil
}

// countsMonths reports whether open days are to be counted over months, which
// have none of a fixed number. Where a schedule gives the due day, no period is
// counted.
func (r *Rule) countsMonths(length Period) bool {
	return r.ClosedDays == ClosedCountOpenDays && length.Months != 0 && len(r.Schedule) == 0
}

var ruleFields = []Field[Rule]{
	{"loan", func(r *JSONReader, v *Rule) error { return readPeriod(r, &v.Loan) }},
	{"renewal", func(r *JSONReader, v *Rule) error { return readPeriod(r, &v.Renewal) }},
	{"renewals_allowed", func(r *JSONReader, v *Rule) error { return readOptional(r, &v.RenewalsAllowed, ReadCount) }},
	{"max_total", func(r *JSONReader, v *Rule) error { return readOptional(r, &v.MaxTotal, readPeriod) }},
	{"renew_from", func(r *JSONReader, v *Rule) error {
		return ReadOneOf(r, &v.RenewFrom, FromDueDate, FromToday, FromLater)
	}},
	{"window", func(r *JSONReader, v *Rule) error { return readOptional(r, &v.Window, readPeriodOrZero) }},
	{"window_precision", func(r *JSONReader, v *Rule) error {
		return ReadOneOf(r, &v.WindowPrecision, PrecisionDay, PrecisionInstant)
	}},
	{"overdue", func(r *JSONReader, v *Rule) error {
		return ReadOneOf(r, &v.Overdue, OverdueAllow, OverdueBlockLoan, OverdueBlockMember)
	}},
	{"overdue_grace_days", func(r *JSONReader, v *Rule) error { return ReadCount(r, &v.OverdueGraceDays) }},
	{"closed_days", func(r *JSONReader, v *Rule) error {
		return ReadOneOf(r, &v.ClosedDays, ClosedIgnore, ClosedCountOpenDays, ClosedNextOpenDay,
			ClosedNextSameWeekday, ClosedPreviousOpenDay)
	}},
	{"latest_due", func(r *JSONReader, v *Rule) error { return ReadDayOrNull(r, &v.LatestDue) }},
	{"cap_at_card_expiry", func(r *JSONReader, v *Rule) error { return ReadBool(r, &v.CapAtCardExpiry) }},
	{"holds_block", func(r *JSONReader, v *Rule) error {
		return ReadOneOf(r, &v.HoldsBlock, HoldsNever, HoldsCopy, HoldsTitle, HoldsTitleIfShort)
	}},
	{"fines_limit", func(r *JSONReader, v *Rule) error { return readOptional(r, &v.FinesLimit, ReadCount) }},
	{"unseen_renewals_allowed", func(r *JSONReader, v *Rule) error {
		return readOptional(r, &v.UnseenRenewalsAllowed, ReadCount)
	}},
	{"once_per_day", func(r *JSONReader, v *Rule) error { return ReadBool(r, &v.OncePerDay) }},
	{"renewable", func(r *JSONReader, v *Rule) error { return ReadBool(r, &v.Renewable) }},
	{"schedule", readSchedule},
	{"auto_renew", func(r *JSONReader, v *Rule) error { return ReadBool(r, &v.AutoRenew) }},
}

var termFields = []Field[Term]{
	{"from", func(r *JSONReader, v *Term) error { return ReadDay(r, &v.From) }},
	{"to", func(r *JSONReader, v *Term) error { return ReadDay(r, &v.To) }},
	{"due", func(r *JSONReader, v *Term) error { return ReadDay(r, &v.Due) }},
}

func readSchedule(r *JSONReader, v *Rule) error {
	v.Schedule = nil
	return r.Array(func() error {
		var t Term
		if err := ReadObject(r, &t, termFields); err != nil {
			return err
		}
		switch {
		case t.From.IsZero():
			return r.Refuse("from", "must be given")
		case t.To.IsZero():
			return r.Refuse("to", "must be given")
		case t.Due.IsZero():
			return r.Refuse("due", "must be given")
		case t.To < t.From:
			return r.Refuse("to", "is before from")
		}
		v.Schedule = append(v.Schedule, t)
		return nil
	})
}

// MarshalJSON writes every field of the rule, in the order of contract.md.
func (r Rule) MarshalJSON() ([]byte, error) {
	terms := make([]termJSON, 0, len(r.Schedule))
	for _, t := range r.Schedule {
		terms = append(terms, termJSON(t))
	}
	var latest *Day
	if !r.LatestDue.IsZero() {
		latest = &r.LatestDue
	}
	return json.Marshal(ruleJSON{
		Loan: r.Loan, Renewal: r.Renewal, RenewalsAllowed: r.RenewalsAllowed, MaxTotal: r.MaxTotal,
		RenewFrom: r.RenewFrom, Window: r.Window, WindowPrecision: r.WindowPrecision,
		Overdue: r.Overdue, OverdueGraceDays: r.OverdueGraceDays, ClosedDays: r.ClosedDays,
		LatestDue: latest, CapAtCardExpiry: r.CapAtCardExpiry, HoldsBlock: r.HoldsBlock,
		FinesLimit: r.FinesLimit, UnseenRenewalsAllowed: r.UnseenRenewalsAllowed,
		OncePerDay: r.OncePerDay, Renewable: r.Renewable, Schedule: terms, AutoRenew: r.AutoRenew,
	})
}

type termJSON struct {
	From Day `json:"from"`
	To   Day `json:"to"`
	Due  Day `json:"due"`
}

type ruleJSON struct {
	Loan                  Period      `json:"loan"`
	Renewal               Period      `json:"renewal"`
	RenewalsAllowed       *int        `json:"renewals_allowed"`
	MaxTotal              *Period     `json:"max_total"`
	RenewFrom             RenewFrom   `json:"renew_from"`
	Window                *Period     `json:"window"`
	WindowPrecision       Precision   `json:"window_precision"`
	Overdue               OverdueRule `json:"overdue"`
	OverdueGraceDays      int         `json:"overdue_grace_days"`
	ClosedDays            ClosedDays  `json:"closed_days"`
	LatestDue             *Day        `json:"latest_due"`
	CapAtCardExpiry       bool        `json:"cap_at_card_expiry"`
	HoldsBlock            HoldsBlock  `json:"holds_block"`
	FinesLimit            *int64      `json:"fines_limit"`
	UnseenRenewalsAllowed *int        `json:"unseen_renewals_allowed"`
	OncePerDay            bool        `json:"once_per_day"`
	Renewable             bool        `json:"renewable"`
	Schedule              []termJSON  `json:"schedule"`
	AutoRenew             bool        `json:"auto_renew"`
}
