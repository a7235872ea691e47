package library

import (
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// ClosureChange is what the desk does to the opening calendars: closed days, or
// days that are open against what else is said, are added, or rows are removed.
type ClosureChange struct {
	Branch  int64         // 0: every branch
	Days    []OccasionDay // each once
	Weekly  bool          // every week on Weekday, instead of Days
	Weekday time.Weekday
	Name    string // of the weekly one; may be empty
	Open    bool   // open instead of closed
	Remove  []int64
}

// OccasionDay is a day with its occasion, which may be empty.
type OccasionDay struct {
	Day  circulation.Day
	Name string
}

// A change names at most a year of days, and none that is a slip of the pen.
const (
	maxClosureDays = 366
	maxNameLength  = 120
)

var (
	firstClosureDay = circulation.NewDay(2000, time.January, 1)
	lastClosureDay  = circulation.NewDay(2100, time.December, 31)
)

// DaysFromTo returns every day from from to to, both included, for one occasion.
// fault.Invalid where there are none or too many.
func DaysFromTo(from, to circulation.Day, name string) ([]OccasionDay, error) {
	switch {
	case to < from:
		return nil, badClosure("to", "order")
	case to-from >= maxClosureDays:
		return nil, badClosure("to", "too_long")
	}
	days := make([]OccasionDay, 0, to-from+1)
	for d := from; d <= to; d++ {
		days = append(days, OccasionDay{d, name})
	}
	return days, nil
}

// badClosure is fault.Invalid that names the field of the form and, as a word for
// its text, what is wrong with it.
func badClosure(field, why string) error {
	return fault.New(fault.Invalid, "closure: "+field+" "+why).With("field", field).With("why", why)
}

// check finds what is impossible whatever the library says.
func (c *ClosureChange) check() error {
	if len(c.Remove) > 0 {
		return nil
	}
	if !c.Weekly && len(c.Days) == 0 {
		return badClosure("from", "required")
	}
	if len(c.Days) > maxClosureDays {
		return badClosure("to", "too_long")
	}
	if len([]rune(c.Name)) > maxNameLength {
		return badClosure("name", "too_long")
	}
	seen := map[circulation.Day]bool{}
	for _, d := range c.Days {
		switch {
		case d.Day < firstClosureDay || d.Day > lastClosureDay:
			return badClosure("from", "far")
		case len([]rune(d.Name)) > maxNameLength:
			return badClosure("name", "too_long")
		case seen[d.Day]:
			return badClosure("from", "twice")
		}
		seen[d.Day] = true
	}
	return nil
}

// closureStep is one row that a change adds, turns into its opposite or removes.
type closureStep struct {
	kind string // added, turned, removed
	row  store.IntakeClosure
}

// apply returns the rows as they are after the change, in the order of decisions,
// with the steps that lead there. What is said already needs no step.
func (c *ClosureChange) apply(rows []store.IntakeClosure) (after []store.IntakeClosure, steps []closureStep, err error) {
	after = slices.Clone(rows)
	for _, id := range c.Remove {
		i := slices.IndexFunc(after, func(r store.IntakeClosure) bool { return r.ID == id })
		if i < 0 {
			return nil, nil, conflict(WhyDayRemoved)
		}
		steps = append(steps, closureStep{"removed", after[i]})
		after = slices.Delete(after, i, i+1)
	}
	for _, want := range c.rows() {
		i := slices.IndexFunc(after, func(r store.IntakeClosure) bool {
			return r.BranchID == want.BranchID && r.Date == want.Date && r.Weekday == want.Weekday
		})
		switch {
		case i < 0:
			after = append(after, want)
			steps = append(steps, closureStep{"added", want})
		case after[i].Open != want.Open:
			want.ID = after[i].ID
			after[i] = want
			steps = append(steps, closureStep{"turned", want})
		}
	}
	slices.SortStableFunc(after, store.CompareClosures)
	return after, steps, nil
}

func (c *ClosureChange) rows() []store.IntakeClosure {
	switch {
	case len(c.Remove) > 0:
		return nil
	case c.Weekly:
		return []store.IntakeClosure{{BranchID: c.Branch, Weekday: int(c.Weekday), Open: c.Open, Name: c.Name}}
	}
	list := make([]store.IntakeClosure, 0, len(c.Days))
	for _, d := range c.Days {
		list = append(list, store.IntakeClosure{BranchID: c.Branch, Date: d.Day.String(), Weekday: -1, Open: c.Open, Name: d.Name})
	}
	return list
}

// closes returns the days, and weekdays from now on, on which a change may close
// a branch that would be open: those it closes, and those whose exceptional
// opening it removes.
func (c *ClosureChange) closes(steps []closureStep) (days []circulation.Day, weekdays [7]bool, err error) {
	closing := c.rows()
	if c.Open {
		closing = nil
	}
	for _, s := range steps {
		if s.kind == "removed" && s.row.Open {
			closing = append(closing, s.row)
		}
	}
	for _, r := range closing {
		if r.Date == "" {
			weekdays[r.Weekday] = true
			continue
		}
		day, err := circulation.ParseDay(r.Date)
		if err != nil {
			return nil, weekdays, err
		}
		days = append(days, day)
	}
	return days, weekdays, nil
}
