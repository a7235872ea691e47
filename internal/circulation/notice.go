package circulation

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// Step is a point before or after a due day at which a member is told of a loan.
type Step struct {
	Days     int  // from the due day: -3 is three days before, 0 the day itself, 7 a week after
	OpenDays bool // Days counts open days only
	Letter   bool // staff write a letter; nothing is sent by itself
}

// Key names the step for good: a notice is made once for a loan, a due date and a
// key, however the library's steps are edited meanwhile.
func (s Step) Key() string {
	days := strconv.Itoa(max(s.Days, -s.Days))
	switch {
	case s.Letter:
		return "letter-" + days
	case s.Days < 0:
		return "before-" + days
	case s.Days == 0:
		return "on-0"
	}
	return "after-" + days
}

// SortSteps puts steps in the order of their days, a letter after what is sent on
// the same day.
func SortSteps(steps []Step) {
	slices.SortStableFunc(steps, func(a, b Step) int {
		return cmp.Or(cmp.Compare(a.Days, b.Days), cmp.Compare(boolInt(a.Letter), boolInt(b.Letter)))
	})
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// day is the day on which the step of a loan due on a day is reached. Of a
// calendar that never opens it is counted as if it were open every day.
func (s Step) day(due Day, cal *Calendar) Day {
	if !s.OpenDays || s.Days == 0 {
		return due + Day(s.Days)
	}
	if s.Days > 0 {
		if d, err := cal.AddOpenDays(due, s.Days); err == nil {
			return d
		}
		return due + Day(s.Days)
	}
	d := due
	for range -s.Days {
		before, err := cal.PreviousOpenDay(d - 1)
		if err != nil {
			return due + Day(s.Days)
		}
		d = before
	}
	return d
}

// LatestDue is the last due day of which one of the steps has been reached by
// today: what is due later needs no notice yet.
func LatestDue(steps []Step, cal *Calendar, today Day) Day {
	last := today
	for _, s := range steps {
		d := today
		for s.Days < 0 && d < today+366 && s.day(d+1, cal) <= today {
			d++
		}
		last = max(last, d)
	}
	return last
}

// NoticeFacts is everything that telling a member of a loan may depend on, but
// for "now".
type NoticeFacts struct {
	Zone       *time.Location // of the item's home branch
	Calendar   *Calendar      // nil: always open
	DueAt      time.Time
	BorrowedAt time.Time
	RenewedAt  time.Time // the last renewal; zero: never
	Status     LoanStatus
	Steps      []Step    // those for the member's category, as SortSteps puts them
	Made       []string  // keys of the notices made for this due date, whatever became of them
	Renewal    *Decision // on renewing now, as the member; nil: renewing is not offered
}

// NoticeDecision is which notice a loan needs now.
type NoticeDecision struct {
	Step    Step
	Needed  bool
	OpensAt time.Time // a coming due date is told of from here on, as renewing opens then; zero: nothing is waited for
}

// DecideNotice answers which notice a loan needs now, if any: of the steps reached
// the highest, once; those missed below it are not made up for. What is coming due
// is never told of a loan that is late, nor on the very day it was borrowed or
// renewed. Where nothing but too_soon stands against renewing, the notice of what is
// coming due waits for the window to open, so that it never invites to be refused
// (cds-ils#522); a due date that comes first is told on its day.
func DecideNotice(f *NoticeFacts, now time.Time) NoticeDecision {
	if f.Status != LoanOpen && f.Status != LoanOnSite {
		return NoticeDecision{}
	}
	step, ok := f.reached(now)
	if !ok || slices.Contains(f.Made, step.Key()) || f.madeLater(step) {
		return NoticeDecision{}
	}
	if opens := f.windowOpens(); step.Days < 0 && opens.After(now) && DayOf(opens, f.Zone) <= DayOf(f.DueAt, f.Zone) {
		return NoticeDecision{Step: step, OpensAt: opens}
	}
	return NoticeDecision{Step: step, Needed: true}
}

// reached is the highest step that has been reached and still makes sense.
func (f *NoticeFacts) reached(now time.Time) (Step, bool) {
	today, due := DayOf(now, f.Zone), DayOf(f.DueAt, f.Zone)
	began := DayOf(f.BorrowedAt, f.Zone)
	if !f.RenewedAt.IsZero() {
		began = max(began, DayOf(f.RenewedAt, f.Zone))
	}
	late := f.DueAt.Before(now)
	for i := len(f.Steps) - 1; i >= 0; i-- {
		s := f.Steps[i]
		at := s.day(due, f.Calendar)
		switch {
		case at > today:
			continue // not reached
		case s.Days > 0:
			return s, late
		case late:
			return s, false // told too late; the first step after it comes in its time
		}
		return s, at > began
	}
	return Step{}, false
}

// madeLater reports whether a notice of a later step has been made already.
func (f *NoticeFacts) madeLater(step Step) bool {
	later := false
	for _, s := range f.Steps {
		if later && slices.Contains(f.Made, s.Key()) {
			return true
		}
		later = later || s == step
	}
	return false
}

// windowOpens is when renewing opens, where that alone stands against it; zero
// where it is open or something else stands in the way.
func (f *NoticeFacts) windowOpens() time.Time {
	if f.Renewal == nil || len(f.Renewal.Reasons) != 1 || f.Renewal.Reasons[0].Code != TooSoon {
		return time.Time{}
	}
	return f.Renewal.Reasons[0].OpensAt
}
