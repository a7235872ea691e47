package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// Loans that fall due at the same instant are as many as a library lends a day.
func TestAListIsReadOnWithinAnInstantByTheIndex(t *testing.T) {
	db := newDB(t)
	growLibrary(t, db)
	growOutbox(t, db)
	for name, list := range map[string]onward{"letters": letters, "candidates": candidates, "unflagged": unflagged, "due between": dueBetween,
		"loans out": outPage, "loans due": loansDue, "hand list": handList, "to call": toCall, "forgettable": forgettable} {
		plan := strings.Join(explain(t, db, list.rest), "\n")
		if !strings.Contains(plan, "=? AND id>?)") && !strings.Contains(plan, "=? AND rowid>?)") {
			t.Errorf("%s goes over an instant from its first row:\n%s", name, plan)
		}
	}
}

func TestPagesOfAListAreTheWholeList(t *testing.T) {
	db := newDB(t)
	growLibrary(t, db)
	until := time.Unix(1<<40, 0)
	err := db.Write(context.Background(), func(tx *Tx) error {
		_, err := tx.Exec(`update loans set due_at = 86400 * (id % 3) where closed_at is null`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Read(context.Background(), func(q Queryer) error {
		whole, _, err := DueBetween(q, time.Unix(-1, 0), 0, until, 1<<30)
		if err != nil {
			return err
		}
		if len(whole) < 20 {
			t.Fatalf("only %d open loans", len(whole))
		}
		for _, limit := range []int{1, 2, 7, len(whole)} {
			var pages []DueMember
			last, loan := time.Unix(-1, 0), int64(0)
			for {
				page, at, err := DueBetween(q, last, loan, until, limit)
				if err != nil {
					return err
				}
				if len(page) > limit {
					t.Errorf("%d of a page of %d", len(page), limit)
				}
				if len(page) == 0 {
					break
				}
				pages = append(pages, page...)
				last, loan = at, page[len(page)-1].LoanID
			}
			if !slices.Equal(pages, whole) {
				t.Errorf("pages of %d: %d of %d loans, or in another order", limit, len(pages), len(whole))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAListBeginsWithItsFirstInstant(t *testing.T) {
	for _, test := range []struct{ from, at, id int64 }{{100, 0, 0}, {100, 99, 7}} {
		if at, id := within(test.from, test.at, test.id); at != 99 || id != 1<<63-1 {
			t.Errorf("%v: begins behind %d, %d", test, at, id)
		}
	}
	if got := fmt.Sprint(within(100, 100, 7)); got != "100 7" {
		t.Error(got)
	}
}
