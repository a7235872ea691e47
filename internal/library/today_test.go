package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func todayOf(t *testing.T, house *librarytest.House, branch int64) *library.Today {
	t.Helper()
	today, err := house.Library.Today(t.Context(), branch)
	if err != nil {
		t.Fatal(err)
	}
	return today
}

// clerkOf is somebody who works there.
func clerkOf(house *librarytest.House) library.Clerk {
	house.T.Helper()
	house.Exec(`insert into staff (username, role, password_hash, created_at) select 'sari', 'librarian', '', 0
		where not exists (select 1 from staff where username = 'sari')`)
	return library.Clerk{Staff: house.Int(`select id from staff where username = 'sari'`), Door: "desk"}
}

func TestLateBooksAreCountedInStretchesOfWholeDays(t *testing.T) {
	house := monday(t) // 2026-11-23
	member := house.Member("umum")
	first := circulation.NewDay(2026, time.November, 23)
	for _, late := range []int{-1, 0, 1, 7, 8, 14, 15, 30, 31, 400} {
		member.Loan(librarytest.Due((first - circulation.Day(late)).String()))
	}
	member.Loan(librarytest.Due("2026-11-20"), librarytest.In("on_site"))
	for _, status := range []string{"lost", "claimed_returned"} { // nobody is asked to bring these back
		member.Loan(librarytest.Due("2026-11-20"), librarytest.In(status))
	}
	member.Loan(librarytest.Due("2026-11-20")).Close()

	today := todayOf(t, house, 0)

	if today.DueToday != 1 || today.Late != [4]int{3, 2, 2, 2} || today.ToCall != 1 {
		t.Errorf("due today %d, late %v, to call %d", today.DueToday, today.Late, today.ToCall)
	}
	if one := todayOf(t, house, 1); one.DueToday != 1 || one.Late != today.Late || one.ToCall != 1 {
		t.Errorf("at the only branch: %+v", one)
	}
	for i, n := range today.Late {
		list, next, err := house.Library.LoansLate(t.Context(), 0, i, library.ListKey{}, 50)
		if err != nil || len(list) != n || next != (library.ListKey{}) {
			t.Errorf("list %d: %d rows, next %v (%v)", i, len(list), next, err)
		}
		for _, loan := range list {
			if b := library.LateBuckets[i]; loan.LateDays < b.From || loan.LateDays > b.To {
				t.Errorf("list %d has a book that is %d days late", i, loan.LateDays)
			}
		}
	}
}

func TestEachBranchHasItsOwnDay(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T22:30")) // half past midnight in Jayapura
	east := house.Branch("timur", "Asia/Jayapura")
	member := house.Member("umum")
	member.Loan(librarytest.Due("2026-11-23"))
	wit, err := time.LoadLocation("Asia/Jayapura")
	if err != nil {
		t.Fatal(err)
	}
	due := circulation.NewDay(2026, time.November, 23).End(wit)
	eastern := member.Loan(librarytest.DueAt(due), librarytest.Of(house.Item().AtBranch(east)))
	house.Member("umum").Loan(librarytest.DueAt(due.AddDate(0, 0, 1)), librarytest.Of(house.Item().AtBranch(east)))

	all, here, there := todayOf(t, house, 0), todayOf(t, house, 1), todayOf(t, house, east)

	for name, c := range map[string]struct {
		today       *library.Today
		due, late   int
		toCall, rws int
	}{"all": {all, 2, 1, 1, 1}, "Jakarta": {here, 1, 0, 0, 0}, "Jayapura": {there, 1, 1, 1, 1}} {
		if c.today.DueToday != c.due || c.today.Late[0] != c.late || c.today.ToCall != c.toCall {
			t.Errorf("%s: due %d, late %v, to call %d", name, c.today.DueToday, c.today.Late, c.today.ToCall)
		}
		list, _, err := house.Library.LoansLate(t.Context(), c.today.Branch, 0, library.ListKey{}, 50)
		if err != nil || len(list) != c.rws {
			t.Errorf("%s: %d late (%v)", name, len(list), err)
		}
		people, _, err := house.Library.MembersToCall(t.Context(), c.today.Branch, library.ListKey{}, 50)
		if err != nil || len(people) != c.toCall {
			t.Errorf("%s: %d to call (%v)", name, len(people), err)
		}
	}
	list, _, _ := house.Library.LoansLate(t.Context(), 0, 0, library.ListKey{}, 50)
	if len(list) == 1 && (list[0].Loan != eastern.ID || list[0].LateDays != 1 || list[0].DueAt.Day() != 23) {
		t.Errorf("%+v", list[0])
	}
	_, err = house.Library.Today(t.Context(), 99)
	wantFault(t, err, fault.NotFound)
}

func TestAListGoesOnWhereItsPageEnds(t *testing.T) {
	house := monday(t)
	want := map[int64]bool{}
	for range 7 {
		want[house.Member("umum").Loan(librarytest.Due("2026-11-20")).ID] = true
	}
	after, pages := library.ListKey{}, 0
	for {
		list, next, err := house.Library.LoansLate(t.Context(), 0, 0, after, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, loan := range list {
			if !want[loan.Loan] {
				t.Errorf("loan %d comes twice or does not belong there", loan.Loan)
			}
			delete(want, loan.Loan)
		}
		pages++
		if after = next; next == (library.ListKey{}) {
			break
		}
		if again, err := library.ParseListKey(next.String()); err != nil || again != next {
			t.Errorf("%v is read as %v (%v)", next, again, err)
		}
	}
	if len(want) != 0 || pages != 3 {
		t.Errorf("%d are missing after %d pages", len(want), pages)
	}
	for _, text := range []string{"1", "a.b", "1.2.3", "01.2", "1. 2"} {
		_, err := library.ParseListKey(text)
		wantFault(t, err, fault.Invalid)
	}
}

func TestShelfAndCardsOfTheDay(t *testing.T) {
	house := monday(t)
	for _, until := range []string{"2026-11-22", "2026-11-23", "2026-11-24"} {
		item := house.Item()
		hold := house.Member("umum").HoldTitle(item.Title)
		house.Exec(`update holds set status = 'ready', assigned_item_id = ?, shelf_until = ? where id = ?`,
			item.ID, librarytest.At(until+"T23:59:59").Unix(), hold)
	}
	house.Member("umum").HoldTitle(house.Title())
	for _, on := range []string{"2026-11-22", "2026-11-23", "2026-12-23", "2026-12-24"} {
		house.Member("umum").Expires(on)
	}

	today := todayOf(t, house, 0)

	if today.Ready != 3 || today.Ending != 2 || today.Expiring != 2 {
		t.Errorf("ready %d, ending %d, expiring %d", today.Ready, today.Ending, today.Expiring)
	}
	shelf, _, err := house.Library.WaitingShelf(t.Context(), 0, library.ListKey{}, 50)
	if err != nil || len(shelf) != 3 || !shelf[1].Ending || shelf[2].Ending {
		t.Errorf("%+v (%v)", shelf, err)
	}
	cards, next, err := house.Library.EndingCards(t.Context(), 0, library.ListKey{}, 1)
	if err != nil || len(cards) != 1 || cards[0].On.String() != "2026-11-23" {
		t.Fatalf("%+v (%v)", cards, err)
	}
	if cards, _, err = house.Library.EndingCards(t.Context(), 0, next, 1); err != nil || len(cards) != 1 || cards[0].On.String() != "2026-12-23" {
		t.Errorf("the next page: %+v (%v)", cards, err)
	}
}

func TestRenewalsAreCountedByDoor(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-10-01T09:00"))
	renew := func(door string) *librarytest.Loan {
		loan := house.Member("umum").Loan()
		request := loan.Renewal()
		request.Door = door
		house.Renew(request)
		return loan
	}
	renew("web") // longer ago than is told
	house.SetNow(librarytest.At("2026-11-22T23:59"))
	renew("kiosk")
	house.SetNow(librarytest.At("2026-11-23T09:00"))
	renew("web")
	renew("web")
	renew("sip2")
	undone := renew("link")
	house.Exec(`update renewals set undone_at = 1 where loan_id = ?`, undone.ID)

	counts := map[string][2]int{}
	for _, d := range todayOf(t, house, 0).Renewed {
		counts[d.Door] = [2]int{d.Today, d.Lately}
	}

	for door, want := range map[string][2]int{"web": {2, 2}, "kiosk": {0, 1}, "link": {}, "desk": {}, "auto": {}, "other": {1, 1}} {
		if counts[door] != want {
			t.Errorf("%s: %v, want %v", door, counts[door], want)
		}
		list, _, err := house.Library.RenewalsBy(t.Context(), door, library.ListKey{}, 50)
		if err != nil || len(list) != want[1] {
			t.Errorf("%s: a list of %d (%v)", door, len(list), err)
		}
	}
	all, _, err := house.Library.RenewalsBy(t.Context(), "", library.ListKey{}, 50)
	if err != nil || len(all) != 4 || !all[0].At.After(all[3].At) {
		t.Errorf("%d of all doors, newest first (%v)", len(all), err)
	}
	_, _, err = house.Library.RenewalsBy(t.Context(), "window", library.ListKey{}, 50)
	wantFault(t, err, fault.NotFound)
}
