package page

import (
	"testing"
	"time"

	"simpanbudi/internal/library"
)

// Whatever the order of words in a language, the pieces make the sentence again.
func TestADueDateStandsOutInEveryLanguage(t *testing.T) {
	due := time.Date(2026, 11, 30, 23, 59, 59, 0, time.FixedZone("WIB", 7*60*60))
	for _, l := range texts(t).Languages() {
		for _, loan := range []library.Loan{
			{DaysLeft: 7}, {DaysLeft: 1}, {}, {Overdue: true, DaysLeft: -3}, {Overdue: true, ByHours: true}, {DaysLeft: -3},
		} {
			loan.DueAt = due
			w := newWhen(l, &loan)
			comma, after := "", ""
			if w.Comma {
				comma = ","
			}
			if w.After != "" {
				after = ", " + w.After
			}
			if got, want := w.Before+comma+" "+w.Date+after, dueSentence(l, &loan, w.Date); got != want || w.Date == "" {
				t.Errorf("%s: %q, the sentence is %q", l.Code, got, want)
			}
			if w.Day != "30" || w.Month == "" {
				t.Errorf("%s: the plate says %s %s", l.Code, w.Day, w.Month)
			}
		}
	}
}
