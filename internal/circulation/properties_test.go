package circulation

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// anyQuestion draws facts from everything the contract allows, with dates close
// enough together that the rules meet each other, and an instant to ask at.
func anyQuestion(t *rapid.T) (*RenewalFacts, time.Time) {
	zone := zoneNamed(rapid.SampledFrom([]string{"Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin", "America/Santiago",
		"America/Godthab", "Australia/Lord_Howe"}).Draw(t, "zone"))
	center := time.Date(2026, time.Month(rapid.SampledFrom([]int{3, 4, 6, 9, 10, 11}).Draw(t, "month")), 25, 12, 0, 0, 0, time.UTC)
	near := func(days int, label string) time.Time {
		return center.Add(time.Duration(rapid.Int64Range(int64(-days)*86400, int64(days)*86400).Draw(t, label)) * time.Second)
	}
	nearDay := func(days int, label string) Day {
		if rapid.IntRange(0, 3).Draw(t, label+"?") > 0 {
			return 0
		}
		return DayOf(near(days, label), zone)
	}
	rule := anyRule(t, nearDay)
	f := &RenewalFacts{
		Zone: zone, Rule: rule, Calendar: anyCalendar(t, center, zone),
		Member: MemberFacts{
			Status:         rapid.SampledFrom([]MemberStatus{MemberActive, MemberActive, MemberBlocked}).Draw(t, "member"),
			CardExpiresOn:  nearDay(30, "expires"),
			SuspendedUntil: nearDay(10, "suspended"),
			Fines:          rapid.Int64Range(0, 2).Draw(t, "fines"),
			OverdueLoans:   rapid.IntRange(0, 1).Draw(t, "other overdue"),
		},
		Loan: LoanFacts{
			BorrowedAt:     near(20, "borrowed"),
			DueAt:          near(10, "due"),
			Renewals:       rapid.IntRange(0, 3).Draw(t, "renewals"),
			UnseenRenewals: rapid.IntRange(0, 3).Draw(t, "unseen"),
			Status: rapid.SampledFrom([]LoanStatus{LoanOpen, LoanOpen, LoanOpen, LoanOpen, LoanReturned, LoanLost,
				LoanClaimedReturned, LoanOnSite}).Draw(t, "status"),
			Own: rapid.IntRange(0, 5).Draw(t, "own") > 0,
		},
		ItemRenewable: rapid.IntRange(0, 5).Draw(t, "item") > 0,
		Holds: HoldFacts{
			OnCopy:     max(0, rapid.IntRange(-3, 1).Draw(t, "on copy")),
			OnTitle:    max(0, rapid.IntRange(-3, 2).Draw(t, "on title")),
			FreeCopies: rapid.IntRange(0, 2).Draw(t, "free"),
		},
		Actor:  rapid.SampledFrom([]Actor{ActorMember, ActorLibrarian, ActorAutomatic}).Draw(t, "actor"),
		Paused: rapid.IntRange(0, 5).Draw(t, "paused") == 0,
	}
	if rapid.Bool().Draw(t, "renewed before") {
		f.Loan.LastRenewedAt = near(10, "last renewed")
	}
	if rapid.Bool().Draw(t, "end of day") {
		f.Loan.DueAt = DayOf(f.Loan.DueAt, zone).End(zone)
	}
	return f, near(12, "now")
}

func anyRule(t *rapid.T, nearDay func(int, string) Day) *Rule {
	r := DefaultRule()
	lengths := []Period{{Days: 1}, {Days: 7}, {Days: 14}, {Months: 1}, {Elapsed: 3 * time.Hour}, {Elapsed: 40 * time.Hour}}
	orNone := func(p Period, label string) *Period {
		if rapid.Bool().Draw(t, label+"?") {
			return nil
		}
		return &p
	}
	r.Renewal = rapid.SampledFrom(lengths).Draw(t, "renewal")
	r.MaxTotal = orNone(rapid.SampledFrom(append(lengths, Period{Days: 21})).Draw(t, "total"), "total")
	r.Window = orNone(rapid.SampledFrom(append(lengths, Period{})).Draw(t, "window"), "window")
	r.WindowPrecision = rapid.SampledFrom([]Precision{PrecisionDay, PrecisionInstant}).Draw(t, "precision")
	r.RenewFrom = rapid.SampledFrom([]RenewFrom{FromDueDate, FromToday, FromLater}).Draw(t, "from")
	r.Overdue = rapid.SampledFrom([]OverdueRule{OverdueAllow, OverdueBlockLoan, OverdueBlockMember}).Draw(t, "overdue")
	r.OverdueGraceDays = rapid.IntRange(0, 3).Draw(t, "grace")
	r.ClosedDays = rapid.SampledFrom([]ClosedDays{ClosedIgnore, ClosedCountOpenDays, ClosedNextOpenDay,
		ClosedNextSameWeekday, ClosedPreviousOpenDay}).Draw(t, "closed days")
	r.LatestDue = nearDay(20, "latest")
	r.CapAtCardExpiry = rapid.Bool().Draw(t, "cap at expiry")
	r.HoldsBlock = rapid.SampledFrom([]HoldsBlock{HoldsNever, HoldsCopy, HoldsTitle, HoldsTitleIfShort}).Draw(t, "holds")
	if rapid.Bool().Draw(t, "limits") {
		r.FinesLimit, r.UnseenRenewalsAllowed, r.RenewalsAllowed = pointer(int64(1)), pointer(2), nil
	}
	r.OncePerDay = rapid.Bool().Draw(t, "once")
	r.Renewable = rapid.IntRange(0, 5).Draw(t, "renewable") > 0
	r.AutoRenew = rapid.Bool().Draw(t, "auto")
	if from := nearDay(10, "term"); !from.IsZero() {
		r.Schedule = []Term{{from, from + 10, from + Day(rapid.IntRange(0, 30).Draw(t, "term due"))}}
	}
	return &r
}

func anyCalendar(t *rapid.T, center time.Time, zone *time.Location) *Calendar {
	if rapid.Bool().Draw(t, "always open") {
		return nil
	}
	c := &Calendar{ClosedDates: map[Day]struct{}{}, OpenDates: map[Day]struct{}{}}
	for _, w := range rapid.SliceOfN(rapid.IntRange(0, 6), 0, 3).Draw(t, "closed weekdays") {
		c.ClosedWeekdays[w] = true
	}
	for _, n := range rapid.SliceOfN(rapid.IntRange(-20, 40), 0, 20).Draw(t, "closed dates") {
		c.ClosedDates[DayOf(center, zone)+Day(n)] = struct{}{}
	}
	for _, n := range rapid.SliceOfN(rapid.IntRange(-20, 40), 0, 3).Draw(t, "open dates") {
		c.OpenDates[DayOf(center, zone)+Day(n)] = struct{}{}
	}
	return c
}

func zoneNamed(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

// decided draws a question that has an answer. The only ones that have none ask
// for months of open days.
func decided(t *rapid.T) (*RenewalFacts, time.Time, Decision) {
	f, now := anyQuestion(t)
	d, err := DecideRenewal(f, now)
	if f.Rule.countsMonths(f.Rule.Renewal) != (err != nil) {
		t.Fatalf("error %v", err)
	}
	if err != nil {
		t.Skip()
	}
	return f, now, d
}

func TestALoanIsNeverShortenedNorDueBeforeNow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, now, d := decided(t)
		if !d.Allowed {
			return
		}
		if !d.DueAt.After(f.Loan.DueAt) || d.DueAt.Before(now) {
			t.Fatalf("due %s after %s at %s", d.DueAt, f.Loan.DueAt, now)
		}
		if !f.Rule.byTheClock(f.Rule.Renewal) && DayOf(d.DueAt, f.Zone) <= DayOf(f.Loan.DueAt, f.Zone) {
			t.Fatalf("due %s is no day later than %s", d.DueAt, f.Loan.DueAt)
		}
	})
}

func TestNoLoanByTheDayIsDueOnAClosedDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, _, d := decided(t)
		if d.DueAt.IsZero() || f.Rule.ClosedDays == ClosedIgnore || f.Rule.byTheClock(f.Rule.Renewal) {
			return
		}
		if day := DayOf(d.DueAt, f.Zone); !f.Calendar.IsOpen(day) {
			t.Fatalf("due on %s, which is closed", day)
		}
	})
}

func TestNoDueDateIsPastACap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, now, d := decided(t)
		day := DayOf(d.DueAt, f.Zone)
		if d.DueAt.IsZero() {
			return
		}
		if total := f.Rule.MaxTotal; total != nil && total.IsElapsed() && d.DueAt.After(f.Loan.BorrowedAt.Add(total.Elapsed)) ||
			total != nil && !total.IsElapsed() && day > total.After(DayOf(f.Loan.BorrowedAt, f.Zone)) {
			t.Fatalf("due %s, past the total of %s from %s", d.DueAt, total, f.Loan.BorrowedAt)
		}
		if latest := f.Rule.LatestDue; !latest.IsZero() && day > latest {
			t.Fatalf("due %s, past %s", d.DueAt, latest)
		}
		expires := f.Member.CardExpiresOn
		if f.Rule.CapAtCardExpiry && !expires.IsZero() && DayOf(now, f.Zone) <= expires && day > expires {
			t.Fatalf("due %s, past the card's %s", d.DueAt, expires)
		}
	})
}

func TestNothingIsRenewedBeyondTheLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, _, d := decided(t)
		allowed := f.Rule.RenewalsAllowed
		if d.Allowed && allowed != nil && f.Loan.Renewals >= *allowed {
			t.Fatalf("renewed for the %d. time of %d", f.Loan.Renewals+1, *allowed)
		}
		if last := slices.Contains(d.Notes, LastRenewal); last != (d.Allowed && allowed != nil && f.Loan.Renewals+1 == *allowed) {
			t.Fatalf("last renewal: %t, after %d of %v, reasons %v", last, f.Loan.Renewals, allowed, d.Reasons)
		}
	})
}

// TestTheProcessTimeZoneMakesNoDifference must not run in parallel: it changes
// time.Local.
func TestTheProcessTimeZoneMakesNoDifference(t *testing.T) {
	local := time.Local
	t.Cleanup(func() { time.Local = local })
	rapid.Check(t, func(t *rapid.T) {
		f, now := anyQuestion(t)
		var answers []string
		for _, name := range []string{"UTC", "Asia/Jayapura", "America/Santiago"} {
			time.Local = zoneNamed(name)
			elsewhere := *f
			elsewhere.Loan.DueAt = f.Loan.DueAt.Local()
			elsewhere.Loan.BorrowedAt = f.Loan.BorrowedAt.Local()
			if !f.Loan.LastRenewedAt.IsZero() {
				elsewhere.Loan.LastRenewedAt = f.Loan.LastRenewedAt.Local()
			}
			d, err := DecideRenewal(&elsewhere, now.Local())
			answers = append(answers, fmt.Sprint(d.Allowed, d.DueAt, d.Reasons, d.Notes, err))
		}
		if answers[0] != answers[1] || answers[0] != answers[2] {
			t.Fatalf("the answers differ: %v", answers)
		}
	})
}

func TestABlockNeverTurnsARefusalIntoAPass(t *testing.T) {
	blocks := []struct {
		name string
		add  func(*RenewalFacts, Day)
	}{
		{"blocked", func(f *RenewalFacts, _ Day) { f.Member.Status = MemberBlocked }},
		{"suspended", func(f *RenewalFacts, today Day) { f.Member.SuspendedUntil = today + 3 }},
		{"card expired", func(f *RenewalFacts, today Day) { f.Member.CardExpiresOn = today - 1 }},
		{"fines", func(f *RenewalFacts, _ Day) { f.Member.Fines += 10 }},
		{"others overdue", func(f *RenewalFacts, _ Day) { f.Member.OverdueLoans++ }},
		{"hold on the copy", func(f *RenewalFacts, _ Day) { f.Holds.OnCopy++ }},
		{"hold on the title", func(f *RenewalFacts, _ Day) { f.Holds.OnTitle++ }},
		{"fewer copies", func(f *RenewalFacts, _ Day) { f.Holds.FreeCopies = 0 }},
		{"paused", func(f *RenewalFacts, _ Day) { f.Paused = true }},
		{"item", func(f *RenewalFacts, _ Day) { f.ItemRenewable = false }},
		{"rule", func(f *RenewalFacts, _ Day) { f.Rule.Renewable = false }},
		{"renewed more", func(f *RenewalFacts, _ Day) { f.Loan.Renewals++ }},
		{"unseen more", func(f *RenewalFacts, _ Day) { f.Loan.UnseenRenewals++ }},
		{"another's", func(f *RenewalFacts, _ Day) { f.Loan.Own = false }},
		{"lost", func(f *RenewalFacts, _ Day) { f.Loan.Status = LoanLost }},
	}
	rapid.Check(t, func(t *rapid.T) {
		f, now, before := decided(t)
		block := rapid.SampledFrom(blocks).Draw(t, "block")
		block.add(f, DayOf(now, f.Zone))
		after, err := DecideRenewal(f, now)
		if err != nil {
			t.Fatal(err)
		}
		if !before.Allowed && after.Allowed {
			t.Fatalf("%s lets pass what was refused for %v", block.name, before.Reasons)
		}
	})
}

func TestReasonsComeInTheTablesOrderWithTheirOverride(t *testing.T) {
	order := AllCodes()
	rapid.Check(t, func(t *rapid.T) {
		_, now, d := decided(t)
		if d.Allowed != (len(d.Reasons) == 0) {
			t.Fatalf("allowed %t with %v", d.Allowed, d.Reasons)
		}
		last := -1
		for _, r := range d.Reasons {
			at := slices.Index(order, r.Code)
			if at <= last {
				t.Fatalf("out of order: %v", d.Reasons)
			}
			last = at
			if r.Override != OverrideOf(r.Code) {
				t.Fatalf("%s may be overridden: %s", r.Code, r.Override)
			}
			opens := r.Code == Suspended || r.Code == TooSoon || r.Code == AlreadyToday
			if opens != !r.OpensAt.IsZero() || opens && !r.OpensAt.After(now) {
				t.Fatalf("%s opens at %s", r.Code, r.OpensAt)
			}
			if (r.Code == OnHold) != (r.Queue > 0) {
				t.Fatalf("%s has a queue of %d", r.Code, r.Queue)
			}
		}
	})
}

func TestAReasonThatOpensNoLongerHoldsThen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, _, d := decided(t)
		for _, r := range d.Reasons {
			if r.OpensAt.IsZero() {
				continue
			}
			for at, held := range map[time.Time]bool{r.OpensAt.Add(-1): true, r.OpensAt: false} {
				then, err := DecideRenewal(f, at)
				if err != nil {
					t.Fatal(err)
				}
				if then.Has(r.Code) != held {
					t.Fatalf("%s opens at %s; at %s it holds: %t", r.Code, r.OpensAt, at, !held)
				}
			}
		}
	})
}

func TestAnOverriddenDecisionIsTheSameMinusWhatIsPermitted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, now, d := decided(t)
		permitted := rapid.SliceOfDistinct(rapid.SampledFrom(AllCodes()), rapid.ID).Draw(t, "permitted")
		var due time.Time
		if rapid.Bool().Draw(t, "by hand") {
			due = d.earliest.Add(time.Duration(rapid.Int64Range(0, 30*86400).Draw(t, "due")) * time.Second)
		}
		before := fmt.Sprint(d)
		got := d.Overriding(permitted, due)
		if fmt.Sprint(d) != before {
			t.Fatal("the decision itself was changed")
		}
		want := slices.DeleteFunc(slices.Clone(d.Reasons), func(r Reason) bool {
			return slices.Contains(permitted, r.Code) &&
				(r.Override == OverrideYes || r.Override == OverrideWithDueDate && !due.IsZero())
		})
		if !slices.Equal(got.Reasons, want) || got.Allowed != (len(want) == 0) {
			t.Fatalf("left with %v, want %v", got.Reasons, want)
		}
		wantDue := d.DueAt
		if !due.IsZero() {
			wantDue = due
		}
		if !got.DueAt.Equal(wantDue) || got.RenewalsUsed != d.RenewalsUsed || got.RenewalsLeft != d.RenewalsLeft {
			t.Fatalf("got %+v of %+v", got, d)
		}
		if got.Allowed && (!got.DueAt.After(f.Loan.DueAt) || got.DueAt.Before(now)) {
			t.Fatalf("an override shortens the loan: %s", got.DueAt)
		}
	})
}
