package view

import (
	"regexp"
	"strconv"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
)

// Periods are typed as people say them, "1 bulan 10 hari", or as a rules file has
// them, P1M10D.

var periodPart = regexp.MustCompile(`^(\d{1,6})\s*(\p{L}+)\.?[\s,]*`)

// periodUnits are the units of ISO 8601 by the text that lists what they are called.
func periodUnits(l *i18n.Language) map[string]string {
	units := map[string]string{}
	add := func(iso, words string) {
		for _, w := range strings.Fields(words) {
			units[w] = iso
		}
	}
	add("Y", l.Text("desk_house.unit_years"))
	add("M", l.Text("desk_house.unit_months"))
	add("W", l.Text("desk_house.unit_weeks"))
	add("D", l.Text("desk_house.unit_days"))
	add("TH", l.Text("desk_house.unit_hours"))
	add("TM", l.Text("desk_house.unit_minutes"))
	return units
}

// PeriodOf reads a period as it is typed and returns it as a rules file has it.
func PeriodOf(l *i18n.Language, text string) (iso string, ok bool) {
	text = strings.TrimSpace(text)
	if p, err := circulation.ParsePeriod(strings.ToUpper(text)); err == nil {
		return p.String(), true
	}
	units, counts := periodUnits(l), map[string]int{}
	rest := strings.ToLower(text)
	for rest != "" {
		m := periodPart.FindStringSubmatch(rest)
		if m == nil {
			return "", false
		}
		unit, known := units[m[2]]
		n, err := strconv.Atoi(m[1])
		if _, twice := counts[unit]; !known || err != nil || twice {
			return "", false
		}
		counts[unit] = n
		rest = rest[len(m[0]):]
	}
	days, clock := "P", ""
	for _, unit := range []string{"Y", "M", "W", "D"} {
		if n, ok := counts[unit]; ok {
			days += strconv.Itoa(n) + unit
		}
	}
	for _, unit := range []string{"TH", "TM"} {
		if n, ok := counts[unit]; ok {
			clock += strconv.Itoa(n) + unit[1:]
		}
	}
	if clock != "" {
		days += "T" + clock
	}
	p, err := circulation.ParsePeriod(days)
	return p.String(), err == nil
}

// PeriodTyped is a period of a rules file as it is typed: in words, where they say
// the same.
func PeriodTyped(l *i18n.Language, iso string) string {
	p, err := circulation.ParsePeriod(iso)
	if err != nil {
		return iso
	}
	words := l.Period(p)
	if again, ok := PeriodOf(l, words); !ok || again != p.String() {
		return iso
	}
	return words
}
