package circulation

import (
	"reflect"
	"testing"
	"time"
)

// plainLoan is the example of contract.md: due on this Monday, asked on it.
func plainLoan(t testing.TB) *RenewalFacts {
	rule, zone := DefaultRule(), zoneOf(t, "Asia/Jakarta")
	return &RenewalFacts{
		Zone: zone, Rule: &rule, Calendar: &Calendar{},
		Member:        MemberFacts{Status: MemberActive},
		ItemRenewable: true,
		Actor:         ActorMember,
		Loan: LoanFacts{
			BorrowedAt: time.Date(2026, 11, 16, 10, 0, 0, 0, zone),
			DueAt:      dayOf(t, "2026-11-23").End(zone),
			Status:     LoanOpen, Own: true,
		},
	}
}

func codesOf(d Decision) []Code {
	codes := []Code{}
	for _, r := range d.Reasons {
		codes = append(codes, r.Code)
	}
	return codes
}

func TestALibrarianPassesOverWhatIsPermitted(t *testing.T) {
	f := plainLoan(t)
	f.Actor, f.Holds.OnCopy, f.Loan.Renewals, f.Member.Status = ActorLibrarian, 1, 2, MemberBlocked
	d, err := DecideRenewal(f, monday(t))
	if err != nil {
		t.Fatal(err)
	}
	nextWeek, lastWeek := monday(t).AddDate(0, 0, 7), monday(t).AddDate(0, 0, -7)
	for _, c := range []struct {
		name      string
		permitted []Code
		due       time.Time
		want      []Code
	}{
		{"nothing", nil, time.Time{}, []Code{OnHold, Blocked, LimitReached}},
		{"one of them", []Code{Blocked}, time.Time{}, []Code{OnHold, LimitReached}},
		{"a hold needs a date", AllCodes(), time.Time{}, []Code{OnHold}},
		{"which may be given", AllCodes(), nextWeek, []Code{}},
		{"a date alone permits nothing", nil, nextWeek, []Code{OnHold, Blocked, LimitReached}},
		{"a date that is past shortens the loan", AllCodes(), lastWeek, []Code{NoChange}},
		{"and so does the same day", AllCodes(), f.Loan.DueAt, []Code{NoChange}},
	} {
		if got := codesOf(d.Overriding(c.permitted, c.due)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v are left, want %v", c.name, got, c.want)
		}
	}
}

func TestADateGivenByHandHasNoCapsToNote(t *testing.T) {
	f := plainLoan(t)
	f.Rule.LatestDue, f.Loan.Renewals = dayOf(t, "2026-11-27"), 1
	d, err := DecideRenewal(f, monday(t))
	if err != nil {
		t.Fatal(err)
	}
	if want := []Note{CappedByLatestDue, LastRenewal}; !reflect.DeepEqual(d.Notes, want) {
		t.Errorf("notes %v, want %v", d.Notes, want)
	}
	if again := d.Overriding(AllCodes(), time.Time{}); !reflect.DeepEqual(again.Notes, d.Notes) {
		t.Errorf("overriding nothing changes the notes: %v", again.Notes)
	}
	byHand := d.Overriding(nil, monday(t).AddDate(0, 0, 10))
	if want := []Note{LastRenewal}; !reflect.DeepEqual(byHand.Notes, want) {
		t.Errorf("by hand: notes %v, want %v", byHand.Notes, want)
	}
}

func TestWhatNobodyMayPassOver(t *testing.T) {
	for _, change := range []func(*RenewalFacts){
		func(f *RenewalFacts) { f.Loan.Status = LoanReturned },
		func(f *RenewalFacts) { f.Loan.Own = false },
		func(f *RenewalFacts) { f.Actor = ActorAutomatic },
	} {
		f := plainLoan(t)
		change(f)
		d, err := DecideRenewal(f, monday(t))
		if err != nil {
			t.Fatal(err)
		}
		if over := d.Overriding(AllCodes(), monday(t).AddDate(0, 0, 7)); over.Allowed {
			t.Errorf("%v is passed over", d.Reasons)
		}
	}
	if OverrideOf("invented") != OverrideNo || CheckoutOverrideOf("invented") != OverrideNo {
		t.Error("a code nobody knows may be passed over")
	}
}

func TestADecisionAllocatesLittle(t *testing.T) {
	f, now := plainLoan(t), monday(t)
	f.Loan.Renewals, f.Rule.LatestDue = 1, dayOf(t, "2026-11-27") // two notes, nothing refuses
	allocs := testing.AllocsPerRun(100, func() {
		if d, err := DecideRenewal(f, now); err != nil || !d.Allowed {
			t.Fatal(d.Reasons, err)
		}
	})
	if allocs > 2 {
		t.Errorf("%v allocations", allocs)
	}
}

func BenchmarkDecideRenewal(b *testing.B) {
	refused := plainLoan(b)
	refused.Holds.OnCopy, refused.Rule.Window, refused.Loan.Renewals = 1, &Period{}, 2
	abroad := plainLoan(b)
	abroad.Zone = zoneOf(b, "Europe/Berlin")
	for _, c := range []struct {
		name string
		f    *RenewalFacts
	}{{"allowed", plainLoan(b)}, {"refused", refused}, {"daylight saving", abroad}} {
		b.Run(c.name, func(b *testing.B) {
			now := monday(b)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := DecideRenewal(c.f, now); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
