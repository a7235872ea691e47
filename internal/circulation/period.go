package circulation

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Period is an ISO 8601 duration as loan rules use it: either calendar time
// (days, weeks as days, months, years as months) or elapsed time (hours,
// minutes), never both. The zero Period is P0D, "no time at all".
type Period struct {
	Months  int           // calendar months
	Days    int           // calendar days (a week is seven)
	Elapsed time.Duration // hours and minutes

	zeroElapsed bool // PT0H: none, but on the clock; as a window it opens at the due instant
}

// No library lends for a thousand years; beyond it dates would leave the
// calendar that RFC 3339 can write. A time.Duration ends at 292 years.
const (
	maxMonths  = 12 * 1000
	maxDays    = 366 * 1000
	maxElapsed = 290 * 365 * 24 * time.Hour
)

// ParsePeriod reads P7D, P2W, P1M, P1M10D, PT3H, PT90M. It refuses what mixes
// days with hours, is negative, empty, fractional or too large.
func ParsePeriod(s string) (Period, error) {
	rest, ok := strings.CutPrefix(s, "P")
	if !ok {
		return Period{}, notAPeriod(s)
	}
	units := "YMWD"
	clock, onClock := strings.CutPrefix(rest, "T")
	if onClock {
		rest, units = clock, "HMS"
	}
	if rest == "" {
		return Period{}, notAPeriod(s)
	}
	var p Period
	for rest != "" {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if digits == 0 || digits == len(rest) {
			return Period{}, notAPeriod(s)
		}
		unit := strings.IndexByte(units, rest[digits])
		if unit < 0 {
			if rest[digits] == 'T' {
				return Period{}, mixedPeriod(s)
			}
			return Period{}, notAPeriod(s)
		}
		n, err := strconv.ParseInt(rest[:digits], 10, 64)
		if err != nil || !p.add(n, units[unit], onClock) {
			return Period{}, fmt.Errorf("%.40q is too long", s)
		}
		units, rest = units[unit+1:], rest[digits+1:] // each unit once, the larger first
		if strings.HasPrefix(rest, "T") {
			return Period{}, mixedPeriod(s)
		}
	}
	p.zeroElapsed = onClock && p.Elapsed == 0
	return p, nil
}

// add adds n units and reports whether the period is still of a usable length.
func (p *Period) add(n int64, unit byte, onClock bool) bool {
	if n > int64(maxElapsed/time.Second) {
		return false
	}
	switch {
	case unit == 'Y':
		p.Months += 12 * int(min(n, maxMonths))
	case unit == 'M' && !onClock:
		p.Months += int(min(n, 2*maxMonths))
	case unit == 'W':
		p.Days += 7 * int(min(n, maxDays))
	case unit == 'D':
		p.Days += int(min(n, 2*maxDays))
	case unit == 'H':
		return p.addElapsed(n, time.Hour)
	case unit == 'M':
		return p.addElapsed(n, time.Minute)
	case unit == 'S':
		return p.addElapsed(n, time.Second)
	}
	return p.Months <= maxMonths && p.Days <= maxDays
}

func (p *Period) addElapsed(n int64, unit time.Duration) bool {
	if n > int64((maxElapsed-p.Elapsed)/unit) {
		return false
	}
	p.Elapsed += time.Duration(n) * unit
	return true
}

func notAPeriod(s string) error {
	return fmt.Errorf("%.40q is not a period such as P7D, P2W, P1M or PT3H", s)
}

func mixedPeriod(s string) error {
	return fmt.Errorf("%.40q mixes days with hours", s)
}

// IsZero reports whether the period has no length.
func (p Period) IsZero() bool { return p.Months == 0 && p.Days == 0 && p.Elapsed == 0 }

// IsElapsed reports whether the period is counted in hours or minutes.
func (p Period) IsElapsed() bool { return p.Elapsed != 0 || p.zeroElapsed }

// After returns the day that lies the period after d, in calendar days: months
// first, clamped, then days. Hours do not move it.
func (p Period) After(d Day) Day {
	if p.Months != 0 {
		d = d.AddMonths(p.Months)
	}
	return d + Day(p.Days)
}

// Before returns the day that lies the period before d.
func (p Period) Before(d Day) Day {
	if p.Months != 0 {
		d = d.AddMonths(-p.Months)
	}
	return d - Day(p.Days)
}

// String returns the period in ISO 8601, the text ParsePeriod reads.
func (p Period) String() string {
	switch {
	case p.IsElapsed():
		return "PT" + clockText(p.Elapsed)
	case p.IsZero():
		return "P0D"
	}
	var b strings.Builder
	b.WriteByte('P')
	if p.Months != 0 {
		b.WriteString(strconv.Itoa(p.Months) + "M")
	}
	if p.Days != 0 {
		b.WriteString(strconv.Itoa(p.Days) + "D")
	}
	return b.String()
}

// clockText writes hours where the minutes come out even, so that a rule shows
// as it was most likely written: 3H, 90M.
func clockText(d time.Duration) string {
	switch {
	case d%time.Hour == 0:
		return strconv.FormatInt(int64(d/time.Hour), 10) + "H"
	case d%time.Minute == 0:
		return strconv.FormatInt(int64(d/time.Minute), 10) + "M"
	}
	return strconv.FormatInt(int64(d/time.Second), 10) + "S"
}

// MarshalText writes what [ParsePeriod] reads.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads as [ParsePeriod] does.
func (p *Period) UnmarshalText(text []byte) error {
	parsed, err := ParsePeriod(string(text))
	if err == nil {
		*p = parsed
	}
	return err
}
