package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// returning takes a copy back as of an instant.
func returning(t *testing.T, house *librarytest.House, c library.Clerk, i *librarytest.Item, at time.Time) *library.Returned {
	t.Helper()
	done, err := house.Library.Return(t.Context(), library.ReturnRequest{Clerk: c, Barcode: i.Barcode, ReturnedAt: at})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestABookComesBackByItsBarcodeAlone(t *testing.T) {
	house := monday(t)
	clerk, member := house.Clerk(), house.Member("umum")
	loan := member.Loan()

	done := loan.Item.Return(clerk)

	if done.Outcome != library.ReturnDone || done.Person.Name != member.Name || done.Loan != loan.ID || done.LateDays != 0 ||
		done.Sanction.Any() || done.Held != nil || !done.CanUndo || !done.ReturnedAt.Equal(house.Now()) {
		t.Errorf("%+v", done)
	}
	wantInt(t, "closed", house.Int(`select count(*) from loans where id = ? and status = 'returned' and closed_at = ?`, loan.ID, house.Now().Unix()), 1)
	wantInt(t, "return", house.Int(`select count(*) from returns where id = ? and loan_id = ? and returned_at = recorded_at and staff_id = ?
		and door = 'desk' and loan_status = 'open' and item_status = 'available' and hold_id is null and undone_at is null`,
		done.ID, loan.ID, clerk.Staff), 1)
	wantInt(t, "audit", house.Int(`select count(*) from audit where action = 'loan.returned' and subject_id = ? and actor_id = ?
		and detail ->> 'return' = ?`, loan.ID, clerk.Staff, done.ID), 1)
}

func TestALateReturnIsSanctionedAsOfTheReturn(t *testing.T) {
	house := monday(t).Rules(strict)
	clerk, member := house.Clerk(), house.Member("umum")
	loan := member.Loan(librarytest.Due("2026-11-18"))

	done := returning(t, house, clerk, loan.Item, librarytest.At("2026-11-20T20:00")) // the night box

	want := library.Sanction{LateDays: 2, Fine: 1000, LegalBasis: "Perda 1/2020", SuspendedUntil: circulation.NewDay(2026, 11, 22)}
	if done.Sanction != want || done.LateDays != 2 || !done.ReturnedAt.Equal(librarytest.At("2026-11-20T20:00")) || !done.RecordedAt.Equal(house.Now()) {
		t.Errorf("%+v", done)
	}
	standing := member.Loans().Member
	if standing.Fines != 1000 || standing.SuspendedUntil.String() != "2026-11-22" {
		t.Errorf("owes %d, suspended until %s", standing.Fines, standing.SuspendedUntil)
	}
	wantInt(t, "sanctions", house.Int(`select count(*) from sanctions where return_id = ? and renewal_id is null and booked_at = ?`,
		done.ID, house.Now().Unix()), 1)
	wantInt(t, "closed when it counts", house.Int(`select closed_at from loans where id = ?`, loan.ID), librarytest.At("2026-11-20T20:00").Unix())
}

func TestALatenessThatARenewalHasEndedIsNotSanctionedAgain(t *testing.T) {
	house := monday(t).Rules(strict)
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	loan.Member.Renew(loan)
	if done := loan.Item.Return(house.Clerk()); done.Sanction.Any() {
		t.Errorf("%+v", done.Sanction)
	}
	wantInt(t, "sanctions", house.Int(`select count(*) from sanctions`), 1)
}

func TestAReturnIsNeitherInTheFutureNorBeforeItsLoan(t *testing.T) {
	house := monday(t)
	clerk := house.Clerk()
	loan := house.Member("umum").Loan(librarytest.Borrowed(librarytest.At("2026-11-16T10:00")))
	for at, why := range map[string]string{"2026-11-23T09:00:01": "future", "2026-11-16T09:59:59": "before_loan"} {
		_, err := house.Library.Return(t.Context(), library.ReturnRequest{Clerk: clerk, Barcode: loan.Item.Barcode, ReturnedAt: librarytest.At(at)})
		wantFault(t, err, fault.Invalid)
		if args := fault.ArgsOf(err); args["field"] != "returned_at" || args["why"] != why {
			t.Errorf("%s: %v", at, args)
		}
	}
	wantInt(t, "returns", house.Int(`select count(*) from returns`), 0)
	returning(t, house, clerk, loan.Item, librarytest.At("2026-11-16T10:00"))
}

func TestABookScannedTwiceSaysWhenItCameBack(t *testing.T) {
	house := monday(t).Rules(strict)
	clerk := house.Clerk()
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	first := loan.Item.Return(clerk)
	house.Advance(time.Minute)

	again := loan.Item.Return(clerk)

	if again.Outcome != library.ReturnAlready || again.ID != first.ID || !again.RecordedAt.Equal(first.RecordedAt) ||
		again.Person.ID != loan.Member.ID || again.Sanction != first.Sanction || !again.CanUndo {
		t.Errorf("%+v", again)
	}
	wantInt(t, "fines", house.Int(`select fines from members where id = ?`, loan.Member.ID), 1500)
	wantInt(t, "returns", house.Int(`select count(*) from returns`), 1)
	house.SetNow(librarytest.At("2026-11-24T00:00"))
	if tomorrow := loan.Item.Return(clerk); tomorrow.Outcome != library.ReturnNotLent || tomorrow.ID != 0 || tomorrow.Person != nil {
		t.Errorf("%+v", tomorrow)
	}
}

func TestALostBookThatIsHandedInIsThereAgain(t *testing.T) {
	house := monday(t)
	clerk := house.Clerk()
	loan := house.Member("umum").Loan(librarytest.In("lost"))
	loan.Item.Status("lost")
	done := loan.Item.Return(clerk)
	if !done.Found || done.WasStatus != circulation.LoanLost || done.Item.Status != circulation.ItemAvailable {
		t.Errorf("%+v", done)
	}
	wantInt(t, "available", house.Int(`select count(*) from items where id = ? and status = 'available'`, loan.Item.ID), 1)

	unlent := house.Item().Status("lost")
	done = unlent.Return(clerk)
	if !done.Found || done.Outcome != library.ReturnNotLent || done.Item.Status != circulation.ItemAvailable {
		t.Errorf("%+v", done)
	}
	wantInt(t, "audit", house.Int(`select count(*) from audit where action = 'item.status_changed'`), 2)
}

func TestADamagedBookComesBackDamagedAndForNobody(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	loan.Item.Status("damaged")
	house.Member("umum").HoldTitle(loan.Item.Title)
	if done := loan.Item.Return(house.Clerk()); done.Held != nil || done.Item.Status != circulation.ItemDamaged {
		t.Errorf("%+v", done)
	}
}

func TestTheLatestReturnsAreListed(t *testing.T) {
	house := monday(t).Rules(strict)
	one, two := house.Clerk(), house.Clerk()
	late := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	late.Item.Return(one)
	waiting := house.Member("umum")
	held := house.Member("umum").Loan()
	waiting.HoldTitle(held.Item.Title)
	held.Item.Return(two)
	lentAgain := house.Member("umum").Loan()
	lentAgain.Item.Return(one)
	waiting.Lend(one, lentAgain.Item)

	all, err := house.Library.RecentReturns(t.Context(), 0, 20)
	if err != nil || len(all) != 3 {
		t.Fatalf("%d returns, %v", len(all), err)
	}
	if all[0].Loan != lentAgain.ID || all[0].CanUndo || all[1].Held == nil || all[1].Held.ID != waiting.ID ||
		all[2].Sanction.Fine != 1500 || !all[2].CanUndo || all[2].Staff == "" || all[2].Person.Name != late.Member.Name {
		t.Errorf("%+v", all)
	}
	if own, err := house.Library.RecentReturns(t.Context(), one.Staff, 1); err != nil || len(own) != 1 || own[0].Loan != lentAgain.ID {
		t.Errorf("%+v, %v", own, err)
	}
	house.Advance(24 * time.Hour)
	if all, err = house.Library.RecentReturns(t.Context(), 0, 20); err != nil || all[2].CanUndo {
		t.Errorf("tomorrow nothing of it can be undone: %+v, %v", all, err)
	}
}
