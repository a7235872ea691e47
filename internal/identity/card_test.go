package identity

import "testing"

func TestCardKeyHasNoSpacesAndNoCase(t *testing.T) {
	for card, want := range map[string]string{
		"a 12 b":               "A12B",
		" 2026-0001\t":         "2026-0001",
		"\u00a0x\u2003y\u3000": "XY",
		"":                     "",
		"é1":                   "É1",
	} {
		if got := CardKey(card); got != want {
			t.Errorf("CardKey(%q) = %q, want %q", card, got, want)
		}
	}
}

func TestSecretKeyKeepsDigitsOfADateHoweverItIsWritten(t *testing.T) {
	for _, s := range []string{"01022003", "01-02-2003", "01/02/2003", "01.02.2003", " 01 02 2003 "} {
		if got := secretKey(s); got != "01022003" {
			t.Errorf("secretKey(%q) = %q", s, got)
		}
	}
}
