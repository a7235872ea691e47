package intake

import (
	"time"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// holdStep is a batch of hold rows with everything here that they can be about.
type holdStep struct {
	*step
	members  map[string]int64
	shelves  map[string]store.IntakeShelf
	byMember map[int64][]*store.IntakeHold
}

// holds compares a batch of holds and writes what has changed.
func (s *step) holds(b batch[Hold]) error {
	cards, barcodes := make([]string, len(b.rows)), make([]string, len(b.rows))
	for i := range b.rows {
		cards[i], barcodes[i] = identity.CardKey(b.rows[i].Card), b.rows[i].Barcode
	}
	h := &holdStep{step: s, byMember: map[int64][]*store.IntakeHold{}}
	var err error
	if h.members, err = store.IntakeMemberIDs(s.q, cards); err != nil {
		return err
	}
	if h.shelves, err = store.IntakeShelves(s.q, barcodes); err != nil {
		return err
	}
	ids := make([]int64, 0, len(h.members))
	for _, id := range h.members {
		ids = append(ids, id)
	}
	list, err := store.IntakeHolds(s.q, ids)
	if err != nil {
		return err
	}
	for i := range list {
		h.byMember[list[i].MemberID] = append(h.byMember[list[i].MemberID], &list[i])
	}
	for i := range b.rows {
		if err := h.hold(&b.rows[i]); err != nil {
			return err
		}
	}
	return nil
}

// hold compares one row.
func (h *holdStep) hold(row *Hold) error {
	shelf := h.shelves[row.Barcode]
	zone := h.places.zoneByID(shelf.BranchID)
	want := store.IntakeHold{TitleID: shelf.TitleID, MemberID: h.members[identity.CardKey(row.Card)],
		PlacedAt: row.PlacedAt.begins(zone), Status: "waiting"}
	if row.Copy {
		want.ItemID = shelf.ItemID
	}
	old := h.match(row, &want, zone)
	switch {
	case old == nil:
		h.counts.Created++
		return h.write(func(tx *store.Tx) (err error) {
			want.ID, err = store.InsertIntakeHold(tx, &want, h.options.SourceSystem)
			h.byMember[want.MemberID] = append(h.byMember[want.MemberID], &want)
			h.metHolds = append(h.metHolds, want.ID)
			return err
		})
	case old.Active():
		h.metHolds = append(h.metHolds, old.ID)
		return h.wait(old, &want, row, zone)
	case old.Missed && h.options.Complete:
		h.metHolds = append(h.metHolds, old.ID)
		return h.reopen(old, row, zone)
	}
	h.keep(h.difference(HoldStaysClosed, row, old, zone))
	return nil
}

// match finds the hold that a row is about: the same wish, placed at the same
// time, or one that still waits; a member does not wait twice for one thing.
func (h *holdStep) match(row *Hold, want *store.IntakeHold, zone *time.Location) *store.IntakeHold {
	var best *store.IntakeHold
	bestScore := 0
	for _, hold := range h.byMember[want.MemberID] {
		if hold.TitleID != want.TitleID || hold.ItemID != want.ItemID {
			continue
		}
		score := 0
		if hold.Active() {
			score++
		}
		if row.PlacedAt.fits(hold.PlacedAt, zone) > unlike {
			score += 2
		}
		if score > bestScore {
			best, bestScore = hold, score
		}
	}
	return best
}

// wait keeps the earlier of two times of placing: who has waited longer does
// not lose the place in the queue.
func (h *holdStep) wait(old, want *store.IntakeHold, row *Hold, zone *time.Location) error {
	if row.PlacedAt.fits(old.PlacedAt, zone) > unlike || want.PlacedAt >= old.PlacedAt {
		h.counts.Unchanged++
		return nil
	}
	h.counts.Updated++
	old.PlacedAt = want.PlacedAt
	return h.write(func(tx *store.Tx) error { return store.UpdateIntakeHold(tx, old) })
}

func (h *holdStep) reopen(old *store.IntakeHold, row *Hold, zone *time.Location) error {
	h.counts.Reopened++
	h.differ(h.difference(HoldReopened, row, old, zone))
	old.Status, old.Missed = "waiting", false
	return h.write(func(tx *store.Tx) error {
		if err := store.UpdateIntakeHold(tx, old); err != nil {
			return err
		}
		return store.AppendAudit(tx, h.audit("hold.reopened", "hold", old.ID, ""))
	})
}

func (h *holdStep) difference(kind string, row *Hold, hold *store.IntakeHold, zone *time.Location) Difference {
	return Difference{Kind: kind, Hold: hold.ID, Barcode: row.Barcode, Line: row.Line, Zone: zone, OurRenewals: -1, SourceRenewals: -1}
}
