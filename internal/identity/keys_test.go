package identity

import (
	"bytes"
	"fmt"
	"testing"
)

func TestMACsDifferByPurposeCardAndSecret(t *testing.T) {
	k := newKeys(bytes.Repeat([]byte{7}, masterLen))
	seen := map[string]string{}
	for name, m := range map[string][]byte{
		"pin":          k.PINMAC("A1", "01022003"),
		"birth":        k.BirthMAC("A1", "01022003"),
		"other card":   k.PINMAC("A2", "01022003"),
		"other pin":    k.PINMAC("A1", "01022004"),
		"shifted":      k.PINMAC("A10", "1022003"),
		"another key":  newKeys(bytes.Repeat([]byte{8}, masterLen)).PINMAC("A1", "01022003"),
		"a throttle's": mac(k.throttle, "A1", "01022003"),
		"a device's":   mac(k.device, "A1", "01022003"),
	} {
		if len(m) != 32 {
			t.Errorf("%s has %d bytes, want 32", name, len(m))
		}
		if other, taken := seen[string(m)]; taken {
			t.Errorf("%s and %s have the same MAC", name, other)
		}
		seen[string(m)] = name
	}
	if !bytes.Equal(k.PINMAC("A1", "123456"), k.PINMAC("A1", "123456")) {
		t.Error("the same PIN has two MACs")
	}
}

func TestBucketsNameNobody(t *testing.T) {
	k := newKeys(bytes.Repeat([]byte{7}, masterLen))
	card, address := k.bucket("card", "A1", ""), k.bucket("address", "A1", "")
	if card[5:] == address[8:] {
		t.Error("a card and an address of the same text share a bucket")
	}
	if other := newKeys(bytes.Repeat([]byte{8}, masterLen)).bucket("card", "A1", ""); other == card {
		t.Error("a bucket does not depend on the key")
	}
}

func BenchmarkPINMACOf20000Members(b *testing.B) {
	k := newKeys(bytes.Repeat([]byte{7}, masterLen))
	cards := make([]string, 20_000)
	for i := range cards {
		cards[i] = fmt.Sprintf("2026%08d", i)
	}
	for b.Loop() {
		for _, card := range cards {
			k.PINMAC(card, "482913")
		}
	}
}
