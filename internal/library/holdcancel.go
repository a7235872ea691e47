package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// HoldEnd asks to end a hold.
type HoldEnd struct {
	Hold   int64
	Member int64 // whose it must be; 0: anybody's, for a clerk only

	Clerk *Clerk // nil: the member asks, by Door
	Door  string
}

// HoldEnded is what became of a hold that has ended, and of the copy that was set
// aside for it.
type HoldEnded struct {
	Hold Hold
	Copy int64    // that stood ready; 0: none did
	Next *HeldFor // who it is set aside for now; nil: it goes back to its place
}

// WhyHoldEnded is why a hold cannot be cancelled or taken down: it has ended
// already, or does not stand ready any more.
const WhyHoldEnded = "hold_ended"

// CancelHold ends a hold that waits or stands ready; a copy that stood ready goes to
// who waits next. Cancelling twice does nothing more.
//
// Errors: fault.NotFound for no such hold, or another member's; fault.Conflict
// (WhyHoldEnded) where it was filled or has expired; fault.Mirrored, fault.ClockWrong.
func (l *Library) CancelHold(ctx context.Context, r HoldEnd) (*HoldEnded, error) {
	by := hand{circulation.ActorMember, r.Member, r.Door}
	if r.Clerk != nil {
		by = hand{circulation.ActorLibrarian, r.Clerk.Staff, r.Clerk.Door}
	}
	var ended *HoldEnded
	err := l.byHand(ctx, by, ownRecord, func(w *deskwork) error {
		row, found, err := store.ReadHold(w.tx, r.Hold, w.now)
		if err != nil {
			return err
		}
		if !found || r.Member != 0 && row.MemberID != r.Member || r.Member == 0 && r.Clerk == nil {
			return fault.New(fault.NotFound, "there is no such hold")
		}
		if r.Clerk == nil && !w.policy.site.MemberHolds {
			return fault.New(fault.NotFound, "members do not cancel holds here")
		}
		switch row.Status {
		case holdCancelled:
			h, err := w.readHold(r.Hold)
			ended = &HoldEnded{Hold: h}
			return err
		case holdWaiting, holdReady:
			ended, err = w.endHold(&row, holdCancelled, "hold.cancelled")
			return err
		}
		return conflict(WhyHoldEnded)
	})
	if err != nil {
		return nil, err
	}
	return ended, nil
}

// TakeDownHold ends a hold whose book was not fetched in time; the book goes to who
// waits next. fault.Conflict (WhyHoldEnded) where it does not stand ready any more,
// or its time is not over.
func (l *Library) TakeDownHold(ctx context.Context, c Clerk, hold int64) (*HoldEnded, error) {
	var ended *HoldEnded
	err := l.atDesk(ctx, c, ownRecord, func(w *deskwork) error {
		row, found, err := store.ReadHold(w.tx, hold, w.now)
		if err != nil {
			return err
		}
		if !found {
			return fault.New(fault.NotFound, "there is no such hold")
		}
		if row.Status != holdReady || !row.ShelfUntil.Before(w.now) {
			return conflict(WhyHoldEnded)
		}
		ended, err = w.endHold(&row, holdExpired, "hold.expired")
		return err
	})
	if err != nil {
		return nil, err
	}
	return ended, nil
}

// endHold ends a hold and hands its copy on.
func (w *deskwork) endHold(row *store.HoldShown, after, action string) (*HoldEnded, error) {
	if ok, err := store.EndHold(w.tx, row.ID, row.Status, after, w.now); err != nil || !ok {
		if err == nil {
			err = conflict(WhyHoldEnded)
		}
		return nil, err
	}
	ended := &HoldEnded{}
	var err error
	if ended.Hold, err = w.readHold(row.ID); err != nil {
		return nil, err
	}
	if row.Status != holdReady {
		return ended, w.audit(action, "hold", row.ID, nil)
	}
	ended.Copy = row.CopyID
	if err := w.audit(action, "hold", row.ID, map[string]int64{"item": row.CopyID}); err != nil {
		return nil, err
	}
	if err := store.DropNotice(w.tx, holdReadyKey(row.ID, row.ReadyAt), w.now); err != nil {
		return nil, err
	}
	ended.Next, err = w.captureNext(row.CopyID)
	return ended, err
}

// captureNext sets a copy that a hold has given free aside for who waits next.
func (w *deskwork) captureNext(item int64) (*HeldFor, error) {
	c, err := store.ReadCopy(w.tx, item)
	if err != nil || c.LoanID != 0 {
		return nil, err
	}
	return w.capture(&c, 0)
}

// ShelfJob is what ending holds that were not fetched in time came to.
type ShelfJob struct {
	Expired  int         // holds that have ended, or would end
	PassedOn int         // of their books: set aside for who waits next
	Ended    []HoldEnded // in the order of their days; none of a dry run
}

// shelfBatch is how many holds one transaction ends.
const shelfBatch = 100

// ExpireShelf ends the holds whose last day on the shelf is past at now, and hands
// their books on; on a dry run it only counts them. It can be run at any time and
// again. In a mirror there is nothing to do: fault.Mirrored.
func (l *Library) ExpireShelf(ctx context.Context, now time.Time, dry bool) (*ShelfJob, error) {
	job := &ShelfJob{}
	if dry {
		return job, l.db.Read(ctx, func(q store.Queryer) error {
			list, err := store.OverShelf(q, now, 1<<31)
			job.Expired = len(list)
			return err
		})
	}
	for {
		done := 0
		var ended []HoldEnded
		err := l.byHand(ctx, hand{actor: circulation.ActorAutomatic, door: "job"}, ownRecord, func(w *deskwork) error {
			w.now, ended = now, nil
			list, err := store.OverShelf(w.tx, now, shelfBatch)
			done = len(list)
			for _, id := range list {
				row, found, err := store.ReadHold(w.tx, id, now)
				if err != nil || !found {
					return err
				}
				e, err := w.endHold(&row, holdExpired, "hold.expired")
				if err != nil {
					return err
				}
				ended = append(ended, *e)
			}
			return err
		})
		if err != nil {
			return job, err
		}
		for _, e := range ended {
			job.Expired++
			if e.Next != nil {
				job.PassedOn++
			}
		}
		job.Ended = append(job.Ended, ended...)
		if done < shelfBatch {
			return job, nil
		}
	}
}
