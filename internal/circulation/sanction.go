package circulation

import (
	"math"
	"time"
)

// Fine says what lateness costs. The zero Fine costs nothing: fines are off
// unless a library has a legal basis for them.
type Fine struct {
	PerDay     int64  `json:"per_day"` // rupiah
	Max        *int64 `json:"max"`     // rupiah for one lateness; nil: no cap
	GraceDays  int    `json:"grace_days"`
	Count      string `json:"count"` // CountAllDays or CountOpenDays
	LegalBasis string `json:"legal_basis"`
}

// How the days of a lateness are counted for a fine.
const (
	CountAllDays  = "all_days"
	CountOpenDays = "open_days"
)

// Suspension says for how long lateness stops borrowing. The zero value: never.
type Suspension struct {
	DaysPerLateDay int  `json:"days_per_late_day"`
	MaxDays        *int `json:"max_days"` // nil: no maximum
	GraceDays      int  `json:"grace_days"`
}

// LateDays returns by how many calendar days a loan due at due is late at at;
// 0 where it is not, or where it ended later on its due day.
func LateDays(zone *time.Location, due, at time.Time) int {
	return max(0, int(DayOf(at, zone)-DayOf(due, zone)))
}

// FineFor returns what a lateness that ends at at costs, in rupiah. Grace is
// counted in calendar days; within it nothing is owed, and beyond it every day
// since the due day, as SLiMS 9 does (circulation_base_lib.inc.php).
// With CountOpenDays a day on which the library was closed costs nothing.
func FineFor(f Fine, cal *Calendar, zone *time.Location, due, at time.Time) int64 {
	late := LateDays(zone, due, at)
	if late <= f.GraceDays || f.PerDay <= 0 {
		return 0
	}
	days := late
	if f.Count == CountOpenDays {
		days = cal.OpenDaysBetween(DayOf(due, zone), DayOf(at, zone))
	}
	fine := times(f.PerDay, int64(days))
	if f.Max != nil {
		fine = min(fine, *f.Max)
	}
	return fine
}

// SuspensionUntil returns the last suspended day after a lateness that ends at
// at, given the member's last suspended day so far (zero: none). The days run
// from the day of return, or follow on a suspension that still runs then. Grace
// is counted as for a fine. A lateness that costs no day returns running as is.
func SuspensionUntil(s Suspension, zone *time.Location, due, at time.Time, running Day) Day {
	late := LateDays(zone, due, at)
	if late <= s.GraceDays || s.DaysPerLateDay <= 0 {
		return running
	}
	days := times(int64(s.DaysPerLateDay), int64(late))
	if s.MaxDays != nil {
		days = min(days, int64(*s.MaxDays))
	}
	if days == 0 {
		return running
	}
	start := max(DayOf(at, zone), running)
	return start + Day(min(days, int64(lastDay-start)))
}

// times multiplies what is not negative and stays at the largest number where
// the product would not fit.
func times(a, b int64) int64 {
	if b != 0 && a > math.MaxInt64/b {
		return math.MaxInt64
	}
	return a * b
}
