package counter

import "testing"

func TestRupiahAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]int64{
		"50000": 50000, "50.000": 50000, "Rp 50.000": 50000, "rp50,000": 50000, "Rp. 1.250.000": 1250000, "1 250 000": 1250000, "0": 0,
		"50.5": -1, "50,00": -1, "50.0000": -1, "-5": -1, "lima": -1, "": -1, "9999999999999": -1,
	} {
		got, err := rupiah(text)
		if err != nil {
			got = -1
		}
		if got != want {
			t.Errorf("%q: %d, not %d", text, got, want)
		}
	}
}
