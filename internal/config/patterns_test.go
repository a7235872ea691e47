package config

import "testing"

func TestAPatternFitsAWholeCode(t *testing.T) {
	for _, c := range []struct {
		pattern, code string
		fits          bool
	}{
		{"[0-9]{8}", "22040206", true},
		{"[0-9]{8}", "220402061", false},
		{"KUD[0-9]+", "kud00042", true},
		{"A|B", "AB", false},
		{"B[0-9]{7}", "xB0000001", false},
	} {
		p, err := Pattern(c.pattern)
		if err != nil || p.MatchString(c.code) != c.fits {
			t.Errorf("%q on %q: %v, %v", c.pattern, c.code, !c.fits, err)
		}
	}
	if p, err := Pattern(""); p != nil || err != nil {
		t.Errorf("none: %v, %v", p, err)
	}
}

func TestAPatternThatCannotBeReadIsRefused(t *testing.T) {
	long := make([]byte, longestPattern+1)
	for i := range long {
		long[i] = 'a'
	}
	for _, v := range []string{"[0-9", "a)(b", "(a{1000}){1000}", `\p{Nothing}`, "(?=a)", string(long)} {
		for _, name := range []string{"card_pattern", "barcode_pattern"} {
			s, _ := Find(name)
			if s.Check(v) == nil {
				t.Errorf("%s takes %q", name, v)
			}
		}
	}
}
