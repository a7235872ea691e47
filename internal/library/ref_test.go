package library_test

import (
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
)

func TestLoanRefsAreReadAsTheyAreWritten(t *testing.T) {
	for _, text := range []string{"417.0", "1.12", "9223372036854775807.2147483647"} {
		ref, err := library.ParseLoanRef(text)
		if err != nil || ref.String() != text {
			t.Errorf("%s: %v, %v", text, ref, err)
		}
	}
	for _, text := range []string{"", "417", "417.", ".0", "0.0", "-1.0", "417.-1", "+417.0", "0417.0", "417.00", " 417.0", "417.0.1",
		"417,0", "9223372036854775808.0", "417.2147483648", "\xff.0", "417.0\x00"} {
		ref, err := library.ParseLoanRef(text)
		if fault.CodeOf(err) != fault.Invalid || ref != (library.LoanRef{}) {
			t.Errorf("%q: %v, %v", text, ref, err)
		}
	}
}

func FuzzLoanRef(f *testing.F) {
	f.Add("417.0")
	f.Add("9223372036854775807.0")
	f.Fuzz(func(t *testing.T, text string) {
		ref, err := library.ParseLoanRef(text)
		if err == nil && (ref.String() != text || ref.ID <= 0 || ref.Renewals < 0) {
			t.Errorf("%q was read as %v", text, ref)
		}
	})
}
