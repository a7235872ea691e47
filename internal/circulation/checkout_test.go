package circulation

import (
	"errors"
	"reflect"
	"testing"
	"time"
)

// monday is a Monday morning in a library in Jakarta.
func monday(t testing.TB) time.Time {
	return time.Date(2026, 11, 23, 9, 0, 0, 0, zoneOf(t, "Asia/Jakarta"))
}

func lendable(t testing.TB) *CheckoutFacts {
	rule := DefaultRule()
	return &CheckoutFacts{
		Zone: zoneOf(t, "Asia/Jakarta"), Rule: &rule,
		Member: MemberFacts{Status: MemberActive}, ItemStatus: ItemAvailable,
	}
}

func TestTheFirstDueDate(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*CheckoutFacts)
		want   string // local, without seconds
		note   Note
	}{
		{"a week", func(*CheckoutFacts) {}, "2026-11-30 23:59", ""},
		{"off a closed day", func(f *CheckoutFacts) {
			f.Calendar = &Calendar{ClosedDates: map[Day]struct{}{dayOf(t, "2026-11-30"): {}}}
		}, "2026-12-01 23:59", MovedForClosure},
		{"open days", func(f *CheckoutFacts) {
			f.Rule.ClosedDays = ClosedCountOpenDays
			f.Calendar = &Calendar{ClosedDates: map[Day]struct{}{dayOf(t, "2026-11-25"): {}}}
		}, "2026-12-01 23:59", ""},
		{"hours", func(f *CheckoutFacts) { f.Rule.Loan = Period{Elapsed: 3 * time.Hour} }, "2026-11-23 12:00", ""},
		{"not longer than the total", func(f *CheckoutFacts) { f.Rule.MaxTotal = &Period{Days: 3} }, "2026-11-26 23:59", CappedByTotal},
		{"not past the latest day", func(f *CheckoutFacts) { f.Rule.LatestDue = dayOf(t, "2026-11-27") }, "2026-11-27 23:59", CappedByLatestDue},
		{"not past the card", func(f *CheckoutFacts) { f.Member.CardExpiresOn = dayOf(t, "2026-11-24") }, "2026-11-24 23:59", CappedByExpiry},
		{"by the schedule", func(f *CheckoutFacts) {
			f.Rule.Schedule = []Term{{dayOf(t, "2026-11-01"), dayOf(t, "2026-11-23"), dayOf(t, "2026-12-04")}}
		}, "2026-12-04 23:59", ""},
	} {
		f := lendable(t)
		c.change(f)
		d, err := DecideCheckout(f, monday(t))
		if err != nil || !d.Allowed || d.DueAt.Format("2006-01-02 15:04") != c.want {
			t.Errorf("%s: due %s, reasons %v, error %v, want %s", c.name, d.DueAt, d.Reasons, err, c.want)
		}
		if c.note == "" && len(d.Notes) > 0 || c.note != "" && !reflect.DeepEqual(d.Notes, []Note{c.note}) {
			t.Errorf("%s: notes %v, want %q", c.name, d.Notes, c.note)
		}
	}
}

func TestEverythingThatStandsAgainstLending(t *testing.T) {
	for _, c := range []struct {
		want   CheckoutCode
		change func(*CheckoutFacts)
	}{
		{CheckoutWithdrawn, func(f *CheckoutFacts) { f.ItemStatus = ItemWithdrawn }},
		{CheckoutLost, func(f *CheckoutFacts) { f.ItemStatus = ItemLost }},
		{CheckoutDamaged, func(f *CheckoutFacts) { f.ItemStatus = ItemDamaged }},
		{CheckoutNotForLoan, func(f *CheckoutFacts) { f.ItemStatus = ItemNotForLoan }},
		{CheckoutAlreadyLent, func(f *CheckoutFacts) { f.Lent = true }},
		{CheckoutHeldForOther, func(f *CheckoutFacts) { f.HeldForOther = true }},
		{CheckoutBlocked, func(f *CheckoutFacts) { f.Member.Status = MemberBlocked }},
		{CheckoutSuspended, func(f *CheckoutFacts) { f.Member.SuspendedUntil = dayOf(t, "2026-11-23") }},
		{CheckoutCardExpired, func(f *CheckoutFacts) { f.Member.CardExpiresOn = dayOf(t, "2026-11-22") }},
		{CheckoutFinesOverLimit, func(f *CheckoutFacts) { f.Member.Fines, f.Rule.FinesLimit = 1, pointer(int64(0)) }},
		{CheckoutOverdueLoans, func(f *CheckoutFacts) { f.Member.OverdueLoans, f.Rule.Overdue = 1, OverdueBlockMember }},
		{CheckoutLimitReached, func(f *CheckoutFacts) { f.OpenLoans, f.LoanLimit = 3, pointer(2) }},
		{CheckoutOutsideSchedule, func(f *CheckoutFacts) { f.Rule.Schedule = []Term{{1, 2, 3}} }},
		{CheckoutDueInPast, func(f *CheckoutFacts) { f.Rule.LatestDue = dayOf(t, "2026-11-22") }},
	} {
		f := lendable(t)
		c.change(f)
		d, err := DecideCheckout(f, monday(t))
		if err != nil || d.Allowed || len(d.Reasons) != 1 || d.Reasons[0].Code != c.want {
			t.Errorf("%s: got %v, error %v", c.want, d.Reasons, err)
			continue
		}
		if opens := d.Reasons[0].OpensAt; !opens.IsZero() != (c.want == CheckoutSuspended) {
			t.Errorf("%s: opens at %s", c.want, opens)
		}
		if d.DueAt.IsZero() != (c.want == CheckoutOutsideSchedule) {
			t.Errorf("%s: due at %s", c.want, d.DueAt)
		}
	}
}

func TestAllReasonsAgainstLendingComeAtOnceAndInOrder(t *testing.T) {
	f := lendable(t)
	f.ItemStatus, f.Lent, f.HeldForOther = ItemDamaged, true, true
	f.Member = MemberFacts{Status: MemberBlocked, SuspendedUntil: lastDay - 1, CardExpiresOn: 1, Fines: 1, OverdueLoans: 1}
	f.Rule.FinesLimit, f.Rule.Overdue, f.LoanLimit, f.OpenLoans = pointer(int64(0)), OverdueBlockMember, pointer(2), 2
	f.Rule.LatestDue = 1
	d, err := DecideCheckout(f, monday(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []CheckoutCode
	for _, r := range d.Reasons {
		got = append(got, r.Code)
		if r.Override != CheckoutOverrideOf(r.Code) {
			t.Errorf("%s: override %s", r.Code, r.Override)
		}
	}
	var want []CheckoutCode
	for _, code := range AllCheckoutCodes() {
		switch code {
		case CheckoutWithdrawn, CheckoutLost, CheckoutNotForLoan, CheckoutOutsideSchedule: // only one of each kind at a time
		default:
			want = append(want, code)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %v\nwant %v", got, want)
	}
}

func TestLoansLeft(t *testing.T) {
	for _, c := range []struct {
		limit      *int
		open, want int
	}{{nil, 9, NoLimit}, {pointer(2), 0, 2}, {pointer(2), 2, 0}, {pointer(2), 5, 0}} {
		f := lendable(t)
		f.LoanLimit, f.OpenLoans = c.limit, c.open
		if d, err := DecideCheckout(f, monday(t)); err != nil || d.LoansLeft != c.want {
			t.Errorf("%d open: %d left, want %d, error %v", c.open, d.LoansLeft, c.want, err)
		}
	}
}

func TestLendingOverMonthsOfOpenDaysNamesTheLoan(t *testing.T) {
	f := lendable(t)
	f.Rule.Loan, f.Rule.ClosedDays = Period{Months: 1}, ClosedCountOpenDays
	_, err := DecideCheckout(f, monday(t))
	if bad, ok := errors.AsType[*InvalidError](err); !ok || bad.Field != "rule.loan" {
		t.Errorf("got %v", err)
	}
}

func TestStaffMayPassOverSomeReasonsAgainstLending(t *testing.T) {
	f := lendable(t)
	f.Lent, f.Member.Status, f.Rule.LatestDue = true, MemberBlocked, dayOf(t, "2026-11-20")
	d, err := DecideCheckout(f, monday(t))
	if err != nil {
		t.Fatal(err)
	}
	codes := func(d CheckoutDecision) (codes []CheckoutCode) {
		for _, r := range d.Reasons {
			codes = append(codes, r.Code)
		}
		return codes
	}
	all, byHand := AllCheckoutCodes(), monday(t).AddDate(0, 0, 3)
	for _, c := range []struct {
		name      string
		permitted []CheckoutCode
		due       time.Time
		want      []CheckoutCode
	}{
		{"nothing permitted", nil, time.Time{}, []CheckoutCode{CheckoutAlreadyLent, CheckoutBlocked, CheckoutDueInPast}},
		{"without a date", all, time.Time{}, []CheckoutCode{CheckoutAlreadyLent, CheckoutDueInPast}},
		{"with a date", all, byHand, []CheckoutCode{CheckoutAlreadyLent}},
		{"with a date that is past", all, monday(t).Add(-1), []CheckoutCode{CheckoutAlreadyLent, CheckoutDueInPast}},
		{"a date without permission", nil, byHand, []CheckoutCode{CheckoutAlreadyLent, CheckoutBlocked, CheckoutDueInPast}},
	} {
		if got := codes(d.Overriding(c.permitted, c.due, monday(t))); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v are left, want %v", c.name, got, c.want)
		}
	}
}
