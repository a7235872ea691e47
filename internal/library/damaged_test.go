package library_test

import (
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func TestADamagedCopyIsMendedAndItsHoldWaits(t *testing.T) {
	house := monday(t)
	clerk, item := house.Clerk(), house.Item()
	hold := house.Member("umum").HoldTitle(item.Title)
	item.Return(clerk)
	wantHold(t, house, hold, "ready")
	damage := library.Damage{Clerk: clerk, Item: item.ID, Was: circulation.ItemAvailable, Damaged: true, Reason: "halaman 12 sobek"}
	if _, err := house.Library.MarkDamaged(t.Context(), damage); err != nil {
		t.Fatal(err)
	}
	wantHold(t, house, hold, "waiting")
	wantInt(t, "damaged", house.Int(`select count(*) from items where status = 'damaged' and version = 1`), 1)
	_, err := house.Library.MarkDamaged(t.Context(), damage)
	wantWhy(t, err, library.WhyItemChanged)

	damage.Was, damage.Damaged = circulation.ItemDamaged, false
	next, err := house.Library.MarkDamaged(t.Context(), damage)

	if err != nil || next == nil || next.Hold != hold {
		t.Errorf("in service again it goes to who waits: %+v, %v", next, err)
	}
	wantHold(t, house, hold, "ready")
	damage.Item = 999
	_, err = house.Library.MarkDamaged(t.Context(), damage)
	wantFault(t, err, fault.NotFound)
	wantInt(t, "audit", house.Int(`select count(*) from audit where action = 'item.status_changed' and detail ->> 'reason' = 'halaman 12 sobek'`), 2)
}

func TestACopyThatWasNotForLoanIsNotForLoanOnceMended(t *testing.T) {
	house := monday(t)
	clerk, item := house.Clerk(), house.Item()
	house.Exec(`update items set status = 'not_for_loan' where id = ?`, item.ID)
	for _, was := range []circulation.ItemStatus{circulation.ItemNotForLoan, circulation.ItemDamaged} {
		_, err := house.Library.MarkDamaged(t.Context(), library.Damage{Clerk: clerk, Item: item.ID, Was: was, Damaged: was != circulation.ItemDamaged})
		if err != nil {
			t.Fatal(err)
		}
	}
	wantInt(t, "not for loan", house.Int(`select count(*) from items where status = 'not_for_loan' and id = ?`, item.ID), 1)
	_, err := house.Library.MarkDamaged(t.Context(), library.Damage{Clerk: clerk, Item: item.ID, Was: circulation.ItemNotForLoan})
	wantWhy(t, err, library.WhyItemChanged) // nothing to mend
}

func TestABookComesBackDamaged(t *testing.T) {
	house := monday(t).Rules(finesOnly)
	clerk := clerkOf(house)
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	hold := house.Member("umum").HoldTitle(loan.Item.Title)
	loss := library.Loss{Clerk: clerk, Loan: loan.Ref(), Reason: "basah kena hujan", Charge: 25000, RequestKey: "0123456789abcdef"}
	_, err := house.Library.ReturnDamaged(t.Context(), loss)
	wantFault(t, err, fault.Invalid) // a charge without its basis
	wantInt(t, "still open", house.Int(`select count(*) from loans where closed_at is null`), 1)
	loss.LegalBasis = "Perda 1/2020"

	done, err := house.Library.ReturnDamaged(t.Context(), loss)

	if err != nil || done.Outcome != library.ReturnDone || done.Held != nil || done.Sanction.Fine != 1500 {
		t.Fatalf("%+v, %v", done, err)
	}
	wantHold(t, house, hold, "waiting")
	wantInt(t, "damaged", house.Int(`select count(*) from items where id = ? and status = 'damaged'`, loan.Item.ID), 1)
	wantInt(t, "owed", house.Int(`select fines from members where id = ?`, loan.Member.ID), 26500)
	if again, err := house.Library.ReturnDamaged(t.Context(), loss); err != nil || again != nil {
		t.Errorf("posted twice: %+v, %v", again, err)
	}
	wantInt(t, "owed once", house.Int(`select fines from members where id = ?`, loan.Member.ID), 26500)

	if _, err := house.Library.UndoReturn(t.Context(), clerk, done.ID); err != nil {
		t.Fatal(err)
	}

	wantInt(t, "as it was", house.Int(`select count(*) from items i join loans l on l.item_id = i.id where i.status = 'available' and l.status = 'open' and l.closed_at is null`), 1)
	wantInt(t, "the charge stays", house.Int(`select fines from members where id = ?`, loan.Member.ID), 25000)
	if problems := house.Problems(); len(problems) > 0 {
		t.Errorf("%+v", problems)
	}
}
