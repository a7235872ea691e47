package library_test

import (
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
)

func TestABookIsFetchedWhereItWasAskedFor(t *testing.T) {
	house := monday(t)
	north := house.Branch("Utara", "Asia/Makassar")
	house.Exec(`insert into closures (branch_id, date, name) values (?, '2026-11-24', 'Pindahan')`, north)
	clerk, item := house.Clerk(), house.Item()
	wish := library.HoldRequest{Member: house.Member("umum").ID, Title: item.Title.ID, Pickup: north, Clerk: &clerk,
		Override: &library.Override{Codes: []string{"on_shelf"}}}
	wish.Pickup = 77
	_, err := house.Library.PlaceHold(t.Context(), wish)
	wantFault(t, err, fault.Invalid)
	wish.Pickup = north
	placed, err := house.Library.PlaceHold(t.Context(), wish)
	if err != nil || !placed.Placed || placed.Hold.PickupID != north || placed.Hold.PickupAt != "Utara" {
		t.Fatalf("%+v, %v", placed, err)
	}

	back := item.Return(clerk)

	if back.Held == nil || back.Held.PickupID != north || back.Held.PickupAt != "Utara" || back.Held.Since.Location().String() != "Asia/Makassar" {
		t.Fatalf("%+v", back.Held)
	}
	main := house.Item()
	other := house.Member("umum")
	other.HoldTitle(main.Title)
	if held := main.Return(clerk).Held; held == nil || held.PickupID != 1 {
		t.Fatalf("where nobody said, it is where the member belongs: %+v", held)
	}
	for branch, want := range map[int64]int{0: 2, 1: 1, north: 1, 77: 2} {
		desk, err := house.Library.HoldsAtDesk(t.Context(), branch)
		if err != nil || len(desk.Ready) != want || len(desk.Branches) != 2 {
			t.Errorf("at %d: %+v, %v", branch, desk, err)
		}
	}
	for branch, want := range map[int64]int{0: 2, 1: 1, north: 1} {
		shelf, _, err := house.Library.WaitingShelf(t.Context(), branch, library.ListKey{}, 10)
		today, failed := house.Library.Today(t.Context(), branch)
		if err != nil || failed != nil || len(shelf) != want || today.Ready != want {
			t.Errorf("at %d: %+v, %v, %v", branch, shelf, err, failed)
		}
	}
	house.Check()
}

func TestWhereThereIsOneBranchNobodyIsToldOfIt(t *testing.T) {
	house := monday(t)
	item := house.Item()
	house.Member("umum").HoldTitle(item.Title)
	if held := item.Return(house.Clerk()).Held; held == nil || held.PickupAt != "" || held.PickupID != 1 {
		t.Errorf("%+v", held)
	}
	if desk, err := house.Library.HoldsAtDesk(t.Context(), 0); err != nil || len(desk.Branches) != 0 {
		t.Errorf("%+v, %v", desk, err)
	}
}
