package view

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/wording"
)

// ClosurePlan shows what a change of the calendars would do, before it is made.
type ClosurePlan struct {
	page.Desk
	Stale    string // why it is shown anew; "" for the first time
	Heading  string
	Facts    []string
	Days     []MoveLine
	Several  bool // there is more than one branch
	Stays    []string
	Examples []MovedLine
	More     string // how many are not listed
	Notes    []string
	Hidden   []Hidden
	Save     string // of the button; "" where there is nothing to do
}

// MoveLine is the loans that move from a day to another.
type MoveLine struct{ Branch, From, To, Loans string }

// MovedLine is a loan that is due on a day that will be closed.
type MovedLine struct{ Title, Barcode, Due, NewDue, Why string }

// Template names the page's file.
func (*ClosurePlan) Template() string { return "desk/closure_plan" }

// NewClosurePlan puts a plan in words; fields are those of the form that led here.
func NewClosurePlan(l *i18n.Language, plan *library.ClosurePlan, fields url.Values) *ClosurePlan {
	p := &ClosurePlan{Heading: planHeading(l, &plan.Change, plan.Removed), Facts: planFacts(l, plan)}
	for _, d := range plan.Days {
		p.Days = append(p.Days, MoveLine{d.Branch, l.Day(d.From), l.Day(d.To), l.Number(int64(d.Loans))})
		p.Several = p.Several || d.Branch != ""
	}
	if plan.Ignored > 0 {
		p.Stays = append(p.Stays, l.Count("desk_house.plan_ignored", plan.Ignored))
	}
	if plan.ByHours > 0 {
		p.Stays = append(p.Stays, l.Count("desk_house.plan_by_hours", plan.ByHours))
	}
	for _, e := range plan.Examples {
		p.Examples = append(p.Examples, movedLine(l, &e))
	}
	if more := plan.Moves + plan.Ignored + plan.ByHours - len(plan.Examples); more > 0 {
		p.More = l.Count("desk_house.plan_more", more)
	}
	p.Notes = planNotes(l, plan)
	if !plan.Nothing() {
		p.Save = saveWords(l, plan)
	}
	p.Hidden = carry(fields, "version", strconv.FormatInt(plan.Version, 10))
	return p
}

// carry is all fields of a form, one of them with another value.
func carry(fields url.Values, name, value string) []Hidden {
	var list []Hidden
	for _, n := range slices.Sorted(maps.Keys(fields)) {
		for _, v := range fields[n] {
			if n != name {
				list = append(list, Hidden{n, v})
			}
		}
	}
	return append(list, Hidden{name, value})
}

func planHeading(l *i18n.Language, c *library.ClosureChange, removed []library.ClosureRun) string {
	kind, when := ClosureDays, ""
	switch {
	case len(removed) > 0:
		kind, when = ClosureRemove, closureWhen(l, removed[0])
	case c.Weekly:
		when = closureWhen(l, library.ClosureRun{Weekly: true, Weekday: c.Weekday})
	case len(c.Days) > 0 && c.Days[len(c.Days)-1].Day-c.Days[0].Day == circulation.Day(len(c.Days)-1):
		when = wording.Days(l, c.Days[0].Day, c.Days[len(c.Days)-1].Day)
	default:
		when = l.Count("desk_house.days", len(c.Days))
	}
	if c.Open {
		kind = ClosureOpen
	}
	return l.Text("desk_house.plan_heading."+kind, "when", when)
}

func planFacts(l *i18n.Language, plan *library.ClosurePlan) []string {
	var facts []string
	if plan.Change.Branch != 0 {
		facts = append(facts, l.Text("desk_house.plan_branch", "name", plan.Branch))
	}
	for _, r := range plan.Removed {
		line := closureLine(l, r)
		text := line.When
		if line.Name != "" {
			text = l.Text("desk_house.day_named", "day", line.When, "name", line.Name)
		}
		facts = append(facts, l.Text("desk_house.plan_removed", "what", text))
	}
	days := plan.Change.Days
	if name := plan.Change.Name; name != "" {
		facts = append(facts, l.Text("desk_house.plan_name", "name", name))
	} else if len(days) > 0 && days[0].Name != "" {
		for _, d := range days {
			facts = append(facts, l.Text("desk_house.day_named", "day", l.Day(d.Day), "name", d.Name))
		}
	}
	for _, d := range plan.Turned {
		switch {
		case d.Day.IsZero(): // every week: the heading says it all
		case plan.Change.Open:
			facts = append(facts, l.Text("desk_house.plan_turned_open", "day", l.Day(d.Day)))
		default:
			facts = append(facts, l.Text("desk_house.plan_turned_closed", "day", l.Day(d.Day)))
		}
	}
	if plan.Already > 0 {
		facts = append(facts, l.Count("desk_house.plan_already", plan.Already))
	}
	return facts
}

func planNotes(l *i18n.Language, plan *library.ClosurePlan) []string {
	var notes []string
	switch {
	case plan.Moves == 0:
		notes = append(notes, l.Text("desk_house.plan_none"))
	case plan.Mirror:
		notes = append(notes, l.Text("desk_house.plan_mirror"))
	default:
		notes = append(notes, l.Text("desk_house.plan_how"), l.Text("desk_house.plan_caps"))
	}
	if len(plan.Removed) > 0 || plan.Change.Open {
		return append(notes, l.Text("desk_house.plan_not_back"))
	}
	return notes
}

func saveWords(l *i18n.Language, plan *library.ClosurePlan) string {
	switch {
	case plan.Moves > 0 && !plan.Mirror:
		return l.Count("desk_house.save_and_move", plan.Moves)
	case len(plan.Removed) > 0:
		return l.Text("desk_house.save_remove")
	}
	return l.Text("desk_house.save")
}

func movedLine(l *i18n.Language, e *library.MovedLoan) MovedLine {
	m := MovedLine{Title: e.Title, Barcode: e.Barcode, Due: dueWords(l, e.DueAt)}
	if e.Effect == circulation.ClosureMoves {
		m.NewDue = dueWords(l, e.NewDue)
	} else {
		m.Why = l.Text("desk_house.stays." + string(e.Effect))
	}
	return m
}

// dueWords is a due date in words, with the time of day where it is not the end
// of the day.
func dueWords(l *i18n.Language, at time.Time) string {
	if hour, minute, _ := at.Clock(); hour == 23 && minute == 59 {
		return l.Date(at)
	}
	return l.DateTime(at)
}
