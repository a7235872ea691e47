package librarytest_test

import (
	"testing"

	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func TestOneLineMakesALoanThatCanBeRenewed(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T09:00"))
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-23"))

	receipt := loan.Member.Renew(loan)

	if receipt.Renewed != 1 || receipt.Lines[0].Result != library.ResultRenewed {
		t.Fatalf("not renewed: %+v", receipt)
	}
	if got := loan.DueAt(); !got.Equal(librarytest.At("2026-11-30T23:59:59")) {
		t.Errorf("due %v", got)
	}
}
