package view

import (
	"strconv"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// Holidays is the public holidays of a year, to be ticked.
type Holidays struct {
	page.Desk
	Error     string
	Year      string
	Heading   string
	Years     []YearLink
	Estimates bool // some dates are not certain
	Days      []HolidayLine
}

// YearLink leads to another year.
type YearLink struct {
	Year    string
	Current bool
}

// HolidayLine is one holiday.
type HolidayLine struct {
	Date, Day, Name string
	Kind            string // in words
	Estimate        bool
	Closed          bool // it is closed already
	Ticked          bool
}

// Template names the page's file.
func (*Holidays) Template() string { return "desk/holidays" }

// NewHolidays puts them in words. Those that are certain and still to come are
// ticked; whether collective leave closes a library is its own decision.
func NewHolidays(l *i18n.Language, days []library.Holiday, years []int, year int, today circulation.Day) *Holidays {
	p := &Holidays{Year: strconv.Itoa(year), Heading: l.Text("desk_house.holidays_of", "year", strconv.Itoa(year))}
	for _, y := range years {
		p.Years = append(p.Years, YearLink{strconv.Itoa(y), y == year})
	}
	for _, d := range days {
		line := HolidayLine{Date: d.Day.String(), Day: l.Day(d.Day), Name: d.Name, Kind: l.Text("desk_house.holiday." + d.Kind),
			Estimate: d.Kind == library.HolidayEstimate, Closed: d.Closed}
		line.Ticked = d.Kind == library.HolidayDecreed && d.Day >= today && !d.Closed
		p.Estimates = p.Estimates || line.Estimate
		p.Days = append(p.Days, line)
	}
	return p
}
