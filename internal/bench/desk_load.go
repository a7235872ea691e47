package bench

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
)

// desks scan at once, each about as often as a person can who has a pile of books
// in reach: ten books a second is more than anybody manages.
const (
	desks     = 16
	scanEvery = 100 * time.Millisecond
)

// timings are how long each kind of work took.
type timings map[string][]time.Duration

// p99 sorts and returns the middle and the slowest but one in a hundred.
func (t timings) p99(kind string) (p50, p99 time.Duration) {
	list := t[kind]
	if len(list) == 0 {
		return 0, 0
	}
	slices.Sort(list)
	return list[len(list)/2], list[len(list)*99/100]
}

// deskTeller is one desk: it lends a copy from the shelf, takes it back, and
// renews a loan of somebody else, again and again.
type deskTeller struct {
	lib    *library.Library
	clerk  library.Clerk
	size   deskSize
	number int
	round  int
	took   timings
}

// work goes on until end; every is the time from one scan to the next, 0 for none.
func (d *deskTeller) work(ctx context.Context, end time.Time, every time.Duration) error {
	shelf := (d.size.copies - d.size.open) / desks
	for time.Now().Before(end) {
		d.round++
		copy := d.size.open + 1 + d.number*shelf + d.round%shelf
		member := int64(1 + (d.number+desks*d.round)%d.size.members)
		renewer := int64(1 + 2*((d.number+desks*d.round)%(d.size.members/2)))
		for _, step := range []struct {
			kind string
			do   func() error
		}{
			{"lend", func() error { return d.lend(ctx, member, copy) }},
			{"return", func() error { return d.giveBack(ctx, copy) }},
			{"renew", func() error { return d.renew(ctx, renewer) }},
		} {
			next := time.Now().Add(every)
			if err := step.do(); err != nil {
				return fmt.Errorf("%s: %w", step.kind, err)
			}
			time.Sleep(time.Until(next))
		}
	}
	return nil
}

func (d *deskTeller) timed(kind string, do func() error) error {
	before := time.Now()
	err := do()
	d.took[kind] = append(d.took[kind], time.Since(before))
	return err
}

func barcode(copy int) string { return fmt.Sprintf("C%09d", copy) }

func (d *deskTeller) lend(ctx context.Context, member int64, copy int) error {
	return d.timed("lend", func() error {
		done, err := d.lib.Lend(ctx, library.LendRequest{Clerk: d.clerk, Member: member, Barcode: barcode(copy)})
		if err == nil && !done.Lent {
			err = fmt.Errorf("copy %d was not lent: %v", copy, done.Decision.Reasons)
		}
		return err
	})
}

func (d *deskTeller) giveBack(ctx context.Context, copy int) error {
	return d.timed("return", func() error {
		done, err := d.lib.Return(ctx, library.ReturnRequest{Clerk: d.clerk, Barcode: barcode(copy)})
		if err == nil && done.Outcome != library.ReturnDone {
			err = fmt.Errorf("copy %d came back as %s", copy, done.Outcome)
		}
		return err
	})
}

// renew looks at a member's loans, which is not counted, and renews the first.
func (d *deskTeller) renew(ctx context.Context, member int64) error {
	page, err := d.lib.DeskLoans(ctx, member)
	if err != nil || len(page.Loans) == 0 {
		return err
	}
	request := library.RenewRequest{Member: member, Actor: circulation.ActorLibrarian, Door: "desk", Staff: d.clerk.Staff,
		Loans: []library.LoanRef{page.Loans[0].Ref}}
	return d.timed("renew", func() error {
		_, err := d.lib.Renew(ctx, request)
		return err
	})
}

// workAtDesks lets all desks work at once for a while.
func workAtDesks(ctx context.Context, tellers []*deskTeller, d, every time.Duration) error {
	var wg sync.WaitGroup
	errs := make([]error, len(tellers))
	end := time.Now().Add(d)
	for i, t := range tellers {
		wg.Go(func() {
			time.Sleep(every * time.Duration(i) / desks) // nobody scans in step with others
			errs[i] = t.work(ctx, end, every)
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
