package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
)

func TestTheNightlyRunFlagsWhatIsLateOnce(t *testing.T) {
	house := monday(t)
	late := house.Member("umum").Loan(librarytest.Due("2026-11-22"))
	house.Member("umum").Loan(librarytest.Due("2026-11-23"))
	house.Member("umum").Loan(librarytest.Due("2026-11-20"), librarytest.In("lost"))
	house.Member("umum").Loan(librarytest.Due("2026-11-20")).Close()
	for i, want := range []int64{1, 1, 0} {
		n, err := house.Library.FlagOverdue(t.Context(), house.Now(), i == 0)
		if err != nil || n != want {
			t.Fatalf("run %d: %d %v", i, n, err)
		}
	}
	if got := house.Int(`select overdue_since = due_at from loans where id = ?`, late.ID); got != 1 {
		t.Error("it is not flagged")
	}
	late.Member.Renew(late)
	if got := house.Int(`select count(*) from loans where overdue_since is not null`); got != 0 {
		t.Error("a renewal leaves the flag")
	}
}

func TestFlaggingPassesTheBatchesBorders(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	for range 2100 {
		m.Loan(librarytest.Due("2026-11-20"))
	}
	if n, err := house.Library.FlagOverdue(t.Context(), house.Now(), false); err != nil || n != 2100 {
		t.Fatal(n, err)
	}
	if n := house.Int(`select count(*) from loans where overdue_since is not null`); n != 2100 {
		t.Error(n)
	}
}

func TestLoansAreRenewedByThemselvesOnlyWhereTheRuleSaysSo(t *testing.T) {
	house := monday(t)
	due := house.Member("umum").Loan(librarytest.Due("2026-11-23"))
	later := house.Member("umum").Loan(librarytest.Due("2026-11-24"))
	waited := house.Member("umum").Loan(librarytest.Due("2026-11-23"))
	house.Member("umum").HoldCopy(waited.Item)
	used := house.Member("umum").Loan(librarytest.Due("2026-11-23"), librarytest.Renewed(2))

	sum, err := house.Library.AutoRenew(t.Context(), house.Now(), false)
	if err != nil || sum.Looked != 0 {
		t.Fatalf("no rule asks for it: %+v %v", sum, err)
	}
	house.Rule(`{"auto_renew":true}`)
	for i, want := range []int64{1, 1, 0} {
		sum, err = house.Library.AutoRenew(t.Context(), house.Now(), i == 0)
		if err != nil || sum.Renewed != want || sum.Refused != 2 {
			t.Fatalf("run %d: %+v %v", i, sum, err)
		}
	}
	if got := due.DueAt(); !got.Equal(librarytest.At("2026-11-30T23:59:59")) {
		t.Errorf("due %v", got)
	}
	for _, l := range []*librarytest.Loan{later, waited, used} {
		if n := house.Int(`select count(*) from renewals where loan_id = ?`, l.ID); n != 0 {
			t.Errorf("loan %d was renewed", l.ID)
		}
	}
	if got := house.Text(`select door || ' ' || actor from renewals`); got != "auto automatic" {
		t.Error(got)
	}
	house.Advance(24 * time.Hour)
	if sum, err = house.Library.AutoRenew(t.Context(), house.Now(), false); err != nil || sum.Renewed != 1 {
		t.Errorf("a day later: %+v %v", sum, err)
	}
}
