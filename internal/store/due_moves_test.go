package store

import (
	"context"
	"strings"
	"testing"
	"time"
)

// Due dates are moved while members renew, so each batch must find its loans by
// an index and in its order.
func TestMovingDueDatesScansNoTable(t *testing.T) {
	empty, grown := newDB(t), newDB(t)
	growLibrary(t, grown)
	for size, db := range map[string]*DB{"a new library": empty, "a grown one with statistics": grown} {
		for name, query := range map[string]string{
			"loans due": loansDue.rest, "later loans due": loansDue.later, "move": moveDueSQL, "names": loanNamesSQL, "one move": dueMoveSQL, "turn": turnClosureSQL,
			"advance": advanceDueMoveSQL, "finish": finishDueMoveSQL, "due instants": dueInstantsSQL, "delete a closure": deleteClosureSQL,
		} {
			for _, step := range explain(t, db, query) {
				scans := strings.HasPrefix(step, "SCAN") && !strings.HasPrefix(step, "SCAN json_each")
				if scans || strings.Contains(step, "TEMP B-TREE") {
					t.Errorf("%s in %s: %s", name, size, step)
				}
			}
		}
	}
}

func TestALoanThatAClosureHasMovedIsSound(t *testing.T) {
	db := newDB(t)
	lend(t, db)
	err := db.Write(context.Background(), func(tx *Tx) error {
		if ok, err := MoveDue(tx, 1, time.Unix(299, 0), time.Unix(400, 0)); ok || err != nil {
			t.Errorf("moved from a date it does not have: %v, %v", ok, err)
		}
		if ok, err := MoveDue(tx, 1, time.Unix(300, 0), time.Unix(400, 0)); !ok || err != nil {
			t.Errorf("not moved: %v, %v", ok, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found := problemsOf(t, db); len(found) != 1 || found[0].Check != "due_date" {
		t.Errorf("a move that nobody noted: %v", found)
	}
	mustExec(t, db, `insert into audit (at, actor, door, action, subject, subject_id, detail) values
		(160, 'librarian', 'desk', 'loan.due_moved', 'loan', 1, '{"old_due_at":300,"new_due_at":400}')`)
	noProblems(t, db)
}
