package circulation

import (
	"testing"
	"time"
)

func TestDaysReadAndWrite(t *testing.T) {
	for _, text := range []string{"0001-01-01", "1970-01-01", "2024-02-29", "2026-11-23", "9999-12-31"} {
		d, err := ParseDay(text)
		if err != nil || d.String() != text {
			t.Errorf("%s came back as %s, error %v", text, d, err)
		}
		want, _ := time.Parse(time.DateOnly, text)
		if d.Weekday() != want.Weekday() {
			t.Errorf("%s is a %s, not a %s", text, want.Weekday(), d.Weekday())
		}
		var again Day
		if err := again.UnmarshalText([]byte(text)); err != nil || again != d {
			t.Errorf("%s unmarshals to %s, error %v", text, again, err)
		}
	}
	if d, _ := ParseDay("0001-01-01"); d != 1 {
		t.Errorf("0001-01-01 is day %d", d)
	}
	if d, _ := ParseDay("9999-12-31"); d != lastDay {
		t.Errorf("9999-12-31 is day %d", d)
	}
	if Day(0).String() != "" || !Day(0).IsZero() {
		t.Error("the zero day is a day")
	}
}

func TestImpossibleDaysAreRefused(t *testing.T) {
	for _, text := range []string{"", "2026-02-31", "2027-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-11-23",
		"0000-01-01", "10000-01-01", "2026-11-23 ", "23/11/2026", "2026-11-23T00:00:00Z", "２０２６-11-23"} {
		if d, err := ParseDay(text); err == nil {
			t.Errorf("%q is read as %s", text, d)
		}
	}
}

func TestMonthsClampToTheLastDay(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2027-01-31", 1, "2027-02-28"}, {"2028-01-31", 1, "2028-02-29"}, {"2027-08-31", 1, "2027-09-30"},
		{"2027-01-15", 1, "2027-02-15"}, {"2026-11-30", 3, "2027-02-28"}, {"2027-03-31", -1, "2027-02-28"},
		{"2027-01-31", -2, "2026-11-30"}, {"2026-12-31", 2, "2027-02-28"}, {"2024-02-29", 12, "2025-02-28"},
	} {
		from, _ := ParseDay(c.from)
		if got := from.AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months is %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestADayIsADayInTheZone(t *testing.T) {
	jakarta := zoneOf(t, "Asia/Jakarta")
	midnight := time.Date(2026, 11, 22, 17, 0, 0, 0, time.UTC) // 00:00 WIB on the 23rd
	if d := DayOf(midnight, jakarta).String(); d != "2026-11-23" {
		t.Errorf("midnight is in %s", d)
	}
	if d := DayOf(midnight.Add(-1), jakarta).String(); d != "2026-11-22" {
		t.Errorf("just before midnight is in %s", d)
	}
	if d := DayOf(time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC), time.UTC).String(); d != "1969-12-31" {
		t.Errorf("before 1970: %s", d)
	}
}

// TestInstantsAgreeWithTheClockOnTheWall compares instantsOf with looking at
// the clock minute by minute, around changes of every kind.
func TestInstantsAgreeWithTheClockOnTheWall(t *testing.T) {
	for _, c := range []struct {
		zone string
		at   string // an instant near a change
	}{
		{"Asia/Jakarta", "2026-11-23T00:00:00Z"},        // none
		{"Europe/Berlin", "2026-03-29T01:00:00Z"},       // 02:00 to 03:00
		{"Europe/Berlin", "2026-10-25T01:00:00Z"},       // 03:00 to 02:00
		{"America/Santiago", "2026-09-06T04:00:00Z"},    // midnight is missing
		{"America/Santiago", "2026-04-05T03:00:00Z"},    // the hour before midnight is doubled
		{"America/Godthab", "2026-10-25T01:00:00Z"},     // the same, by another rule
		{"Australia/Lord_Howe", "2026-10-03T15:30:00Z"}, // half an hour
		{"Pacific/Apia", "2011-12-30T10:00:00Z"},        // a whole day is missing
		{"Pacific/Kwajalein", "1993-08-21T12:00:00Z"},   // and here
		{"Asia/Pyongyang", "2018-05-04T15:00:00Z"},      // a new standard time at midnight
	} {
		zone := zoneOf(t, c.zone)
		change, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		const step, around = 60, 40 * 3600
		from := change.Unix() - 2*around
		seen := map[int64][2]int64{} // wall → first and last instant
		latest := int64(-1 << 62)    // the latest wall time so far
		gapEnd := map[int64]int64{}  // missing wall → the instant after the gap
		for at := from; at < from+4*around; at += step {
			wall := localSeconds(time.Unix(at, 0), zone)
			for missing := latest + step; latest > -1<<62 && missing < wall; missing += step {
				gapEnd[missing] = at
			}
			latest = max(latest, wall)
			first, again := seen[wall]
			if !again {
				first[0] = at
			}
			seen[wall] = [2]int64{first[0], at}
		}
		middle := localSeconds(change, zone)
		for wall := middle - around/2; wall < middle+around/2; wall += step {
			want, shown := seen[wall]
			if !shown {
				want = [2]int64{gapEnd[wall], gapEnd[wall]}
			}
			first, last := instantsOf(wall, zone)
			if first.Unix() != want[0] || last.Unix() != want[1] {
				t.Fatalf("%s: %s is from %s to %s, want %s to %s", c.zone, time.Unix(wall, 0).UTC().Format(time.DateTime),
					first.UTC(), last.UTC(), time.Unix(want[0], 0).UTC(), time.Unix(want[1], 0).UTC())
			}
		}
	}
}

func zoneOf(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
