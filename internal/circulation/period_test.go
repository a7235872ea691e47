package circulation

import (
	"testing"
	"time"
)

func TestPeriodsReadAndWrite(t *testing.T) {
	for _, c := range []struct {
		text string
		want Period
		back string
	}{
		{"P7D", Period{Days: 7}, "P7D"},
		{"P2W", Period{Days: 14}, "P14D"},
		{"P1M", Period{Months: 1}, "P1M"},
		{"P1M10D", Period{Months: 1, Days: 10}, "P1M10D"},
		{"P1Y6M", Period{Months: 18}, "P18M"},
		{"P1W2D", Period{Days: 9}, "P9D"},
		{"P07D", Period{Days: 7}, "P7D"},
		{"PT3H", Period{Elapsed: 3 * time.Hour}, "PT3H"},
		{"PT90M", Period{Elapsed: 90 * time.Minute}, "PT90M"},
		{"PT1H30M", Period{Elapsed: 90 * time.Minute}, "PT90M"},
		{"PT45S", Period{Elapsed: 45 * time.Second}, "PT45S"},
		{"P0D", Period{}, "P0D"},
		{"PT0M", Period{zeroElapsed: true}, "PT0H"},
	} {
		got, err := ParsePeriod(c.text)
		if err != nil || got != c.want || got.String() != c.back {
			t.Errorf("%s is read as %+v and written %s, error %v", c.text, got, got, err)
		}
		if again, err := ParsePeriod(c.back); err != nil || again != got {
			t.Errorf("%s is read back as %+v, error %v", c.back, again, err)
		}
	}
}

func TestImpossiblePeriodsAreRefused(t *testing.T) {
	for _, text := range []string{"", "P", "PT", "7", "7D", "P7", "p7d", "P7d", " P7D", "P7D ", "P1DT2H", "P1DT", "P0DT0H",
		"P1MT1M", "-P7D", "P-7D", "+P7D", "P1.5D", "P1,5D", "PT0.5H", "P1D1D", "P1D1M", "P1D1W", "PT1M1H", "P1H", "PT1D",
		"P1T2H", "PTT1H", "P٣D", "P1000001D", "P99999999999999999999D", "P13000M", "P1001Y", "P60000W", "PT99999999H",
		"PT9223372036854775807S", "P3650\x00D"} {
		if p, err := ParsePeriod(text); err == nil {
			t.Errorf("%q is read as %s", text, p)
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, text := range []string{"P7D", "P2W", "P1M10D", "P1Y", "PT3H", "PT1H30M", "PT0S", "P1DT2H", "P", "-P1D", "PT9223372036S"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePeriod(text)
		if err != nil {
			return
		}
		if p.Months < 0 || p.Days < 0 || p.Elapsed < 0 {
			t.Errorf("%q is negative: %+v", text, p)
		}
		if p.IsElapsed() && (p.Months != 0 || p.Days != 0) {
			t.Errorf("%q mixes days with hours: %+v", text, p)
		}
		again, err := ParsePeriod(p.String())
		if err != nil || again != p {
			t.Errorf("%q is written %s and read back as %+v, error %v", text, p, again, err)
		}
	})
}
