package identity

import (
	"strings"
	"testing"
)

func TestHashIsWrittenAndReadBack(t *testing.T) {
	made, err := newHasher(1).hash(t.Context(), "482913", newSalt(), usual)
	if err != nil {
		t.Fatal(err)
	}
	text := made.String()
	if !strings.HasPrefix(text, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("the cost in %s is not the usual one", text[:32])
	}
	back, ok := parseHash(text)
	if !ok || back.String() != text {
		t.Errorf("read back %v, %v", back, ok)
	}
}

func TestDamagedOrUnbearableHashIsNotRead(t *testing.T) {
	good := hash{cost: usual, salt: make([]byte, saltLen), sum: make([]byte, hashLen)}.String()
	for _, s := range []string{
		"", "$", "plain", good + "x", good[:len(good)-1], strings.Replace(good, "argon2id", "argon2i", 1),
		strings.Replace(good, "v=19", "v=16", 1),
		strings.Replace(good, "m=19456", "m=4194304", 1), // 4 GiB
		strings.Replace(good, "t=2", "t=0", 1),
		strings.Replace(good, "t=2", "t=4000000000", 1),
		strings.Replace(good, "p=1", "p=0", 1),
		strings.Replace(good, "m=19456", "m=-1", 1),
		strings.Replace(good, "m=19456", "m=019456", 1),
	} {
		if _, ok := parseHash(s); ok {
			t.Errorf("%q was read", s)
		}
	}
}

func FuzzParseHash(f *testing.F) {
	f.Add(hash{cost: usual, salt: make([]byte, saltLen), sum: make([]byte, hashLen)}.String())
	f.Add("$argon2id$v=19$m=8,t=1,p=1$$")
	f.Fuzz(func(t *testing.T, s string) {
		h, ok := parseHash(s)
		if ok && (h.String() != s || !h.cost.bearable()) {
			t.Errorf("%q was read as %q", s, h)
		}
	})
}
