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
