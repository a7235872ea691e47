package view

import (
	"net/url"
	"strconv"
	"time"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/wording"
)

// The kinds of changes of the opening calendars, as forms post them.
const (
	ClosureDays     = "closed"
	ClosureWeekly   = "weekly"
	ClosureOpen     = "open"
	ClosureHolidays = "holidays"
	ClosureRemove   = "remove"
)

// ClosureField is the name of a field of one of the forms of the page: they stand
// side by side, so each has names of its own.
func ClosureField(kind, name string) string { return kind + "_" + name }

// ClosureForms is what was typed into one of the forms and what is wrong with it.
type ClosureForms struct {
	Typed      url.Values
	Kind       string // of the form that is wrong; "" for none
	Field, Why string
}

// Closures is the page of the days on which the library is closed.
type Closures struct {
	page.Desk
	Stale   string // what another desk has done meanwhile; "" for nothing
	Pending []DueMoveLink
	Weekly  []ClosureLine
	Ahead   []ClosureMonth
	Later   []ClosureMonth // folded away
	Past    []ClosureLine
	Forms   []ClosureForm
	Year    YearCalendar
}

// DueMoveLink leads to due dates that are still being moved.
type DueMoveLink struct{ Path, Text string }

// ClosureMonth is the closed days that begin in a month.
type ClosureMonth struct {
	Name  string
	Lines []ClosureLine
}

// ClosureLine is one entry of the calendars.
type ClosureLine struct {
	When   string
	Name   string // the occasion; "" where none is given
	Branch string // "" for every branch
	Open   bool
	IDs    []string
	Remove string // what the button says to those who do not see the line
}

// ClosureForm is one way to change the calendars.
type ClosureForm struct {
	Kind, Heading, Hint string
	Open                bool // shown unfolded
	Fields              []Field
}

// Template names the page's file.
func (*Closures) Template() string { return "desk/closures" }

// NewClosures puts the calendars in words, with the calendar of a year and a
// branch; zero for this year and the first branch.
func NewClosures(l *i18n.Language, b *library.ClosureBook, forms ClosureForms, year int, branch int64) (*Closures, error) {
	p := &Closures{}
	for _, m := range b.Pending {
		p.Pending = append(p.Pending, DueMoveLink{DueMovePath(m.ID), progress(l, m)})
	}
	for _, w := range b.Weekly {
		p.Weekly = append(p.Weekly, closureLine(l, library.ClosureRun{IDs: []int64{w.ID}, BranchName: w.BranchName,
			Weekly: true, Weekday: w.Weekday, Open: w.Open, Name: w.Name}))
	}
	for _, r := range b.Ahead {
		y, m, _ := r.From.Date()
		name := l.Text("desk_house.month", "month", l.Month(m), "year", strconv.Itoa(y))
		if n := len(p.Ahead); n == 0 || p.Ahead[n-1].Name != name {
			p.Ahead = append(p.Ahead, ClosureMonth{Name: name})
		}
		last := &p.Ahead[len(p.Ahead)-1]
		last.Lines = append(last.Lines, closureLine(l, r))
	}
	if len(p.Ahead) > monthsAhead {
		p.Ahead, p.Later = p.Ahead[:monthsAhead], p.Ahead[monthsAhead:]
	}
	for i, r := range b.Past {
		if i == pastClosures {
			break
		}
		p.Past = append(p.Past, closureLine(l, r))
	}
	for _, kind := range []string{ClosureDays, ClosureWeekly, ClosureOpen} {
		p.Forms = append(p.Forms, closureForm(l, b, forms, kind))
	}
	p.Year = yearCalendar(l, b, year, branch)
	return p, nil
}

// monthsAhead is how many months with closed days are shown unfolded.
const monthsAhead = 3

// pastClosures is how many closed days that are over are shown.
const pastClosures = 30

func closureLine(l *i18n.Language, r library.ClosureRun) ClosureLine {
	line := ClosureLine{When: closureWhen(l, r), Name: r.Name, Branch: r.BranchName, Open: r.Open}
	for _, id := range r.IDs {
		line.IDs = append(line.IDs, strconv.FormatInt(id, 10))
	}
	line.Remove = l.Text("desk_house.remove_what", "what", line.When)
	return line
}

func closureWhen(l *i18n.Language, r library.ClosureRun) string {
	if r.Weekly {
		return l.Text("desk_house.every", "weekday", l.Weekday(r.Weekday))
	}
	return wording.Days(l, r.From, r.To)
}

func closureForm(l *i18n.Language, b *library.ClosureBook, forms ClosureForms, kind string) ClosureForm {
	f := ClosureForm{Kind: kind, Heading: l.Text("desk_house.form." + kind), Hint: l.Text("desk_house.form." + kind + "_hint"),
		Open: forms.Kind == kind || forms.Kind == "" && kind == ClosureDays}
	add := func(name string, field Field) {
		field.Name = ClosureField(kind, name)
		field.Label = l.Text("desk_house.field." + name)
		field.Value = forms.Typed.Get(field.Name)
		if forms.Kind == kind && forms.Field == name {
			field.Error = l.Text("desk_house.wrong." + name + "." + forms.Why)
		}
		if field.Kind == "choice" {
			field.Options = Choose(field.Options, field.Value)
		}
		f.Fields = append(f.Fields, field)
	}
	if len(b.Branches) > 1 {
		options := []Option{{Label: l.Text("desk_house.every_branch")}}
		for _, c := range b.Branches {
			options = append(options, Option{Value: strconv.FormatInt(c.ID, 10), Label: c.Name})
		}
		add("branch", Field{Kind: "choice", Options: options, Required: true})
	}
	if kind == ClosureWeekly {
		var options []Option
		for i := range 7 {
			w := time.Weekday((i + 1) % 7)
			options = append(options, Option{Value: strconv.Itoa(int(w)), Label: l.Weekday(w)})
		}
		add("weekday", Field{Kind: "choice", Options: options, Required: true})
	} else {
		add("from", Field{Kind: "date", Required: true})
		add("to", Field{Kind: "date", Hint: l.Text("desk_house.field.to_hint")})
	}
	add("name", Field{Hint: l.Text("desk_house.field.name_hint")})
	return f
}
