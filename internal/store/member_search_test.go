package store

import (
	"strings"
	"testing"
)

// However common a name is, a search reads until its page is full: it sorts nothing
// and reads no table from end to end.
func TestMemberSearchesSortNothing(t *testing.T) {
	db := newDB(t)
	growLibrary(t, db)
	for name, query := range map[string]string{
		"newest": newestMembersSQL, "card": memberByCardSQL, "cards": membersByCardSQL, "phones": membersByPhoneSQL, "names": membersByNameSQL,
	} {
		for _, step := range explain(t, db, query) {
			scans := strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "VIRTUAL TABLE")
			if scans || strings.Contains(step, "TEMP B-TREE") {
				t.Errorf("%s: %s", name, step)
			}
		}
	}
}

// A member's timeline grows with that member's history and with nothing else.
func TestAMembersTimelineReadsNoTableWhole(t *testing.T) {
	db := newDB(t)
	growLibrary(t, db)
	own := map[string]bool{"mine": true, "m": true, "e": true} // what is found of the member already
	for _, step := range explain(t, db, memberTimelineSQL) {
		words := strings.Fields(step)
		if scan := words[0] == "SCAN" || strings.Contains(step, "AUTOMATIC"); scan && !own[words[1]] {
			t.Errorf("%s", step)
		}
	}
}
