package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
)

func TestALoanIsKnownAsItWasWhenAPageWasShown(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T09:00"))
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-23"))
	shown := house.Library.Moment()
	house.Advance(time.Minute)
	loan.Member.Renew(loan)
	now := loan.Ref()
	now.Renewals = 1
	for since, want := range map[time.Time]int{shown: 0, house.Now(): 0, house.Now().Add(time.Second): 1} {
		if got, err := house.Library.LoanAsOf(t.Context(), now, since); err != nil || got.Renewals != want {
			t.Errorf("as of %v: %v, %v", since, got, err)
		}
	}
}
