package store

import (
	"strings"
	"testing"
)

// counts and lists of the day: whatever there is, they find their rows by an index.
var today = map[string]string{
	"due": countDueSQL, "out before": outBeforeSQL, "ready": countReadySQL, "ready at a branch": countReadyAtSQL,
	"expiring": countExpiringSQL, "expiring at a branch": countExpiringAt, "late members": lateMembersSQL, "called": calledLateSQL,
	"members called": calledSQL, "renewed by": renewedBySQL, "imports": importsThatDifferSQL,
	"loans out": outPage.rest, "later loans out": outPage.later, "late of": lateOfSQL, "ready page": readyPageSQL, "expiring page": expiringPageSQL, "renewals": madePageSQL,
	"calls": callPageSQL, "calls of": callsOfSQL, "a call": callSQL, "to call": toCall.rest, "later to call": toCall.later, "differences": differencePageSQL,
	"to enter": toEnterPageSQL, "count to enter": countToEnterSQL, "enter": enterSQL, "enter what is known": enterKnownSQL, "undo a call": undoCallSQL,
	"late borrower": lateBorrowerSQL, "next borrower": nextBorrowerSQL, "ready sample": readySampleSQL, "tests": testsSinceSQL,
	"to tell": countHandSQL, "told members": toldMembersSQL, "undo a noted call": undoCallsAtSQL,
}

// wholeTable are the parts of these plans that are read from one end to the other,
// because they hold nothing else than what is asked for.
var wholeTable = []string{"SCAN r USING INDEX renewals_to_enter", "SCAN r USING COVERING INDEX renewals_to_enter", "SCAN c"}

func TestTheDayIsFoundByIndexes(t *testing.T) {
	empty, grown := newDB(t), newDB(t)
	growLibrary(t, grown)
	for size, db := range map[string]*DB{"a new library": empty, "a grown one with statistics": grown} {
		for name, query := range today {
			for _, step := range explain(t, db, query) {
				scans := strings.HasPrefix(step, "SCAN") && !strings.HasPrefix(step, "SCAN json_each") && step != "SCAN CONSTANT ROW"
				for _, part := range wholeTable {
					scans = scans && step != part
				}
				if scans || strings.Contains(step, "AUTOMATIC") || strings.Contains(step, "TEMP B-TREE FOR ORDER BY") && name != "late of" {
					t.Errorf("%s in %s: %s", name, size, step)
				}
			}
		}
	}
}

func TestCountsOfTheDayReadNoRows(t *testing.T) {
	db := newDB(t)
	growLibrary(t, db)
	for _, name := range []string{"due", "late members", "ready", "expiring", "expiring at a branch", "renewed by", "members called", "count to enter", "to tell"} {
		plan := strings.Join(explain(t, db, today[name]), "\n")
		if !strings.Contains(plan, "COVERING INDEX") {
			t.Errorf("%s:\n%s", name, plan)
		}
	}
}

func TestTheTrailAndAccountsAreFoundByIndexes(t *testing.T) {
	empty, grown := newDB(t), newDB(t)
	growLibrary(t, grown)
	queries := map[string]string{"by time": auditByTime, "by staff": auditByStaff, "by kind": auditByKind, "of a record": auditOfSQL,
		"of a copy": auditOfItem, "of a member": auditOfMember, "line by ref": lineByRefSQL, "line by request": lineByRequestSQL,
		"lines of": linesOfSQL, "sanctions of": sanctionsOfSQL, "imported fines": importedFinesSQL, "move fines": moveFinesSQL, "book a line": bookLineSQL}
	for subject, query := range auditNames {
		queries["names of "+subject] = query
	}
	for size, db := range map[string]*DB{"a new library": empty, "a grown one with statistics": grown} {
		for name, query := range queries {
			for _, step := range explain(t, db, query) {
				scans := strings.HasPrefix(step, "SCAN") && !strings.HasPrefix(step, "SCAN json_each") && step != "SCAN CONSTANT ROW"
				sorts := strings.Contains(step, "TEMP B-TREE FOR ORDER BY") && name != "of a copy" && name != "of a member"
				if scans || sorts || strings.Contains(step, "AUTOMATIC") {
					t.Errorf("%s in %s: %s", name, size, step)
				}
			}
		}
	}
}
