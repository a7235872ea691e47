package library_test

import (
	"slices"
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// monday is 09:00 on the day on which a loan without Due falls due.
func monday(t testing.TB) *librarytest.House {
	return librarytest.New(t, librarytest.At("2026-11-23T09:00"))
}

// wantCodes checks the reasons of a decision, all of them in their order.
func wantCodes(t *testing.T, d circulation.Decision, want ...circulation.Code) {
	t.Helper()
	var got []circulation.Code
	for _, r := range d.Reasons {
		got = append(got, r.Code)
	}
	if !slices.Equal(got, want) {
		t.Errorf("reasons %v, want %v", got, want)
	}
}

// wantResults checks what a receipt says of each loan.
func wantResults(t *testing.T, r *library.Receipt, want ...string) {
	t.Helper()
	var got []string
	for _, l := range r.Lines {
		got = append(got, l.Result)
	}
	if !slices.Equal(got, want) {
		t.Errorf("results %v, want %v", got, want)
	}
}

// wantFault checks the code of an error.
func wantFault(t *testing.T, err error, want fault.Code) {
	t.Helper()
	if got := fault.CodeOf(err); got != want {
		t.Errorf("fault %q (%v), want %q", got, err, want)
	}
}

func wantInt(t *testing.T, what string, got, want int64) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %d, want %d", what, got, want)
	}
}
