package identity

import (
	"crypto/hmac"
	"fmt"
	"strings"

	"simpanbudi/internal/store"
)

// pinLen is the number of digits of a PIN.
const pinLen = 6

func isPIN(s string) bool {
	return len(s) == pinLen && strings.Trim(s, "0123456789") == ""
}

// weak reports whether a PIN is among the first anyone would try: a repetition,
// a sequence, a part of the card number, or the member's own birth date.
func (k *Keys) weak(pin string, c store.CredentialsRow) bool {
	return repeats(pin) || runs(pin) || strings.Contains(c.CardKey, pin) || k.tellsBirth(pin, c)
}

// repeats: 111111, 121212, 123123.
func repeats(pin string) bool {
	for period := 1; period <= pinLen/2; period++ {
		if pinLen%period == 0 && strings.Repeat(pin[:period], pinLen/period) == pin {
			return true
		}
	}
	return false
}

// runs: 123456, 654321, also over the end of the keys, 789012.
func runs(pin string) bool {
	step := (pin[1] - pin[0] + 10) % 10
	if step != 1 && step != 9 {
		return false
	}
	for i := 2; i < pinLen; i++ {
		if (pin[i]-pin[i-1]+10)%10 != step {
			return false
		}
	}
	return true
}

// tellsBirth: the birth date in six digits, in any usual order. Only its MAC is
// known, so the dates such a PIN could mean are made and compared, some seventy.
func (k *Keys) tellsBirth(pin string, c store.CredentialsRow) bool {
	if len(c.BirthMAC) == 0 {
		return false
	}
	for _, date := range datesIn(pin) {
		if hmac.Equal(k.BirthMAC(c.CardKey, date), c.BirthMAC) {
			return true
		}
	}
	return false
}

// datesIn returns the dates (DDMMYYYY) that six digits could be short for.
func datesIn(pin string) []string {
	a, b, c := pin[0:2], pin[2:4], pin[4:6]
	var dates []string
	for _, century := range []string{"19", "20"} {
		dates = append(dates,
			a+b+century+c, // DDMMYY
			b+a+century+c, // MMDDYY
			c+b+century+a, // YYMMDD
		)
	}
	for day := 1; day <= 31; day++ {
		dates = append(dates,
			fmt.Sprintf("%02d%s%s%s", day, a, b, c), // MMYYYY
			fmt.Sprintf("%02d%s%s%s", day, c, a, b), // YYYYMM
		)
	}
	return dates
}
