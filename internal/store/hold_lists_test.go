package store

import (
	"strings"
	"testing"
)

func TestHoldsAreListedWithoutReadingAWholeTable(t *testing.T) {
	db := newDB(t)
	growLibrary(t, db)
	for name, query := range map[string]string{
		"queue": queueSQL, "member": memberHoldsSQL, "shelf": shelfSQL, "ended": endedSQL, "to fetch": fetchSQL, "one": holdShownSQL,
		"wish": wishSQL, "free copies": freeCopiesOfSQL, "over": overShelfSQL, "end": endHoldSQL,
	} {
		for _, step := range explain(t, db, query) {
			// An index that only has rows in that state may be read from end to end.
			partial := strings.Contains(step, "holds_ready") || strings.Contains(step, "holds_expired") || strings.Contains(step, "holds_waiting_by_age")
			if strings.HasPrefix(step, "SCAN") && !partial && step != "SCAN CONSTANT ROW" {
				t.Errorf("%s: %s", name, step)
			}
			if strings.Contains(step, "TEMP B-TREE") && name != "queue" && name != "member" && name != "free copies" {
				t.Errorf("%s sorts: %s", name, step)
			}
		}
	}
}
