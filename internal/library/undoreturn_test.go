package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// wantWhy checks that a use case was refused as a conflict, and why.
func wantWhy(t *testing.T, err error, why string) {
	t.Helper()
	wantFault(t, err, fault.Conflict)
	if got := fault.ArgsOf(err)["why"]; got != why {
		t.Errorf("because of %v, not %s", got, why)
	}
}

func TestAReturnOfTodayIsUndone(t *testing.T) {
	house := monday(t).Rules(strict)
	clerk := house.Clerk()
	member := house.Member("umum").Suspended("2026-11-24")
	loan := member.Loan(librarytest.Due("2026-11-20"))
	hold := placed(house, house.Member("umum").HoldTitle(loan.Item.Title), "2026-11-02T10:00")
	done := loan.Item.Return(clerk)
	wantHold(t, house, hold, "ready")

	got, err := house.Library.UndoReturn(t.Context(), clerk, done.ID)

	if err != nil || got != member.ID {
		t.Fatalf("%d, %v", got, err)
	}
	wantInt(t, "loan", house.Int(`select count(*) from loans where id = ? and status = 'open' and closed_at is null`, loan.ID), 1)
	wantInt(t, "member", house.Int(`select count(*) from members where id = ? and fines = 0 and suspended_until = '2026-11-24'`, member.ID), 1)
	wantInt(t, "sanction", house.Int(`select count(*) from sanctions where undone_at = ?`, house.Now().Unix()), 1)
	wantInt(t, "hold", house.Int(`select count(*) from holds where id = ? and status = 'waiting' and assigned_item_id is null and placed_at = ?`,
		hold, librarytest.At("2026-11-02T10:00").Unix()), 1)
	wantInt(t, "notice", house.Int(`select count(*) from notices where kind = 'hold_ready' and state = 'dropped'`), 1)
	wantInt(t, "marked, not deleted", house.Int(`select count(*) from returns where undone_at = ?`, house.Now().Unix()), 1)
	wantInt(t, "audit", house.Int(`select count(*) from audit where action = 'loan.return_undone' and subject_id = ? and actor_id = ?`, loan.ID, clerk.Staff), 1)
	_, err = house.Library.UndoReturn(t.Context(), clerk, done.ID)
	wantWhy(t, err, library.WhyUndone)

	house.Advance(time.Minute)
	again := loan.Item.Return(clerk)
	if again.Outcome != library.ReturnDone || again.Sanction.Fine != 1500 || again.Held == nil {
		t.Errorf("returned once more: %+v", again)
	}
	wantInt(t, "fines", house.Int(`select fines from members where id = ?`, member.ID), 1500)
	wantInt(t, "sanctions", house.Int(`select count(*) from sanctions`), 1)
	wantInt(t, "notices", house.Int(`select count(*) from notices where kind = 'hold_ready' and state = 'waiting'`), 1)
}

func TestAReturnThatCannotBeUndone(t *testing.T) {
	house := monday(t).Rules(strict)
	clerk := house.Clerk()
	undo := func(id int64) error { _, err := house.Library.UndoReturn(t.Context(), clerk, id); return err }

	lent := house.Member("umum").Loan()
	returned := lent.Item.Return(clerk)
	house.Member("umum").Lend(clerk, lent.Item)
	wantWhy(t, undo(returned.ID), library.WhyLentAgain)

	paid := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	returned = paid.Item.Return(clerk)
	house.Exec(`update members set fines = 0 where id = ?`, paid.Member.ID)
	wantWhy(t, undo(returned.ID), library.WhyFinePaid)
	wantInt(t, "nothing is half undone", house.Int(`select count(*) from loans where id = ? and closed_at is not null`, paid.ID), 1)
	wantInt(t, "nor marked", house.Int(`select count(*) from returns where undone_at is not null`), 0)

	old := house.Member("umum").Loan()
	returned = old.Item.Return(clerk)
	house.SetNow(librarytest.At("2026-11-24T00:00"))
	wantWhy(t, undo(returned.ID), library.WhyNotToday)
	wantFault(t, undo(999), fault.NotFound)
}

func TestALostBookIsLostAgainWhenItsReturnIsUndone(t *testing.T) {
	house := monday(t)
	clerk := house.Clerk()
	loan := house.Member("umum").Loan(librarytest.In("lost"))
	loan.Item.Status("lost")
	done := loan.Item.Return(clerk)
	if _, err := house.Library.UndoReturn(t.Context(), clerk, done.ID); err != nil {
		t.Fatal(err)
	}
	wantInt(t, "lost", house.Int(`select count(*) from loans l join items i on i.id = l.item_id
		where l.id = ? and l.status = 'lost' and i.status = 'lost'`, loan.ID), 1)
}

func TestSuspensionsThatFollowOnEachOtherAreUndoneInAnyOrder(t *testing.T) {
	for name, order := range map[string][2]int{"the last first": {1, 0}, "the first first": {0, 1}} {
		t.Run(name, func(t *testing.T) {
			house := monday(t).Rules(strict)
			clerk, member := house.Clerk(), house.Member("umum")
			a, b := member.Loan(librarytest.Due("2026-11-20")), member.Loan(librarytest.Due("2026-11-21"))
			ids := [2]int64{a.Item.Return(clerk).ID, b.Item.Return(clerk).ID}
			if got := house.Text(`select suspended_until from members where id = ?`, member.ID); got != "2026-11-28" {
				t.Fatalf("suspended until %s", got)
			}
			for _, i := range order {
				if _, err := house.Library.UndoReturn(t.Context(), clerk, ids[i]); err != nil {
					t.Fatal(err)
				}
			}
			wantInt(t, "as before", house.Int(`select count(*) from members where id = ? and fines = 0 and suspended_until is null`, member.ID), 1)
		})
	}
}
