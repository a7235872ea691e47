package identity

import (
	"bytes"
	"testing"
	"time"
)

// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
func TestCodesAreThoseOfTheRFC(t *testing.T) {
	secret := []byte("12345678901234567890")
	for seconds, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		if got := hotp(secret, stepOf(time.Unix(seconds, 0))); got != want {
			t.Errorf("%d: %s, not %s", seconds, got, want)
		}
	}
}

func TestACodeIsGoodForAStepBeforeAndAfterAndOnce(t *testing.T) {
	secret, now := newTOTPSecret(), time.Unix(1_800_000_000, 0)
	here := stepOf(now)
	for ahead, want := range map[int64]bool{-2: false, -1: true, 0: true, 1: true, 2: false} {
		code := hotp(secret, here+ahead)
		step, ok := matchTOTP(secret, code[:3]+" "+code[3:], now, 0)
		if ok != want || ok && step != here+ahead {
			t.Errorf("%d steps ahead: %v, step %d", ahead, ok, step-here)
		}
	}
	if _, ok := matchTOTP(secret, hotp(secret, here), now, here); ok {
		t.Error("a code was good twice")
	}
	if _, ok := matchTOTP(secret, hotp(secret, here-1), now, here); ok {
		t.Error("a code was good after a later one")
	}
	for _, code := range []string{"", "000", "1234567", "abcdef"} {
		if _, ok := matchTOTP(secret, code, now, 0); ok {
			t.Errorf("%q is a code", code)
		}
	}
}

func TestASealedSecretOpensForItsAccountAndKeyFileOnly(t *testing.T) {
	ours, theirs := newKeys(bytes.Repeat([]byte{1}, masterLen)), newKeys(bytes.Repeat([]byte{2}, masterLen))
	secret := newTOTPSecret()
	sealed := ours.sealTOTP(7, secret)
	if bytes.Contains(sealed, secret) || !bytes.Equal(ours.openTOTP(7, sealed), secret) {
		t.Error("it is not sealed, or does not open")
	}
	if ours.openTOTP(8, sealed) != nil || theirs.openTOTP(7, sealed) != nil || ours.openTOTP(7, nil) != nil {
		t.Error("it opens for somebody else")
	}
}

func TestASecretIsReadInGroups(t *testing.T) {
	text := totpText([]byte("12345678901234567890"))
	if text != "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" || inGroups(text) != "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ" {
		t.Error(text, inGroups(text))
	}
}
