package circulation

import (
	"math"
	"testing"
	"time"
)

func dayOf(t testing.TB, text string) Day {
	t.Helper()
	d, err := ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func pointer[T any](v T) *T { return &v }

func TestLateDaysAreCalendarDays(t *testing.T) {
	zone := zoneOf(t, "Asia/Jakarta")
	due := dayOf(t, "2026-11-23").End(zone)
	for at, want := range map[time.Time]int{
		due.Add(-48 * time.Hour):    0,
		due:                         0,
		due.Add(time.Second):        1,
		due.Add(24 * time.Hour):     1,
		due.Add(24*time.Hour + 1e9): 2,
	} {
		if got := LateDays(zone, due, at); got != want {
			t.Errorf("at %s late by %d days, want %d", at, got, want)
		}
	}
}

func TestFines(t *testing.T) {
	zone := zoneOf(t, "Asia/Jakarta")
	due := dayOf(t, "2026-11-20").End(zone) // a Friday
	sundays := &Calendar{}
	sundays.ClosedWeekdays[time.Sunday] = true
	for _, c := range []struct {
		name string
		fine Fine
		late Day
		want int64
	}{
		{"off by default", Fine{}, 30, 0},
		{"per day", Fine{PerDay: 500}, 4, 2000},
		{"on time", Fine{PerDay: 500}, 0, 0},
		{"early", Fine{PerDay: 500}, -5, 0},
		{"at most", Fine{PerDay: 500, Max: pointer(int64(1200))}, 4, 1200},
		{"at most nothing", Fine{PerDay: 500, Max: pointer(int64(0))}, 4, 0},
		{"within the grace nothing", Fine{PerDay: 500, GraceDays: 4}, 4, 0},
		{"beyond the grace every day", Fine{PerDay: 500, GraceDays: 3}, 4, 2000},
		{"open days only", Fine{PerDay: 500, Count: CountOpenDays}, 4, 1500},
		{"grace is calendar days there too", Fine{PerDay: 500, Count: CountOpenDays, GraceDays: 3}, 4, 1500},
		{"late over a closed day only", Fine{PerDay: 500, Count: CountOpenDays}, 2, 500},
		{"too much to count", Fine{PerDay: math.MaxInt64 / 2}, 4, math.MaxInt64},
	} {
		at := (dayOf(t, "2026-11-20") + c.late).Start(zone).Add(10 * time.Hour)
		if got := FineFor(c.fine, sundays, zone, due, at); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	if got := FineFor(Fine{PerDay: 500, Count: CountOpenDays}, nil, zone, due, due.AddDate(0, 0, 4)); got != 2000 {
		t.Errorf("without a calendar every day is open: %d", got)
	}
}

func TestSuspensions(t *testing.T) {
	zone := zoneOf(t, "Asia/Jakarta")
	due := dayOf(t, "2026-11-20").End(zone)
	for _, c := range []struct {
		name    string
		s       Suspension
		late    Day
		running string
		want    string
	}{
		{"off by default", Suspension{}, 5, "", ""},
		{"off keeps what runs", Suspension{}, 5, "2026-12-24", "2026-12-24"},
		{"from the day of return", Suspension{DaysPerLateDay: 1}, 5, "", "2026-11-30"},
		{"on time", Suspension{DaysPerLateDay: 1}, 0, "", ""},
		{"several days each", Suspension{DaysPerLateDay: 3}, 2, "", "2026-11-28"},
		{"at most", Suspension{DaysPerLateDay: 3, MaxDays: pointer(4)}, 2, "", "2026-11-26"},
		{"at most none", Suspension{DaysPerLateDay: 3, MaxDays: pointer(0)}, 2, "2026-11-21", "2026-11-21"},
		{"within the grace", Suspension{DaysPerLateDay: 1, GraceDays: 5}, 5, "", ""},
		{"beyond the grace every day", Suspension{DaysPerLateDay: 1, GraceDays: 4}, 5, "", "2026-11-30"},
		{"follows on one that runs", Suspension{DaysPerLateDay: 1}, 5, "2026-12-10", "2026-12-15"},
		{"follows on one that ends that day", Suspension{DaysPerLateDay: 1}, 5, "2026-11-25", "2026-11-30"},
		{"not on one that is over", Suspension{DaysPerLateDay: 1}, 5, "2026-11-24", "2026-11-30"},
		{"ends with the calendar", Suspension{DaysPerLateDay: math.MaxInt32}, 5, "", "9999-12-31"},
	} {
		at := (dayOf(t, "2026-11-20") + c.late).Start(zone).Add(10 * time.Hour)
		var running Day
		if c.running != "" {
			running = dayOf(t, c.running)
		}
		if got := SuspensionUntil(c.s, zone, due, at, running).String(); got != c.want {
			t.Errorf("%s: until %q, want %q", c.name, got, c.want)
		}
	}
}
