package house

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
)

// readClosure reads a change from any of the forms that lead to one. An error is
// fault.Invalid with the args field and why, or an error of the library.
func readClosure(fields url.Values) (library.ClosureChange, error) {
	kind := fields.Get("kind")
	c := library.ClosureChange{Open: kind == view.ClosureOpen}
	switch kind {
	case view.ClosureRemove:
		for _, text := range fields["id"] {
			id, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				return c, badField("id", "unknown")
			}
			c.Remove = append(c.Remove, id)
		}
		if len(c.Remove) == 0 {
			return c, badField("id", "unknown")
		}
		return c, nil
	case view.ClosureHolidays:
		return readHolidays(fields)
	case view.ClosureDays, view.ClosureOpen, view.ClosureWeekly:
	default:
		return c, badField("kind", "unknown")
	}
	get := func(name string) string { return strings.TrimSpace(fields.Get(view.ClosureField(kind, name))) }
	if text := get("branch"); text != "" {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return c, badField("branch", "unknown")
		}
		c.Branch = id
	}
	c.Name = get("name")
	if kind == view.ClosureWeekly {
		n, err := strconv.Atoi(get("weekday"))
		if err != nil || n < 0 || n > 6 {
			return c, badField("weekday", "required")
		}
		c.Weekly, c.Weekday = true, time.Weekday(n)
		return c, nil
	}
	from, err := readDay("from", get("from"))
	if err != nil {
		return c, err
	}
	to := from
	if text := get("to"); text != "" {
		if to, err = readDay("to", text); err != nil {
			return c, err
		}
	}
	c.Days, err = library.DaysFromTo(from, to, c.Name)
	return c, err
}

// readHolidays takes the days that are ticked, with the names they are shipped with.
func readHolidays(fields url.Values) (library.ClosureChange, error) {
	var c library.ClosureChange
	year, _ := strconv.Atoi(fields.Get("year"))
	known, err := library.HolidaysOf(year)
	if err != nil {
		return c, err
	}
	for _, d := range known {
		if slices.Contains(fields["day"], d.Day.String()) {
			c.Days = append(c.Days, library.OccasionDay{Day: d.Day, Name: d.Name})
		}
	}
	if len(c.Days) == 0 {
		return c, badField("day", "required")
	}
	return c, nil
}

func readDay(field, text string) (circulation.Day, error) {
	if text == "" {
		return 0, badField(field, "required")
	}
	day, err := circulation.ParseDay(text)
	if err != nil {
		return 0, badField(field, "day")
	}
	return day, nil
}

func badField(field, why string) error {
	return fault.New(fault.Invalid, field+" "+why).With("field", field).With("why", why)
}

// wrongField takes such an error apart.
func wrongField(err error) (field, why string) {
	args := fault.ArgsOf(err)
	field, _ = args["field"].(string)
	why, _ = args["why"].(string)
	return field, why
}
