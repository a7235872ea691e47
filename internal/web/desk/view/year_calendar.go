package view

import (
	"strconv"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// YearCalendar shows a year of a branch, month by month.
type YearCalendar struct {
	Heading    string
	Year       string
	Prev, Next string // years, to ask for
	Branch     Field  // empty where there is one branch only
	BranchID   string
	Weekdays   []WeekdayName
	Months     []MonthGrid
}

// WeekdayName is a day of the week as a column is called.
type WeekdayName struct{ Short, Name string }

// MonthGrid is a month as weeks from Monday.
type MonthGrid struct {
	Name  string
	Weeks [][]DayCell
}

// DayCell is a day of it, or a gap before its first or after its last day.
type DayCell struct {
	Day    string // "" for a gap
	Closed bool
	Today  bool
}

func yearCalendar(l *i18n.Language, b *library.ClosureBook, year int, branch int64) YearCalendar {
	if year < 2000 || year > 2100 {
		year, _, _ = b.Today.Date()
	}
	if _, ok := b.Calendar[branch]; !ok {
		branch = b.Branches[0].ID
	}
	y := YearCalendar{Year: strconv.Itoa(year), BranchID: strconv.FormatInt(branch, 10),
		Prev: strconv.Itoa(year - 1), Next: strconv.Itoa(year + 1), Heading: l.Text("desk_house.year", "year", strconv.Itoa(year))}
	if len(b.Branches) > 1 {
		y.Branch = Field{Name: "branch", Label: l.Text("desk_house.field.branch"), Kind: "choice", Required: true}
		for _, c := range b.Branches {
			y.Branch.Options = append(y.Branch.Options, Option{Value: strconv.FormatInt(c.ID, 10), Label: c.Name, Selected: c.ID == branch})
		}
	}
	for i := range 7 {
		name := l.Weekday(time.Weekday((i + 1) % 7))
		y.Weekdays = append(y.Weekdays, WeekdayName{Short: firstRunes(name, 3), Name: name})
	}
	for m := time.January; m <= time.December; m++ {
		y.Months = append(y.Months, monthGrid(l, b.Calendar[branch], b.Today, year, m))
	}
	return y
}

func monthGrid(l *i18n.Language, c *circulation.Calendar, today circulation.Day, year int, month time.Month) MonthGrid {
	g := MonthGrid{Name: l.Month(month)}
	first := circulation.NewDay(year, month, 1)
	next := circulation.NewDay(year, month+1, 1)
	week := make([]DayCell, (first.Weekday()+6)%7, 7)
	for d := first; d < next; d++ {
		week = append(week, DayCell{Day: strconv.Itoa(int(d-first) + 1), Closed: !c.IsOpen(d), Today: d == today})
		if len(week) == 7 {
			g.Weeks = append(g.Weeks, week)
			week = make([]DayCell, 0, 7)
		}
	}
	if len(week) > 0 {
		g.Weeks = append(g.Weeks, append(week, make([]DayCell, 7-len(week))...))
	}
	return g
}

func firstRunes(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(n, len(runes))])
}
