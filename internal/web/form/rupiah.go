package form

import (
	"strconv"
	"strings"
)

// Rupiah reads an amount of whole rupiah as people write it: 12500, 12.500,
// Rp 12.500, Rp12,500 or 12.500,00. ok is false where that is no amount.
func Rupiah(text string) (amount int64, ok bool) {
	s := strings.ToLower(strings.TrimSpace(text))
	s = strings.TrimLeft(strings.TrimPrefix(s, "rp"), ". \u00a0")
	for _, end := range []string{",-", ".-", ",00", ".00"} {
		s = strings.TrimSuffix(s, end)
	}
	groups := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == ',' || r == ' ' || r == '\u00a0' })
	digits := strings.Join(groups, "")
	if digits == "" || len(digits) > 15 || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	for i, g := range groups { // 12.5 is no amount of whole rupiah, and 1.2500 is a slip
		if len(groups) > 1 && (i > 0 && len(g) != 3 || i == 0 && len(g) > 3) {
			return 0, false
		}
	}
	amount, err := strconv.ParseInt(digits, 10, 64)
	return amount, err == nil
}
