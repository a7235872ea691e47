package library_test

import (
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// placed says when a hold was placed.
func placed(house *librarytest.House, hold int64, at string) int64 {
	house.Exec(`update holds set placed_at = ? where id = ?`, librarytest.At(at).Unix(), hold)
	return hold
}

func wantHold(t *testing.T, house *librarytest.House, hold int64, status string) {
	t.Helper()
	if got := house.Text(`select status from holds where id = ?`, hold); got != status {
		t.Errorf("hold %d is %s, not %s", hold, got, status)
	}
}

func TestAReturnedBookIsSetAsideForWhoHasWaitedLongest(t *testing.T) {
	house := monday(t)
	house.Exec(`insert into closures (weekday) values (0)`)
	house.Closed("2026-12-01")
	clerk := house.Clerk()
	loan := house.Member("umum").Loan()
	title := loan.Item.Title
	own := placed(house, loan.Member.HoldTitle(title), "2026-11-01T08:00")
	expired := placed(house, house.Member("umum").HoldTitle(title), "2026-11-01T09:00")
	house.Exec(`update holds set expires_at = ? where id = ?`, house.Now().Unix(), expired)
	otherCopy := placed(house, house.Member("umum").HoldCopy(title.Copy()), "2026-11-01T10:00")
	second := placed(house, house.Member("umum").HoldTitle(title), "2026-11-03T10:00")
	first := house.Member("umum")
	hold := placed(house, first.HoldCopy(loan.Item), "2026-11-02T10:00")

	done := loan.Item.Return(clerk)

	// Seven open days after Monday: Tue 24 to Sat 28, Mon 30, and Wed 2 December.
	if done.Held == nil || done.Held.Hold != hold || done.Held.Name != first.Name || done.Held.Until != circulation.NewDay(2026, 12, 2) {
		t.Fatalf("%+v", done.Held)
	}
	wantInt(t, "shelf", house.Int(`select count(*) from holds where id = ? and status = 'ready' and assigned_item_id = ? and ready_at = ?
		and shelf_until = ?`, hold, loan.Item.ID, house.Now().Unix(), librarytest.At("2026-12-02T23:59:59").Unix()), 1)
	for _, waits := range []int64{own, expired, otherCopy, second} {
		wantHold(t, house, waits, "waiting")
	}
	wantInt(t, "on the return", house.Int(`select hold_id from returns where id = ?`, done.ID), hold)
	wantInt(t, "notices", house.Int(`select count(*) from notices where kind = 'hold_ready' and member_id = ? and payload ->> 'hold' = ?`, first.ID, hold), 1)
	wantInt(t, "audit", house.Int(`select count(*) from audit where action = 'hold.ready' and subject_id = ?`, hold), 1)

	again := loan.Item.Return(clerk)
	if again.Outcome != library.ReturnAlready || again.Held == nil || again.Held.Hold != hold {
		t.Errorf("scanned twice: %+v", again)
	}
	wantInt(t, "ready", house.Int(`select count(*) from holds where status = 'ready'`), 1)
}

func TestABookThatNobodyHadIsSetAsideToo(t *testing.T) {
	house := monday(t).Set("hold_shelf_days", "2")
	item := house.Item()
	hold := house.Member("umum").HoldTitle(item.Title)
	done := item.Return(house.Clerk())
	if done.Outcome != library.ReturnNotLent || done.Held == nil || done.Held.Hold != hold || done.Held.Until != circulation.NewDay(2026, 11, 25) {
		t.Errorf("%+v", done)
	}
}

func TestLendingFillsTheHoldOfTheMember(t *testing.T) {
	house := monday(t)
	clerk, member, item := house.Clerk(), house.Member("umum"), house.Item()
	waiting := member.HoldTitle(item.Title)

	done := lend(t, house, library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: item.Barcode})
	if !done.Filled {
		t.Errorf("a hold that waits: %+v", done)
	}
	wantHold(t, house, waiting, "filled")

	ready := member.HoldTitle(item.Title)
	house.Exec(`update holds set member_id = ? where id = ?`, house.Member("umum").ID, ready)
	item.Return(clerk)
	wantHold(t, house, ready, "ready")
	other := &librarytest.Member{House: house, ID: house.Int(`select member_id from holds where id = ?`, ready)}
	if done = lend(t, house, library.LendRequest{Clerk: clerk, Member: other.ID, Barcode: item.Barcode}); !done.Lent || !done.Filled {
		t.Errorf("a copy that is set aside for the member: %+v", done)
	}
	wantInt(t, "filled", house.Int(`select count(*) from holds where id = ? and status = 'filled' and closed_at = ? and assigned_item_id = ?`,
		ready, house.Now().Unix(), item.ID), 1)
}

func TestTakingAnotherCopyFreesTheOneSetAside(t *testing.T) {
	house := monday(t)
	clerk, member, next := house.Clerk(), house.Member("umum"), house.Member("umum")
	title := house.Title()
	aside, other := title.Copy(), title.Copy()
	own := placed(house, member.HoldTitle(title), "2026-11-01T10:00")
	waits := placed(house, next.HoldTitle(title), "2026-11-02T10:00")
	aside.Return(clerk)

	done := lend(t, house, library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: other.Barcode})

	if !done.Lent || !done.Filled {
		t.Errorf("%+v", done)
	}
	wantHold(t, house, own, "filled")
	wantInt(t, "for the next", house.Int(`select assigned_item_id from holds where id = ? and status = 'ready'`, waits), aside.ID)
}

func TestACopySetAsideForAnotherCanBeLentWithAReason(t *testing.T) {
	house := monday(t)
	clerk, member, waiting := house.Clerk(), house.Member("umum"), house.Member("umum")
	item := house.Item()
	hold := placed(house, waiting.HoldTitle(item.Title), "2026-11-02T10:00")
	item.Return(clerk)
	request := library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: item.Barcode}
	refused := lend(t, house, request)
	wantCheckout(t, refused.Decision, circulation.CheckoutHeldForOther)
	if refused.Held == nil || refused.Held.ID != waiting.ID {
		t.Errorf("%+v", refused)
	}
	request.MayOverride = true
	request.Override = &library.Override{Codes: []string{"held_for_other"}, Reason: "pemesan sudah setuju"}

	done := lend(t, house, request)

	if !done.Lent || done.Held != nil || done.Waiting != 1 {
		t.Errorf("%+v", done)
	}
	wantInt(t, "in its old place", house.Int(`select count(*) from holds where id = ? and status = 'waiting' and assigned_item_id is null
		and ready_at is null and shelf_until is null and placed_at = ?`, hold, librarytest.At("2026-11-02T10:00").Unix()), 1)
	wantInt(t, "notice taken back", house.Int(`select count(*) from notices where kind = 'hold_ready' and state = 'dropped'`), 1)
}

func TestTheBoxSaysWhoHasABookAndWhoWaits(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	house.Member("umum").HoldTitle(loan.Item.Title)
	house.Member("umum").HoldCopy(loan.Item)
	found, err := house.Library.FindBarcode(t.Context(), loan.Item.Barcode)
	if err != nil || found.Lent == nil || found.Lent.Name != loan.Member.Name || !found.Lent.Overdue || found.Waiting != 2 || found.Held != nil {
		t.Errorf("%+v, %v", found, err)
	}
}
