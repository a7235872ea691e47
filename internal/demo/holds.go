package demo

import (
	"context"
	"fmt"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
)

// wish is a book that somebody came to the desk for.
type wish struct {
	Waiting  int // how many wait for it
	AskedAgo int // days
	AsideAgo int // days since it was set aside; 0: it still stands in its place
}

// wishes show every state of the waiting shelf: to be taken down, ready with somebody
// next, ready, and to be fetched.
var wishes = []wish{{2, 20, 15}, {2, 6, 1}, {1, 4, 2}, {1, 1, 0}, {1, 1, 0}}

// await lets members without another part wait for books that nobody has. now runs
// back to when they came.
func (p *plan) await(ctx context.Context, lib *library.Library, member func(card string) (int64, error), clerk library.Clerk, now time.Time, at func(time.Time)) error {
	defer at(now)
	lent := map[string]bool{}
	for _, l := range p.Loans {
		lent[l.Barcode] = true
	}
	copies, who := p.Copies, len(p.People)
	for _, w := range wishes {
		var c *copyOf
		for c == nil {
			if len(copies) == 0 {
				return fmt.Errorf("no book left to wait for")
			}
			if next := &copies[0]; next.OnlyCopy && next.ItemType == "book" && next.Branch == mainBranch && !lent[next.Barcode] {
				c = next
			}
			copies = copies[1:]
		}
		found, err := lib.FindBarcode(ctx, c.Barcode)
		if err != nil {
			return err
		}
		for i := 0; i < w.Waiting; {
			if who--; who < 0 {
				return fmt.Errorf("nobody left to wait for %s", c.Title)
			}
			if p.People[who].hasRole() {
				continue
			}
			id, err := member(p.People[who].Card)
			if err != nil {
				return err
			}
			at(now.AddDate(0, 0, -w.AskedAgo).Add(time.Duration(i) * time.Minute))
			placed, err := lib.PlaceHold(ctx, library.HoldRequest{Member: id, Title: found.TitleID, Clerk: &clerk,
				Override: &library.Override{Codes: []string{string(circulation.HoldOnShelf)}}})
			if err != nil {
				return err
			}
			if placed.Placed { // who waits for as much as they may is passed by
				i++
			}
		}
		if w.AsideAgo == 0 {
			continue
		}
		at(now.AddDate(0, 0, -w.AsideAgo))
		if _, err := lib.Return(ctx, library.ReturnRequest{Clerk: clerk, Barcode: c.Barcode}); err != nil {
			return err
		}
	}
	return nil
}
