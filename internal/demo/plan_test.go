package demo

import (
	"testing"
	"time"

	"simpanbudi/internal/circulation"
)

// days on which a plan must stand: ordinary ones, a Sunday, the turn of the
// year, a leap day, and the long holidays after Ramadan.
var days = []string{
	"2026-11-23T09:00:00+07:00", "2026-11-22T23:59:30+07:00", "2026-12-31T12:00:00+07:00", "2027-01-01T00:00:30+07:00",
	"2028-02-29T08:00:00+07:00", "2026-03-21T10:00:00+07:00", "2026-03-16T10:00:00+07:00",
}

func TestThePlanHasEveryLoanAndNobodyTwice(t *testing.T) {
	for _, day := range days {
		p := planAt(t, day)
		if len(p.People) != 60 || len(p.Loans) != 150 {
			t.Errorf("%s: %d members and %d loans, want 60 and 150", day, len(p.People), len(p.Loans))
		}
		if len(p.Copies) < 350 {
			t.Errorf("%s: %d copies, want 350 or more", day, len(p.Copies))
		}
		cards, lent := map[string]bool{}, map[string]bool{}
		for _, who := range p.People {
			if cards[who.Card] {
				t.Errorf("%s: two members have one card", day)
			}
			cards[who.Card] = true
		}
		for _, l := range p.Loans {
			if lent[l.Barcode] || !cards[l.Card] {
				t.Errorf("%s: a copy is lent twice, or to nobody", day)
			}
			lent[l.Barcode] = true
		}
	}
}

func TestNothingInThePlanHasHappenedInTheFuture(t *testing.T) {
	for _, day := range days {
		now, err := time.Parse(time.RFC3339, day)
		if err != nil {
			t.Fatal(err)
		}
		p := planAt(t, day)
		for _, l := range p.Loans {
			if l.BorrowedAt.After(now) {
				t.Errorf("%s: a loan was borrowed at %v", day, l.BorrowedAt)
			}
		}
		for _, h := range p.Holds {
			if h.PlacedAt.After(now) {
				t.Errorf("%s: a hold was placed at %v", day, h.PlacedAt)
			}
		}
		for _, r := range p.Renewals {
			if r.At.After(now) {
				t.Errorf("%s: a renewal was made at %v", day, r.At)
			}
		}
	}
}

func TestThePlanIsTheSameAtEveryStart(t *testing.T) {
	a, b := planAt(t, days[0]), planAt(t, days[4])
	for i := range a.People {
		if a.People[i].Card != b.People[i].Card || a.People[i].PIN != b.People[i].PIN {
			t.Fatal("a card or PIN differs between two starts")
		}
	}
	for i := range a.Loans {
		if a.Loans[i].Barcode != b.Loans[i].Barcode {
			t.Fatal("a loan differs between two starts")
		}
	}
}

func planAt(t *testing.T, instant string) *plan {
	t.Helper()
	now, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := circulation.ParseRules(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := circulation.NewRuleSet(entries)
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlan(now, zone, rules)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
