package library_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/circulation/scenario"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/librarytest"
)

func TestAnExplanationCanBeDecidedAgain(t *testing.T) {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*"},
		{"branch":"*","category":"*","item_type":"book","rule":{"renewal":"P5D"}},
		{"branch":"*","category":"pelajar","item_type":"*","rule":{"window":"P3D","overdue":"block_member","renewals_allowed":null}}]`)
	house.Closed("2026-12-07").Exec(`insert into closures (weekday) values (0)`)
	member := house.Member("pelajar").Suspended("2026-11-25").Expires("2026-12-31").Owes(500)
	loan := member.Loan(librarytest.Due("2026-11-30"), librarytest.Renewed(1), librarytest.RenewedAt(house.Now()))
	member.Loan(librarytest.Due("2026-11-20"))
	house.Member("umum").HoldTitle(loan.Item.Title)
	house.Member("umum").HoldTitle(loan.Item.Title)
	loan.Item.Title.Copy()

	e, err := house.Library.ExplainLoan(t.Context(), loan.Item.Barcode, time.Time{})
	if err != nil {
		t.Fatal(err)
	}

	s, err := scenario.Parse(e.Scenario)
	if err != nil {
		t.Fatalf("%v in %s", err, e.Scenario)
	}
	decision, err := s.Decide()
	if err != nil {
		t.Fatal(err)
	}
	wantCodes(t, decision, circulation.OnHold, circulation.Suspended, circulation.OtherOverdue, circulation.TooSoon, circulation.AlreadyToday)
	if again := string(scenario.AppendDecision(nil, s.ID, s.Facts.Zone, &decision)); again != string(e.Decision) {
		t.Errorf("decided again %s\nexplained     %s", again, e.Decision)
	}
	if s.Facts.Holds != (circulation.HoldFacts{OnTitle: 2, FreeCopies: 1}) || s.Facts.Member.OverdueLoans != 1 {
		t.Errorf("facts %+v", s.Facts)
	}
	if e.Rule.Category != "pelajar" || e.Rule.ItemType != "*" || len(e.Rule.Beaten) != 2 ||
		e.Rule.Because != `any branch (here "main"), category "pelajar" by name, any item type (here "book")` {
		t.Errorf("rule %+v", e.Rule)
	}
	text, err := json.Marshal(e)
	if err != nil || strings.Contains(string(text), member.Card) || strings.Contains(string(text), member.Name) {
		t.Errorf("names a person: %s, %v", text, err)
	}
}

func TestFreeCopiesAreExplainedThoughNobodyWaits(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	loan.Item.Title.Copy()
	if s := explained(t, house, loan.Item.Barcode, time.Time{}); s.Facts.Holds.FreeCopies != 1 {
		t.Errorf("holds %+v", s.Facts.Holds)
	}
}

func TestALoanIsExplainedAtAnotherTime(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-24"))
	at := librarytest.At("2026-11-26T08:00")
	if s := explained(t, house, " "+loan.Item.Barcode, at); !s.Now.Equal(at) {
		t.Errorf("explained for %v", s.Now)
	}
}

func TestAReturnedLoanIsExplainedToo(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan().Close()
	if s := explained(t, house, loan.Item.Barcode, time.Time{}); s.Facts.Loan.Status != circulation.LoanReturned {
		t.Errorf("status %s", s.Facts.Loan.Status)
	}
	again := house.Member("umum").Loan(librarytest.Of(loan.Item))
	if s := explained(t, house, again.Item.Barcode, time.Time{}); s.Facts.Loan.Status != circulation.LoanOpen {
		t.Error("the open loan goes before older ones")
	}
}

func TestAnUnknownBarcodeIsNotExplained(t *testing.T) {
	house := monday(t)
	for _, barcode := range []string{"", "nothing", house.Item().Barcode} {
		_, err := house.Library.ExplainLoan(t.Context(), barcode, time.Time{})
		wantFault(t, err, fault.NotFound)
	}
}

func explained(t *testing.T, house *librarytest.House, barcode string, at time.Time) scenario.Scenario {
	t.Helper()
	e, err := house.Library.ExplainLoan(t.Context(), barcode, at)
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Parse(e.Scenario)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestACalendarThatNeverOpensIsExplained(t *testing.T) {
	house := monday(t)
	for weekday := range 7 {
		house.Exec(`insert into closures (weekday) values (?)`, weekday)
	}
	e, err := house.Library.ExplainLoan(t.Context(), house.Member("umum").Loan().Item.Barcode, time.Time{})
	if err != nil || !strings.Contains(string(e.Decision), `"error":{"code":"never_open","field":"calendar"`) {
		t.Errorf("%+v, %v", e, err)
	}
}
