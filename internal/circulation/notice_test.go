package circulation

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noticeSteps = []Step{{Days: -3}, {Days: -1}, {Days: 0}, {Days: 1}, {Days: 3}, {Days: 7}, {Days: 14}, {Days: 21, Letter: true}}

// noticeFacts is a week's loan due on Monday, 30 November 2026, in Jakarta.
func noticeFacts(t interface{ Fatal(...any) }) *NoticeFacts {
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	due := NewDay(2026, time.November, 30)
	return &NoticeFacts{Zone: zone, DueAt: due.End(zone), BorrowedAt: (due - 7).Start(zone).Add(10 * time.Hour),
		Status: LoanOpen, Steps: noticeSteps}
}

func TestANoticeIsMadeAtEachStepOnce(t *testing.T) {
	f := noticeFacts(t)
	due := DayOf(f.DueAt, f.Zone)
	told := map[int]string{}
	for d := due - 7; d <= due+40; d++ {
		if n := DecideNotice(f, d.Start(f.Zone).Add(8*time.Hour)); n.Needed {
			told[int(d-due)] = n.Step.Key()
			f.Made = append(f.Made, n.Step.Key())
		}
	}
	for day, key := range map[int]string{-3: "before-3", -1: "before-1", 0: "on-0", 1: "after-1", 3: "after-3", 7: "after-7", 14: "after-14", 21: "letter-21"} {
		if told[day] != key {
			t.Errorf("on day %d: %q, not %q", day, told[day], key)
		}
	}
	if len(told) != len(noticeSteps) {
		t.Errorf("told %v", told)
	}
}

func TestWhichNoticeALoanNeeds(t *testing.T) {
	opens := func(f *NoticeFacts, at time.Time) {
		f.Renewal = &Decision{Reasons: []Reason{{Code: TooSoon, OpensAt: at}}}
	}
	for _, c := range []struct {
		name   string
		now    string // in Jakarta
		change func(f *NoticeFacts)
		want   string // the step's key; "" for none
		waits  bool
	}{
		{name: "nothing four days before", now: "2026-11-26T23:59"},
		{name: "three days before, right after midnight", now: "2026-11-27T00:00", want: "before-3"},
		{name: "a missed one is made up for", now: "2026-11-28T09:00", want: "before-3"},
		{name: "of two missed the higher", now: "2026-11-29T09:00", want: "before-1"},
		{name: "not the lower after the higher", now: "2026-11-29T09:00", change: func(f *NoticeFacts) { f.Made = []string{"before-1"} }},
		{name: "on the day, until its end", now: "2026-11-30T23:59", want: "on-0"},
		{name: "what was coming due is not told of what is late", now: "2026-12-01T09:00",
			change: func(f *NoticeFacts) { f.Steps = []Step{{Days: -3}, {Days: 3}} }},
		{name: "after three days away the highest only", now: "2026-12-04T09:00", change: func(f *NoticeFacts) { f.Made = []string{"before-3"} }, want: "after-3"},
		{name: "a month away ends with the letter", now: "2027-01-05T09:00", want: "letter-21"},
		{name: "returned", now: "2026-12-01T09:00", change: func(f *NoticeFacts) { f.Status = LoanReturned }},
		{name: "lost", now: "2026-12-01T09:00", change: func(f *NoticeFacts) { f.Status = LoanLost }},
		{name: "said to be back", now: "2026-12-01T09:00", change: func(f *NoticeFacts) { f.Status = LoanClaimedReturned }},
		{name: "read on the spot and late", now: "2026-12-01T09:00", change: func(f *NoticeFacts) { f.Status = LoanOnSite }, want: "after-1"},
		{name: "not on the day it was borrowed", now: "2026-11-29T15:00",
			change: func(f *NoticeFacts) { f.BorrowedAt = f.DueAt.Add(-38 * time.Hour) }},
		{name: "not on the day it was renewed", now: "2026-11-29T15:00",
			change: func(f *NoticeFacts) { f.RenewedAt = f.DueAt.Add(-38 * time.Hour) }},
		{name: "too soon alone: it waits for the window", now: "2026-11-27T09:00", waits: true, want: "before-3",
			change: func(f *NoticeFacts) { opens(f, (DayOf(f.DueAt, f.Zone) - 2).Start(f.Zone)) }},
		{name: "the window is open: nothing to wait for", now: "2026-11-28T09:00", want: "before-3",
			change: func(f *NoticeFacts) { f.Renewal = &Decision{Allowed: true} }},
		{name: "too soon and waited for by others: bring it back", now: "2026-11-27T09:00", want: "before-3",
			change: func(f *NoticeFacts) {
				opens(f, f.DueAt.Add(-time.Hour))
				f.Renewal.Reasons = append([]Reason{{Code: OnHold, Queue: 1}}, f.Renewal.Reasons...)
			}},
		{name: "a window that opens after the due day is not waited for", now: "2026-11-27T09:00", want: "before-3",
			change: func(f *NoticeFacts) { opens(f, f.DueAt.Add(48*time.Hour)) }},
		{name: "a late loan of hours, on the same day", now: "2026-11-30T18:00",
			change: func(f *NoticeFacts) { f.DueAt = f.DueAt.Add(-8 * time.Hour) }},
		{name: "and on the next", now: "2026-12-01T08:00", want: "after-1",
			change: func(f *NoticeFacts) { f.DueAt = f.DueAt.Add(-8 * time.Hour) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := noticeFacts(t)
			if c.change != nil {
				c.change(f)
			}
			now, err := time.ParseInLocation("2006-01-02T15:04", c.now, f.Zone)
			if err != nil {
				t.Fatal(err)
			}
			got := DecideNotice(f, now)
			key := ""
			if got.Needed || !got.OpensAt.IsZero() {
				key = got.Step.Key()
			}
			if key != c.want || got.OpensAt.IsZero() == c.waits || got.Needed == (c.waits || c.want == "") {
				t.Errorf("%+v, want %q, waiting %v", got, c.want, c.waits)
			}
		})
	}
}

func TestStepsCountOpenDays(t *testing.T) {
	sunday := &Calendar{ClosedWeekdays: [7]bool{time.Sunday: true}, ClosedDates: map[Day]struct{}{NewDay(2026, time.November, 28): {}}}
	due := NewDay(2026, time.November, 30) // a Monday, after a Saturday that is closed
	for _, c := range []struct {
		step Step
		want Day
	}{
		{Step{Days: -1, OpenDays: true}, due - 3}, // Friday
		{Step{Days: -2, OpenDays: true}, due - 4},
		{Step{Days: 0, OpenDays: true}, due},
		{Step{Days: 6, OpenDays: true}, due + 7}, // over the next Sunday
		{Step{Days: 6}, due + 6},
	} {
		if got := c.step.day(due, sunday); got != c.want {
			t.Errorf("%+v: %v, not %v", c.step, got, c.want)
		}
	}
	never := &Calendar{ClosedWeekdays: [7]bool{true, true, true, true, true, true, true}}
	if got := (Step{Days: -3, OpenDays: true}).day(due, never); got != due-3 {
		t.Errorf("a calendar that never opens: %v", got)
	}
}

// Whenever runs come, doubled or missed, a loan is told of each step at most once,
// never of a lower one after a higher, and never that it is coming due when it is late.
func TestNoticesNeverDoubleNorGoBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := noticeFacts(t)
		f.Steps = nil
		for _, d := range rapid.SliceOfDistinct(rapid.IntRange(-10, 30), rapid.ID).Draw(t, "steps") {
			f.Steps = append(f.Steps, Step{Days: d, OpenDays: rapid.Bool().Draw(t, "open"), Letter: d > 20})
		}
		SortSteps(f.Steps)
		f.Calendar = &Calendar{ClosedWeekdays: [7]bool{time.Sunday: rapid.Bool().Draw(t, "sunday")}}
		now, highest, told := f.BorrowedAt, -100, map[string]bool{}
		for range rapid.IntRange(1, 60).Draw(t, "runs") {
			now = now.Add(time.Duration(rapid.IntRange(0, 70).Draw(t, "hours")) * time.Hour)
			n := DecideNotice(f, now)
			if !n.Needed {
				continue
			}
			switch {
			case told[n.Step.Key()]:
				t.Fatalf("%s twice", n.Step.Key())
			case n.Step.Days < highest:
				t.Fatalf("%s after a later one", n.Step.Key())
			case n.Step.Days <= 0 && f.DueAt.Before(now):
				t.Fatalf("%s of a late loan", n.Step.Key())
			case n.Step.Days > 0 && !f.DueAt.Before(now):
				t.Fatalf("%s of a loan that is not late", n.Step.Key())
			}
			told[n.Step.Key()], highest = true, n.Step.Days
			f.Made = append(f.Made, n.Step.Key())
		}
	})
}
