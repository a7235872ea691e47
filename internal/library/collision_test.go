package library

import (
	"slices"
	"testing"
)

// UseRefs makes a library take these receipt references, one after the other.
// Tests of collisions outside the package use it.
func UseRefs(l *Library, refs ...string) {
	l.newRef = func() (string, error) {
		ref := refs[0]
		if len(refs) > 1 {
			refs = refs[1:]
		}
		return ref, nil
	}
}

func TestReferencesUseTheWholeAlphabetAndNothingElse(t *testing.T) {
	seen := map[rune]bool{}
	for range 2000 {
		ref, err := newRef()
		if err != nil || cleanRef(ref) != ref {
			t.Fatalf("reference %q, %v", ref, err)
		}
		for _, r := range ref {
			seen[r] = true
		}
	}
	if len(seen) != len(refAlphabet) || slices.Contains([]rune(refAlphabet), 'I') {
		t.Errorf("%d letters seen", len(seen))
	}
}
