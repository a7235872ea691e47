package form

import "testing"

func TestAnAmountIsReadAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]int64{
		"12500": 12500, " 12.500 ": 12500, "Rp12.500": 12500, "Rp 12,500": 12500, "rp. 12.500,-": 12500, "12.500,00": 12500,
		"1.250.000": 1250000, "12 500": 12500, "0": 0, "500": 500,
		"": -1, "Rp": -1, "12.5": -1, "1.2500": -1, "1250.000": -1, "-500": -1, "lima ribu": -1, "12e3": -1, "9999999999999999": -1, "١٢": -1,
	} {
		amount, ok := Rupiah(text)
		if !ok {
			amount = -1
		}
		if amount != want {
			t.Errorf("%q: %d, not %d", text, amount, want)
		}
	}
}
