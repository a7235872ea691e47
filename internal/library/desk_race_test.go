package library_test

import (
	"sync"
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// together runs both desks at once and waits.
func together(a, b func()) {
	var start, done sync.WaitGroup
	start.Add(1)
	for _, f := range []func(){a, b} {
		done.Go(func() { start.Wait(); f() })
	}
	start.Done()
	done.Wait()
}

// twoDesks are two processes over one library.
func twoDesks(t *testing.T, house *librarytest.House) ([2]*library.Library, [2]library.Clerk) {
	return [2]*library.Library{house.Library, house.Again(library.Options{})}, [2]library.Clerk{house.Clerk(), house.Clerk()}
}

const races = 20

func TestTwoDesksLendACopyOnce(t *testing.T) {
	house := monday(t)
	desks, clerks := twoDesks(t, house)
	members := [2]*librarytest.Member{house.Member("umum"), house.Member("umum")}
	for range races {
		item := house.Item()
		var got [2]*library.Lending
		desk := func(i int) func() {
			return func() {
				var err error
				if got[i], err = desks[i].Lend(t.Context(), library.LendRequest{Clerk: clerks[i], Member: members[i].ID, Barcode: item.Barcode}); err != nil {
					t.Error(err)
				}
			}
		}
		together(desk(0), desk(1))
		won, lost := got[0], got[1]
		if lost.Lent {
			won, lost = lost, won
		}
		if !won.Lent || lost.Lent || lost.To == nil || lost.To.ID != won.Member.ID {
			t.Fatalf("one lends, the other sees who has it: %+v, %+v", won, lost)
		}
		wantCheckout(t, lost.Decision, circulation.CheckoutAlreadyLent)
	}
	wantInt(t, "loans", house.Int(`select count(*) from loans`), races)
	house.Check()
}

func TestTwoDesksKeepALimit(t *testing.T) {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*","loan_limit":1}]`)
	desks, clerks := twoDesks(t, house)
	for range races {
		member := house.Member("umum")
		items := [2]*librarytest.Item{house.Item(), house.Item()}
		lendAt := func(i int) func() {
			return func() {
				if _, err := desks[i].Lend(t.Context(), library.LendRequest{Clerk: clerks[i], Member: member.ID, Barcode: items[i].Barcode}); err != nil {
					t.Error(err)
				}
			}
		}
		together(lendAt(0), lendAt(1))
		wantInt(t, "loans", house.Int(`select count(*) from loans where member_id = ?`, member.ID), 1)
	}
}

func TestTwoDesksTakeACopyBackOnce(t *testing.T) {
	house := monday(t).Rules(strict)
	desks, clerks := twoDesks(t, house)
	for range races {
		loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
		hold := house.Member("umum").HoldTitle(loan.Item.Title)
		var got [2]*library.Returned
		desk := func(i int) func() {
			return func() {
				var err error
				if got[i], err = desks[i].Return(t.Context(), library.ReturnRequest{Clerk: clerks[i], Barcode: loan.Item.Barcode}); err != nil {
					t.Error(err)
				}
			}
		}
		together(desk(0), desk(1))
		if outcomes := got[0].Outcome + " " + got[1].Outcome; outcomes != "returned already" && outcomes != "already returned" {
			t.Fatal(outcomes)
		}
		for _, r := range got {
			if r.ID != got[0].ID || r.Held == nil || r.Held.Hold != hold || r.Sanction.Fine != 1500 {
				t.Fatalf("both see the same: %+v", r)
			}
		}
		wantInt(t, "fines", house.Int(`select fines from members where id = ?`, loan.Member.ID), 1500)
	}
	house.Check()
}

func TestAReturnAndARenewalAtOnce(t *testing.T) {
	house := monday(t).Rules(strict)
	desks, clerks := twoDesks(t, house)
	for range races {
		loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
		together(func() {
			if _, err := desks[0].Return(t.Context(), library.ReturnRequest{Clerk: clerks[0], Barcode: loan.Item.Barcode}); err != nil {
				t.Error(err)
			}
		}, func() {
			if _, err := desks[1].Renew(t.Context(), loan.Renewal()); err != nil {
				t.Error(err)
			}
		})
		wantInt(t, "one lateness, one fine", house.Int(`select fines from members where id = ?`, loan.Member.ID), 1500)
		wantInt(t, "returned", house.Int(`select count(*) from loans where id = ? and closed_at is not null`, loan.ID), 1)
	}
	house.Check()
}

func TestTwoDesksUndoOnce(t *testing.T) {
	house := monday(t).Rules(strict)
	desks, clerks := twoDesks(t, house)
	for range races {
		loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
		loan.Member.Renew(loan)
		shown := library.LoanRef{ID: loan.ID, Renewals: 1}
		var errs [2]error
		undo := func(i int) func() {
			return func() { _, errs[i] = desks[i].UndoRenewal(t.Context(), clerks[i], shown) }
		}
		together(undo(0), undo(1))
		wantOneLoser(t, errs)
		wantInt(t, "fines", house.Int(`select fines from members where id = ?`, loan.Member.ID), 0)

		back := loan.Item.Return(clerks[0])
		undo = func(i int) func() {
			return func() { _, errs[i] = desks[i].UndoReturn(t.Context(), clerks[i], back.ID) }
		}
		together(undo(0), undo(1))
		wantOneLoser(t, errs)
	}
	house.Check()
}

func TestALendingAndAnUndoneReturnAtOnce(t *testing.T) {
	house := monday(t)
	desks, clerks := twoDesks(t, house)
	member := house.Member("umum")
	for range races {
		loan := house.Member("umum").Loan()
		back := loan.Item.Return(clerks[0])
		var undone error
		var lent *library.Lending
		together(func() { _, undone = desks[0].UndoReturn(t.Context(), clerks[0], back.ID) }, func() {
			var err error
			if lent, err = desks[1].Lend(t.Context(), library.LendRequest{Clerk: clerks[1], Member: member.ID, Barcode: loan.Item.Barcode}); err != nil {
				t.Error(err)
			}
		})
		if (undone == nil) == lent.Lent {
			t.Fatalf("undone: %v, lent: %v", undone, lent.Lent)
		}
		if undone != nil {
			wantWhy(t, undone, library.WhyLentAgain)
		}
	}
	house.Check()
}

func TestTwoDesksChangeADueDateOnce(t *testing.T) {
	house := monday(t)
	desks, clerks := twoDesks(t, house)
	for range races {
		loan := house.Member("umum").Loan()
		shown := loan.DueAt().Unix()
		var errs [2]error
		change := func(i int) func() {
			return func() {
				_, errs[i] = desks[i].ChangeDueDate(t.Context(), library.DueChange{Clerk: clerks[i], Loan: loan.Ref(), ShownDue: shown,
					Due: library.DueByHand{On: circulation.NewDay(2026, 12, 1+i)}, Reason: "libur lebih lama"})
			}
		}
		together(change(0), change(1))
		wantOneLoser(t, errs)
		wantInt(t, "changes", house.Int(`select due_changes from loans where id = ?`, loan.ID), 1)
	}
	house.Check()
}

// wantOneLoser checks that one desk has done it and the other is told.
func wantOneLoser(t *testing.T, errs [2]error) {
	t.Helper()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("one wins: %v, %v", errs[0], errs[1])
	}
	for _, err := range errs {
		if err != nil {
			wantFault(t, err, fault.Conflict)
		}
	}
}
