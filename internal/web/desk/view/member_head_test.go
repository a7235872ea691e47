package view

import "testing"

func TestANumberThatLooksLikeANationalIDIsMasked(t *testing.T) {
	for number, want := range map[string]string{
		"3319011708850001":    "••••••••••••0001",
		"3319 0117 0885 0001": "••••••••••••0001",
		"KUD00042":            "KUD00042",
		"22040206":            "22040206",
		"331901170885000A":    "331901170885000A",
		"":                    "",
	} {
		if got := MaskID(number); got != want {
			t.Errorf("%q: %q, not %q", number, got, want)
		}
	}
}
