package page

import (
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
)

func TestACardNumberIsMasked(t *testing.T) {
	for card, want := range map[string]string{
		"": "", "7": "•", "12": "•2", "1234567": "••••567", "KA000001": "••••0001", "3319010101900001": "••••••••••••0001", "ÄÖÜ": "••Ü",
	} {
		if got := maskCard(card); got != want {
			t.Errorf("%q: got %q, want %q", card, got, want)
		}
	}
}

func TestRenewAllSavesClicksAndNothingElse(t *testing.T) {
	l := texts(t).Language("id")
	zone := time.FixedZone("WIB", 7*60*60)
	loans := func(n int, allowed func(i int) bool) *library.MyLoans {
		my := &library.MyLoans{Now: time.Date(2026, 11, 23, 9, 0, 0, 0, zone)}
		for i := range n {
			my.Loans = append(my.Loans, library.Loan{Ref: library.LoanRef{ID: int64(i + 1)}, Zone: zone, DueAt: my.Now,
				Decision: circulation.Decision{Allowed: allowed(i), DueAt: my.Now.AddDate(0, 0, 7)}})
		}
		return my
	}
	all := func(int) bool { return true }
	for name, c := range map[string]struct {
		my     *library.MyLoans
		values int // 0: no way to renew all
	}{
		"no loan":                    {loans(0, all), 0},
		"one loan":                   {loans(1, all), 0},
		"two of which one can":       {loans(2, func(i int) bool { return i == 0 }), 0},
		"three of which two can":     {loans(3, func(i int) bool { return i > 0 }), 3},
		"as many as a request takes": {loans(200, all), 200},
		"more than a request takes":  {loans(201, all), 0},
	} {
		p := NewLoans(l, c.my, zone)
		got := 0
		if p.RenewAll != nil {
			got = len(NewRenewAll(l, c.my).Values)
		}
		if got != c.values {
			t.Errorf("%s: %d values, want %d", name, got, c.values)
		}
	}
	wrong := loans(3, all)
	wrong.ClockWrong = true
	if p := NewLoans(l, wrong, zone); p.RenewAll != nil || p.Loans[0].Renew != "" {
		t.Error("something can be renewed on a wrong clock")
	}
}

func TestALimitOfNoneIsNotUsedUp(t *testing.T) {
	l, none := texts(t).Language("id"), 0
	rule := &circulation.RuleEntry{Rule: circulation.Rule{RenewalsAllowed: &none}}
	d := &circulation.Decision{Reasons: []circulation.Reason{{Code: circulation.LimitReached}}}
	if got, want := reasons(l, d, rule)[0].Text, l.Text("reason.limit_reached.none"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := renewalsUsed(l, rule, d); got != "" {
		t.Errorf("0 of 0 renewals are spoken of: %q", got)
	}
}

func TestOnlyReceiptsAreGoneOnTo(t *testing.T) {
	for path, want := range map[string]string{
		"/receipts/ABCD1234": "/receipts/ABCD1234", "/receipts/": "", "/receipts/a/b": "", "/receipts/a?b": "",
		"/receipts/../loans": "", "//receipts/AB": "", "/loans": "", "": "", "https://x.example/receipts/AB": "",
		"/receipts/123456789012345678901234567890123": "",
	} {
		if got := SafeNext(path); got != want {
			t.Errorf("%q: got %q, want %q", path, got, want)
		}
	}
}
