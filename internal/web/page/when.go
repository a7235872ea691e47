package page

import (
	"strconv"
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// When is a due date: its day for the eye, and one sentence that is cut around
// the date, so that the date can stand out in every language.
type When struct {
	Day    string // of the month
	Month  string // short
	Before string
	Comma  bool // parts Before from the date, to be heard but not seen
	Date   string
	After  string // without the comma that parts it from the date; "" for nothing
}

func newWhen(l *i18n.Language, loan *library.Loan) When {
	w := When{
		Day: strconv.Itoa(loan.DueAt.Day()), Month: l.ShortMonth(loan.DueAt.Month()),
		Date: dueDate(l, loan.DueAt, loan.ByHours),
	}
	before, after, _ := strings.Cut(dueSentence(l, loan, w.Date), w.Date)
	w.Before, w.Comma = strings.CutSuffix(strings.TrimSpace(before), ",")
	w.After = strings.TrimLeft(after, ", ")
	return w
}
