package library

import (
	"context"
	"slices"
	"time"

	"simpanbudi/internal/store"
)

// holdsAtOnce bounds the lists of the holds page.
const holdsAtOnce = 200

// endedShown is for how long a hold that was not fetched is told of.
const endedShown = 7 * 24 * time.Hour

// HoldsAtDesk is what the desk has to do about holds.
type HoldsAtDesk struct {
	Now   time.Time
	Fetch []Fetch // books on their shelves that somebody waits for
	Over  []Hold  // standing ready, their last day past: to be taken down
	Ready []Hold  // standing ready, by their last day
	Ended []Hold  // were not fetched in the last days
	More  bool    // there are more than a page shows

	Branches []BranchName // every branch; none where there is only one
	Branch   int64        // what is listed: of one branch, 0 for all
}

// Fetch is a copy that is to be fetched from its shelf for who waits first.
type Fetch struct {
	Hold
	Copy FreeCopy
}

// HoldsAtDesk returns it for a branch, 0 for all: the books on its shelves that are
// waited for, and what is fetched there. A branch that is none is all of them.
func (l *Library) HoldsAtDesk(ctx context.Context, branch int64) (*HoldsAtDesk, error) {
	d := &HoldsAtDesk{Now: l.moment()}
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		if err := d.choose(q, p, branch); err != nil {
			return err
		}
		ready, err := store.ReadyHolds(q, d.Branch, d.Now, time.Unix(0, 0), holdsAtOnce+1)
		if err != nil {
			return err
		}
		ended, err := store.EndedHolds(q, d.Branch, d.Now, d.Now.Add(-endedShown), holdsAtOnce)
		if err != nil {
			return err
		}
		fetch, err := store.HoldsToFetch(q, d.Branch, d.Now, time.Unix(0, 0), holdsAtOnce)
		if err != nil {
			return err
		}
		if d.More = len(ready) > holdsAtOnce || len(fetch) == holdsAtOnce; len(ready) > holdsAtOnce {
			ready = ready[:holdsAtOnce]
		}
		list, err := p.holds(q, ready, d.Now)
		if err != nil {
			return err
		}
		for _, h := range list {
			if h.Over {
				d.Over = append(d.Over, h)
			} else {
				d.Ready = append(d.Ready, h)
			}
		}
		if d.Ended, err = p.holds(q, ended, d.Now); err != nil {
			return err
		}
		d.Fetch, err = p.fetch(q, fetch, d.Branch, d.Now)
		return err
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// choose finds the branches, and which of them is asked for.
func (d *HoldsAtDesk) choose(q store.Queryer, p *policy, branch int64) (err error) {
	if d.Branches, err = branchList(q, p); err != nil {
		return err
	}
	if slices.ContainsFunc(d.Branches, func(b BranchName) bool { return b.ID == branch }) {
		d.Branch = branch
	}
	return nil
}

// branchList are the branches to choose from; none where there is only one.
func branchList(q store.Queryer, p *policy) ([]BranchName, error) {
	branches, err := store.Branches(q)
	if err != nil || len(branches) < 2 {
		return nil, err
	}
	list := make([]BranchName, len(branches))
	for i, b := range branches {
		list[i] = BranchName{ID: b.ID, Name: nameOfBranch(b, p)}
	}
	return list, nil
}

// fetch gives each hold that waits the copy it will get, as the copies would be set
// aside one after the other; who comes too late for the last gets none.
func (p *policy) fetch(q store.Queryer, rows []store.HoldShown, branch int64, now time.Time) ([]Fetch, error) {
	holds, err := p.holds(q, rows, now)
	if err != nil {
		return nil, err
	}
	names, err := branchNames(q, p)
	if err != nil {
		return nil, err
	}
	free := map[int64][]store.FreeCopy{}
	var list []Fetch
	for _, h := range holds {
		copies, known := free[h.TitleID]
		if !known {
			if copies, err = store.FreeCopiesOf(q, h.TitleID); err != nil {
				return nil, err
			}
			copies = slices.DeleteFunc(copies, func(c store.FreeCopy) bool { return branch != 0 && c.BranchID != branch })
		}
		at := slices.IndexFunc(copies, func(c store.FreeCopy) bool { return !h.ThisCopy || c.ID == h.CopyID })
		if at >= 0 {
			c := copies[at]
			list = append(list, Fetch{Hold: h, Copy: FreeCopy{ID: c.ID, Barcode: c.Barcode, CallNumber: c.CallNumber, Branch: names[c.BranchID]}})
			copies = slices.Delete(copies, at, at+1)
		}
		free[h.TitleID] = copies
	}
	return list, nil
}

// TitleQueue returns who waits for a title, those for whom a copy stands ready first.
func (l *Library) TitleQueue(ctx context.Context, title int64) ([]Hold, error) {
	return l.holdList(ctx, func(q store.Queryer, now time.Time) ([]store.HoldShown, error) { return store.QueueOf(q, title, now) })
}

// MemberHolds is what a member waits for.
type MemberHolds struct {
	Now   time.Time
	Holds []Hold // what stands ready first
	Limit int    // how many books a member may wait for
	Site  *Site

	Branches []BranchName // where they can be fetched; none where there is one branch
	Home     int64        // the member's branch
}

// MyHolds returns what a member waits for, with the place in each queue.
func (l *Library) MyHolds(ctx context.Context, member int64) (*MemberHolds, error) {
	my := &MemberHolds{Now: l.moment()}
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		site := p.site
		my.Limit, my.Site = p.holdsLimit, &site
		branches, err := branchList(q, p)
		if err != nil {
			return err
		}
		if my.Branches = branches; len(branches) > 0 {
			if my.Home, err = store.BranchOfMember(q, member); err != nil {
				return err
			}
		}
		rows, err := store.MemberHolds(q, member, my.Now)
		if err != nil {
			return err
		}
		my.Holds, err = p.holds(q, rows, my.Now)
		return err
	})
	if err != nil {
		return nil, err
	}
	return my, nil
}

func (l *Library) holdList(ctx context.Context, read func(store.Queryer, time.Time) ([]store.HoldShown, error)) (list []Hold, err error) {
	now := l.moment()
	err = l.reading(ctx, func(q store.Queryer, p *policy) error {
		rows, err := read(q, now)
		if err != nil {
			return err
		}
		list, err = p.holds(q, rows, now)
		return err
	})
	return list, err
}
