package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func toCall(t *testing.T, house *librarytest.House) []library.ToCall {
	t.Helper()
	list, _, err := house.Library.MembersToCall(t.Context(), 0, library.ListKey{}, 50)
	if err != nil {
		t.Fatal(err)
	}
	if n := todayOf(t, house, 0).ToCall; n != len(list) {
		t.Errorf("%d are counted, %d listed", n, len(list))
	}
	return list
}

func TestMembersToCallComeWorstFirstAndOnce(t *testing.T) {
	house := monday(t)
	better, worse := house.Member("umum"), house.Member("umum")
	better.Loan(librarytest.Due("2026-11-20"))
	worse.Loan(librarytest.Due("2026-11-22"))
	worse.Loan(librarytest.Due("2026-10-01"))
	house.Member("umum").Loan() // due today

	list := toCall(t, house)

	if len(list) != 2 || list[0].Member != worse.ID || list[1].Member != better.ID {
		t.Fatalf("%+v", list)
	}
	if late := list[0].Late; len(late) != 2 || late[0].LateDays != 53 || late[1].LateDays != 1 {
		t.Errorf("the books of the first: %+v", late)
	}
	first, next, err := house.Library.MembersToCall(t.Context(), 0, library.ListKey{}, 1)
	if err != nil || len(first) != 1 {
		t.Fatal(err)
	}
	if second, _, err := house.Library.MembersToCall(t.Context(), 0, next, 1); err != nil || len(second) != 1 || second[0].Member != better.ID {
		t.Errorf("the next page: %+v (%v)", second, err)
	}
}

func TestAChildIsReachedAtTheGuardiansTelephone(t *testing.T) {
	house := monday(t)
	parent, child := house.Member("umum"), house.Member("anak")
	house.Exec(`update members set phone = '0812-3456-7890' where id = ?`, parent.ID)
	house.Exec(`update members set guardian_id = ? where id = ?`, parent.ID, child.ID)
	child.Loan(librarytest.Due("2026-11-20"))

	if list := toCall(t, house); len(list) != 1 || list[0].Phone != "0812-3456-7890" || list[0].Guardian != parent.Name {
		t.Errorf("%+v", list)
	}
}

func TestWhoWasCalledIsLeftInPeaceForAWeek(t *testing.T) {
	house := monday(t)
	clerk := clerkOf(house)
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	request := library.CallRequest{Clerk: clerk, Member: loan.Member.ID, Channel: "whatsapp", Outcome: "promised"}

	id, err := house.Library.RecordCall(t.Context(), request)
	if err != nil || id == 0 {
		t.Fatal(err)
	}
	if list := toCall(t, house); len(list) != 0 {
		t.Errorf("still to call: %+v", list)
	}
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'member.called' and actor_id = ? and subject_id = ?`,
		clerk.Staff, loan.Member.ID), 1)

	again, err := house.Library.RecordCall(t.Context(), request) // the button pressed twice
	if err != nil || again != id {
		t.Errorf("noted again as %d (%v)", again, err)
	}
	other := request
	other.Clerk.Staff = 0
	_, err = house.Library.RecordCall(t.Context(), other) // another desk, with the page of before
	wantFault(t, err, fault.Conflict)
	wantInt(t, "calls", house.Int(`select count(*) from calls`), 1)

	house.Advance(library.CalledDays*24*time.Hour + time.Second)
	if list := toCall(t, house); len(list) != 1 || list[0].LastCall != id || list[0].CalledAt.IsZero() {
		t.Errorf("a week later: %+v", list)
	}
}

func TestACallIsTakenBackOnce(t *testing.T) {
	house := monday(t)
	clerk := clerkOf(house)
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	id, err := house.Library.RecordCall(t.Context(), library.CallRequest{Clerk: clerk, Member: loan.Member.ID, Channel: "phone"})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := house.Library.UndoCall(t.Context(), clerk, id); err != nil {
			t.Fatal(err)
		}
	}
	if list := toCall(t, house); len(list) != 1 || list[0].LastCall != 0 {
		t.Errorf("%+v", list)
	}
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'member.call_undone'`), 1)
	wantFault(t, house.Library.UndoCall(t.Context(), clerk, 99), fault.NotFound)
	for field, r := range map[string]library.CallRequest{
		"channel": {Clerk: clerk, Member: loan.Member.ID, Channel: "pigeon"},
		"outcome": {Clerk: clerk, Member: loan.Member.ID, Channel: "phone", Outcome: "angry"},
	} {
		_, err := house.Library.RecordCall(t.Context(), r)
		wantFault(t, err, fault.Invalid)
		if fault.ArgsOf(err)["field"] != field {
			t.Errorf("%v does not name %s", err, field)
		}
	}
	_, err = house.Library.RecordCall(t.Context(), library.CallRequest{Clerk: clerk, Member: 99, Channel: "phone"})
	wantFault(t, err, fault.NotFound)
}
