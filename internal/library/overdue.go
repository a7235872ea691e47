package library

import (
	"context"
	"time"

	"simpanbudi/internal/store"
)

const (
	// flagBatch is how many loans are flagged in one write: members who renew wait no
	// longer than that takes.
	flagBatch = 1000
	// flagHandful is how many of them are looked for at a time.
	flagHandful = 100
)

// FlagOverdue flags the loans that have become late by an instant and returns how
// many. No page depends on the flag. A dry run counts and changes nothing.
func (l *Library) FlagOverdue(ctx context.Context, at time.Time, dryRun bool) (flagged int64, err error) {
	f := flagging{at: at}
	for !f.ended {
		if dryRun {
			err = l.db.Read(ctx, f.look)
		} else {
			err = l.db.WriteBatch(ctx, f.write)
		}
		if err != nil {
			return flagged, err
		}
		flagged += int64(len(f.late))
	}
	return flagged, nil
}

// flagging is a run on its way through the late loans.
type flagging struct {
	at time.Time
	// Where the next batch begins, and whether there is none.
	after time.Time
	loan  int64
	ended bool
	late  []int64 // of the batch at hand
}

func (f *flagging) look(q store.Queryer) error {
	f.late = f.late[:0]
	for len(f.late) < flagBatch && !f.ended {
		ids, after, err := store.Unflagged(q, f.after, f.loan, f.at, flagHandful)
		if err != nil {
			return err
		}
		f.ended = len(ids) < flagHandful
		if len(ids) > 0 {
			f.after, f.loan = after, ids[len(ids)-1]
		}
		f.late = append(f.late, ids...)
		store.GiveWay()
	}
	return nil
}

func (f *flagging) write(tx *store.Tx) error {
	if err := f.look(tx); err != nil || len(f.late) == 0 {
		return err
	}
	return store.FlagOverdue(tx, f.late, f.at)
}
