package library

import (
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Hold is a wish for a book, with its place in the queue or, where it stands
// ready, with the copy set aside.
type Hold struct {
	ID         int64
	TitleID    int64
	Title      string
	Author     string
	Person     Person // who waits
	ThisCopy   bool   // waits for one copy alone
	PlacedAt   time.Time
	Place, Of  int // in the title's queue, from 1; 0 where it stands ready
	Ready      bool
	ReadyAt    time.Time       // zero where it does not stand ready
	Until      circulation.Day // the last day on the shelf
	Over       bool            // that day is past
	CopyID     int64           // set aside, or the one waited for; 0: none
	Barcode    string
	CallNumber string
	BranchID   int64
	Branch     string // the name of the copy's branch
	Pickup
}

// hold puts a row in the terms of the library; names of branches are by id.
func (p *policy) hold(r *store.HoldShown, names map[int64]string, now time.Time) Hold {
	zone := p.branch(r.Pickup).zone
	h := Hold{
		ID: r.ID, TitleID: r.TitleID, Title: r.Title, Author: r.Author, Person: Person{ID: r.MemberID, Name: r.Name, Card: r.Card},
		ThisCopy: r.ItemID != 0, PlacedAt: r.PlacedAt.In(zone), Place: r.Place, Of: r.Of, Ready: r.Status == holdReady,
		CopyID: r.CopyID, Barcode: r.Barcode, CallNumber: r.CallNumber, BranchID: r.BranchID, Branch: names[r.BranchID], Pickup: p.pickup(r.Pickup),
	}
	if !r.ReadyAt.IsZero() {
		h.ReadyAt = r.ReadyAt.In(zone)
	}
	if !r.ShelfUntil.IsZero() {
		h.Until = circulation.DayOf(r.ShelfUntil, zone)
		h.Over = r.ShelfUntil.Before(now)
	}
	return h
}

// The states of a hold.
const (
	holdWaiting   = "waiting"
	holdReady     = "ready"
	holdCancelled = "cancelled"
	holdExpired   = "expired"
)

func (p *policy) holds(q store.Queryer, rows []store.HoldShown, now time.Time) ([]Hold, error) {
	names, err := branchNames(q, p)
	if err != nil {
		return nil, err
	}
	list := make([]Hold, len(rows))
	for i := range rows {
		list[i] = p.hold(&rows[i], names, now)
	}
	return list, nil
}

// branchNames are the names of branches by id; of a library with a single branch
// nobody needs its name.
func branchNames(q store.Queryer, p *policy) (map[int64]string, error) {
	branches, err := store.Branches(q)
	names := map[int64]string{}
	if len(branches) > 1 {
		for _, b := range branches {
			names[b.ID] = nameOfBranch(b, p)
		}
	}
	return names, err
}
