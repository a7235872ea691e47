package library

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// ClosurePlan is what a change of the opening calendars would do. Nothing is
// written yet.
type ClosurePlan struct {
	Version  int64 // of the configuration it was made on; ChangeClosures wants it
	Branch   string
	Change   ClosureChange
	Added    int           // rows that are new
	Turned   []OccasionDay // days that were the opposite until now
	Removed  []ClosureRun
	Already  int           // days that are closed, or open, already
	Days     []ClosureMove // by day: how many loans and where to
	Moves    int           // loans that get another due date
	Ignored  int           // loans due then that stay, since their rule says closed days change nothing
	ByHours  int           // loans due then that stay, since they run by the clock
	Examples []MovedLoan   // the first ones, in order of due date
	Mirror   bool          // another system keeps the due dates: none is moved here
}

// ClosureMove is the loans of one branch that a closed day moves.
type ClosureMove struct {
	Branch   string // "" where there is only one
	From, To circulation.Day
	Loans    int
}

// MovedLoan is a loan whose due date falls on a day that will be closed.
type MovedLoan struct {
	ID             int64
	Title, Barcode string
	DueAt, NewDue  time.Time                 // in the branch's zone; the same where it stays
	Effect         circulation.ClosureEffect // why it stays, where it does
}

// Nothing reports whether the change changes nothing at all.
func (p *ClosurePlan) Nothing() bool {
	return p.Added == 0 && len(p.Turned) == 0 && len(p.Removed) == 0 && p.Moves == 0
}

// ClosureExamples is how many loans a plan lists.
const ClosureExamples = 50

// allLoans is a limit that no library reaches.
const allLoans = 1 << 40

// PlanClosures shows what a change would do. fault.Invalid names the field of
// what makes no sense (args field and why); fault.Conflict where a row to remove
// is gone.
func (l *Library) PlanClosures(ctx context.Context, c ClosureChange) (*ClosurePlan, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	plan := &ClosurePlan{Change: c}
	err := l.db.Snapshot(ctx, func(q store.Queryer) error {
		pulse, err := store.ReadPulse(q)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		plan.Version, plan.Mirror = pulse.Config, p.mirror
		w := closurePlanning{q: q, now: l.moment(), plan: plan}
		return w.run(p)
	})
	if err != nil {
		return nil, err
	}
	return plan, nil
}

// closurePlanning is one plan on its way.
type closurePlanning struct {
	q        store.Queryer
	now      time.Time
	plan     *ClosurePlan
	branches []store.Branch
	after    *policy // with the calendars as they will be
	days     []circulation.Day
	steps    []closureStep
}

func (w *closurePlanning) run(p *policy) (err error) {
	if w.branches, err = store.Branches(w.q); err != nil {
		return err
	}
	if err = w.scope(p); err != nil {
		return err
	}
	if err = w.calendars(p); err != nil {
		return err
	}
	if err = w.count(); err != nil {
		return err
	}
	return w.name()
}

// scope checks the branch and gives it its name.
func (w *closurePlanning) scope(p *policy) error {
	id := w.plan.Change.Branch
	if id == 0 {
		return nil
	}
	i := slices.IndexFunc(w.branches, func(b store.Branch) bool { return b.ID == id })
	if i < 0 {
		return badClosure("branch", "unknown")
	}
	w.plan.Branch = nameOfBranch(w.branches[i], p)
	return nil
}

// calendars applies the change in memory and finds the days whose loans matter.
func (w *closurePlanning) calendars(p *policy) error {
	rows, err := store.IntakeClosures(w.q)
	if err != nil {
		return err
	}
	c := &w.plan.Change
	after, steps, err := c.apply(rows)
	if err != nil {
		return err
	}
	w.steps = steps
	if err := w.tellSteps(p); err != nil {
		return err
	}
	if w.after, err = p.withClosures(after); err != nil {
		return err
	}
	if w.days, err = c.closedDays(w.q, p, steps, w.now); err != nil {
		return err
	}
	return w.checkOpens()
}

func (w *closurePlanning) tellSteps(p *policy) error {
	var removed []store.IntakeClosure
	for _, s := range w.steps {
		switch s.kind {
		case "added":
			w.plan.Added++
		case "turned":
			day := circulation.Day(0)
			if err := day.UnmarshalText([]byte(s.row.Date)); err != nil {
				return err
			}
			w.plan.Turned = append(w.plan.Turned, OccasionDay{day, s.row.Name})
		case "removed":
			removed = append(removed, s.row)
		}
	}
	w.plan.Already = len(w.plan.Change.rows()) - w.plan.Added - len(w.plan.Turned)
	var err error
	w.plan.Removed, err = closureRuns(removed, w.branches, p)
	return err
}

// withClosures is the policy with other calendars.
func (p *policy) withClosures(rows []store.IntakeClosure) (*policy, error) {
	list := make([]store.Closure, len(rows))
	for i := range rows {
		list[i] = store.ClosureOf(&rows[i])
	}
	calendars, err := calendarsOf(list)
	if err != nil {
		return nil, err
	}
	other := *p
	other.elsewhere = &branch{zone: p.zone, calendar: calendars[0]}
	other.branches = make(map[int64]*branch, len(p.branches))
	for id, b := range p.branches {
		calendar, own := calendars[id]
		if !own {
			calendar = calendars[0]
		}
		other.branches[id] = &branch{code: b.code, zone: b.zone, calendar: calendar}
	}
	return &other, nil
}

// closedDays are the days, in order, whose loans a change may have to move. Of a
// day that is closed every week only those from today on on which anything is
// due.
func (c *ClosureChange) closedDays(q store.Queryer, p *policy, steps []closureStep, now time.Time) ([]circulation.Day, error) {
	days, weekdays, err := c.closes(steps)
	if err != nil {
		return nil, err
	}
	if weekdays != [7]bool{} {
		today := circulation.DayOf(now, p.zone)
		instants, err := store.DueInstants(q, (today - 1).Start(p.zone))
		if err != nil {
			return nil, err
		}
		zones := map[*time.Location]bool{p.zone: true}
		for _, b := range p.branches {
			zones[b.zone] = true
		}
		for zone := range zones {
			for _, at := range instants {
				if d := circulation.DayOf(at, zone); d >= today && weekdays[d.Weekday()] {
					days = append(days, d)
				}
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days), nil
}

// checkOpens refuses calendars by which a branch would never open again, as then
// no due date can be found.
func (w *closurePlanning) checkOpens() error {
	from := append(slices.Clone(w.days), circulation.DayOf(w.now, w.after.zone))
	for _, b := range w.after.branches {
		for _, d := range from {
			if _, err := b.calendar.NextOpenDay(d); err != nil {
				return badClosure(w.plan.Change.dayField(), "never_open")
			}
		}
	}
	return nil
}

// dayField is the field of the form that says which day.
func (c *ClosureChange) dayField() string {
	if c.Weekly {
		return "weekday"
	}
	return "from"
}

// count asks of every loan that is due on one of the days what becomes of it.
func (w *closurePlanning) count() error {
	type way struct {
		branch   int64
		from, to circulation.Day
	}
	ways := map[way]int{}
	var broken error
	var at store.DueCursor // of the last one seen: the hours of two days overlap where branches have zones
	among := daySet(w.days)
	for _, d := range w.days {
		lo, hi := w.after.bounds(d)
		_, err := store.EachLoanDue(w.q, lo, hi, at, allLoans, func(loan *store.DueLoan) {
			at = store.DueCursor{Due: loan.DueAt.Unix(), Loan: loan.ID}
			due, effect, err := w.after.afterClosure(loan, w.plan.Change.Branch, among)
			if err != nil {
				broken = err
				return
			}
			zone := w.after.branch(loan.BranchID).zone
			switch effect {
			case circulation.ClosureOpen:
				return
			case circulation.ClosureIgnored:
				w.plan.Ignored++
			case circulation.ClosureByHours:
				w.plan.ByHours++
			default:
				w.plan.Moves++
				ways[way{loan.BranchID, circulation.DayOf(loan.DueAt, zone), circulation.DayOf(due, zone)}]++
			}
			if len(w.plan.Examples) < ClosureExamples {
				w.plan.Examples = append(w.plan.Examples, MovedLoan{ID: loan.ID, DueAt: loan.DueAt.In(zone), NewDue: due.In(zone), Effect: effect})
			}
		})
		if err != nil || broken != nil {
			return errors.Join(err, broken)
		}
	}
	names := map[int64]string{}
	for _, b := range w.branches {
		if len(w.branches) > 1 {
			names[b.ID] = nameOfBranch(b, w.after)
		}
	}
	keys := slices.SortedFunc(maps.Keys(ways), func(a, b way) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(names[a.branch], names[b.branch]), cmp.Compare(a.branch, b.branch))
	})
	for _, k := range keys {
		w.plan.Days = append(w.plan.Days, ClosureMove{Branch: names[k.branch], From: k.from, To: k.to, Loans: ways[k]})
	}
	return nil
}

// name gives the examples their titles.
func (w *closurePlanning) name() error {
	ids := make([]int64, len(w.plan.Examples))
	for i := range w.plan.Examples {
		ids[i] = w.plan.Examples[i].ID
	}
	names, err := store.LoanNames(w.q, store.IDList(ids))
	for i := range w.plan.Examples {
		e := &w.plan.Examples[i]
		e.Title, e.Barcode = names[e.ID].Title, names[e.ID].Barcode
	}
	return err
}

// bounds are the first and the last instant of a day in whatever zone a branch
// has.
func (p *policy) bounds(d circulation.Day) (lo, hi time.Time) {
	lo, hi = d.Start(p.zone), d.End(p.zone)
	for _, b := range p.branches {
		if at := d.Start(b.zone); at.Before(lo) {
			lo = at
		}
		if at := d.End(b.zone); at.After(hi) {
			hi = at
		}
	}
	return lo, hi
}

// daySet is days to look up.
func daySet(days []circulation.Day) map[circulation.Day]bool {
	set := make(map[circulation.Day]bool, len(days))
	for _, d := range days {
		set[d] = true
	}
	return set
}

// afterClosure says what becomes of a loan that may be due on one of the days; one
// of another branch than is meant (0: any), or due on another day there, stays as
// what is open does.
func (p *policy) afterClosure(loan *store.DueLoan, only int64, among map[circulation.Day]bool) (time.Time, circulation.ClosureEffect, error) {
	b := p.branch(loan.BranchID)
	if only != 0 && loan.BranchID != only || !among[circulation.DayOf(loan.DueAt, b.zone)] {
		return loan.DueAt, circulation.ClosureOpen, nil
	}
	rule := p.rules.Match(b.code, loan.Category, loan.ItemType)
	return circulation.AfterClosure(&rule.Rule, b.calendar, b.zone, loan.DueAt, loan.Renewals)
}
