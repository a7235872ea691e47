package library

import (
	"context"
	"time"

	"simpanbudi/internal/store"
)

// flagBatch is how many loans are flagged in one write: members who renew wait no
// longer than that takes.
const flagBatch = 1000

// FlagOverdue flags the loans that have become late by an instant and returns how
// many. No page depends on the flag. A dry run counts and changes nothing.
func (l *Library) FlagOverdue(ctx context.Context, at time.Time, dryRun bool) (flagged int64, err error) {
	after, loan := time.Time{}, int64(0)
	for {
		var ids []int64
		step := func(q store.Queryer) (err error) {
			ids, after, err = store.Unflagged(q, after, loan, at, flagBatch)
			return err
		}
		if dryRun {
			err = l.db.Read(ctx, step)
		} else {
			err = l.db.Write(ctx, func(tx *store.Tx) error {
				if err := step(tx); err != nil || len(ids) == 0 {
					return err
				}
				return store.FlagOverdue(tx, ids, at)
			})
		}
		if err != nil {
			return flagged, err
		}
		flagged += int64(len(ids))
		if len(ids) < flagBatch {
			return flagged, nil
		}
		loan = ids[len(ids)-1]
	}
}
