package library

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// HoldRequest asks to wait for a book.
type HoldRequest struct {
	Member int64
	Title  int64 // any copy of it
	Item   int64 // or this copy alone; Title is then not looked at
	Pickup int64 // the branch where it is fetched; 0: where the member belongs

	Clerk *Clerk // nil: the member asks, by Door
	Door  string

	// Of a clerk: what is passed over. Only that a book is on the shelf needs no reason.
	Override    *Override
	MayOverride bool // what the clerk's role allows beyond that a book is on the shelf
}

// Placed is what a request to wait came to.
type Placed struct {
	Placed  bool // only then was anything changed
	Hold    Hold
	Reasons []circulation.HoldReason // everything that stands against it
	Limit   int                      // how many books a member may wait for
	TitleID int64
	Title   string
	Free    []FreeCopy // that can be taken from the shelf, where that stands against it
}

// FreeCopy is a copy on the shelf.
type FreeCopy struct {
	ID                          int64
	Barcode, CallNumber, Branch string
}

// PlaceHold lets a member wait for a book, unless something stands against it: then
// Placed is false and all reasons are given. Asking twice for the same book is
// refused the second time, so a form posted twice does nothing more.
//
// Errors: fault.NotFound for an unknown member (field member) or book,
// fault.Invalid for an override without a reason (field reason) or a branch that is
// none (field pickup), fault.Mirrored, fault.ClockWrong.
func (l *Library) PlaceHold(ctx context.Context, r HoldRequest) (*Placed, error) {
	by := hand{circulation.ActorMember, r.Member, r.Door}
	if r.Clerk != nil {
		by = hand{circulation.ActorLibrarian, r.Clerk.Staff, r.Clerk.Door}
	}
	var placed *Placed
	err := l.byHand(ctx, by, ownRecord, func(w *deskwork) (err error) {
		placed, err = w.placeHold(&r)
		return err
	})
	if err != nil {
		return nil, err
	}
	return placed, nil
}

func (w *deskwork) placeHold(r *HoldRequest) (*Placed, error) {
	m, _, err := readMember(w.tx, r.Member)
	if err != nil {
		return nil, err
	}
	title, err := wishedTitle(w.tx, r)
	if err != nil {
		return nil, err
	}
	if _, known := w.policy.branches[r.Pickup]; !known && r.Pickup != 0 {
		return nil, fault.New(fault.Invalid, "choose a branch of the library").With("field", "pickup")
	}
	facts, err := w.wish(r, &m, title.ID)
	if err != nil {
		return nil, err
	}
	p := &Placed{Limit: facts.Limit, TitleID: title.ID, Title: title.Title}
	all := circulation.DecideHold(facts, w.now)
	permitted, reason, err := passedOverHold(r, all)
	if err != nil {
		return nil, err
	}
	if p.Reasons = circulation.OverridingHold(all, permitted); len(p.Reasons) > 0 {
		return p, w.tellFree(p, r.Item)
	}
	id, err := store.InsertHold(w.tx, title.ID, r.Item, m.ID, r.Pickup, w.now)
	if err != nil {
		return nil, err
	}
	err = w.audit("hold.placed", "hold", id, struct {
		Title      int64                  `json:"title"`
		Item       int64                  `json:"item,omitempty"`
		Pickup     int64                  `json:"pickup,omitempty"`
		PassedOver []circulation.HoldCode `json:"passed_over,omitempty"`
		Reason     string                 `json:"reason,omitempty"`
	}{title.ID, r.Item, r.Pickup, permitted, reason})
	if err != nil {
		return nil, err
	}
	p.Placed = true
	p.Hold, err = w.readHold(id)
	return p, err
}

// wishedTitle is the title that is asked for, or of the copy that is.
func wishedTitle(q store.Queryer, r *HoldRequest) (t store.CatalogueTitle, err error) {
	id := r.Title
	if r.Item != 0 {
		c, err := store.ReadCopy(q, r.Item)
		if errors.Is(err, sql.ErrNoRows) {
			return t, fault.New(fault.NotFound, "there is no such copy").With("field", "barcode")
		}
		if err != nil {
			return t, err
		}
		id = c.TitleID
	}
	return readTitle(q, id)
}

func (w *deskwork) wish(r *HoldRequest, m *Member, title int64) (*circulation.WishFacts, error) {
	row, err := store.ReadWish(w.tx, title, r.Item, m.ID, w.now)
	return &circulation.WishFacts{
		Zone: w.policy.zone, Member: m.facts(), Actor: w.by.actor, Off: !w.policy.site.MemberHolds, Limit: w.policy.holdsLimit,
		Waiting: row.Waiting, WaitsFor: row.WaitsFor, HasIt: row.HasIt, Copies: row.Copies, Free: row.Free, OthersFor: row.OthersFor,
	}, err
}

// passedOverHold is what of the reasons a clerk passes over, and why.
func passedOverHold(r *HoldRequest, all []circulation.HoldReason) (permitted []circulation.HoldCode, reason string, err error) {
	if r.Clerk == nil || r.Override == nil {
		return nil, "", nil
	}
	needsReason := false
	for _, standing := range all {
		c := standing.Code
		if !slices.Contains(r.Override.Codes, string(c)) || standing.Override != circulation.OverrideYes {
			continue
		}
		if c != circulation.HoldOnShelf {
			if !r.MayOverride {
				continue
			}
			needsReason = true
		}
		permitted = append(permitted, c)
	}
	if needsReason {
		reason, err = reasonGiven(r.Override.Reason)
	}
	return permitted, reason, err
}

// tellFree adds the copies on the shelf where they stand against waiting.
func (w *deskwork) tellFree(p *Placed, item int64) error {
	if !slices.ContainsFunc(p.Reasons, func(r circulation.HoldReason) bool { return r.Code == circulation.HoldOnShelf }) {
		return nil
	}
	names, err := branchNames(w.tx, w.policy)
	if err != nil {
		return err
	}
	free, err := store.FreeCopiesOf(w.tx, p.TitleID)
	for _, c := range free {
		if item == 0 || c.ID == item {
			p.Free = append(p.Free, FreeCopy{ID: c.ID, Barcode: c.Barcode, CallNumber: c.CallNumber, Branch: names[c.BranchID]})
		}
	}
	return err
}

func (w *deskwork) readHold(id int64) (Hold, error) {
	row, found, err := store.ReadHold(w.tx, id, w.now)
	if err != nil {
		return Hold{}, err
	}
	if !found {
		return Hold{}, fault.New(fault.NotFound, "there is no such hold")
	}
	list, err := w.policy.holds(w.tx, []store.HoldShown{row}, w.now)
	if err != nil {
		return Hold{}, err
	}
	return list[0], nil
}
