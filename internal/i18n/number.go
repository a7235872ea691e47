package i18n

import (
	"strconv"
	"time"

	"simpanbudi/internal/circulation"
)

// Number returns n with its thousands told apart: 12.500.
func (l *Language) Number(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = s[:1], s[1:]
	}
	if len(s) <= 3 {
		return sign + s
	}
	out := make([]byte, 0, len(s)+len(s)/3)
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			out = append(out, l.group...)
		}
		out = append(out, s[i])
	}
	return sign + string(out)
}

// Rupiah returns an amount of whole rupiah: Rp12.500.
func (l *Language) Rupiah(amount int64) string {
	return l.Text("money.rupiah", "amount", l.Number(amount))
}

// Period returns a length of time in words: 21 hari, 1 bulan 10 hari, 3 jam.
func (l *Language) Period(p circulation.Period) string {
	text := ""
	add := func(key string, n int) {
		if n == 0 {
			return
		}
		if text != "" {
			text += " "
		}
		text += l.Count(key, n)
	}
	add("period.months", p.Months)
	add("period.days", p.Days)
	add("period.hours", int(p.Elapsed/time.Hour))
	add("period.minutes", int(p.Elapsed%time.Hour/time.Minute))
	if text == "" {
		return l.Count("period.days", 0)
	}
	return text
}
