package intake_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"simpanbudi/internal/library"
	"simpanbudi/internal/library/intake"
)

// An import that is cut off between any two batches keeps the whole batches it
// has written, and running it again ends where an undisturbed one ends.
func TestAnImportThatWasCutOffIsFinishedByTheNext(t *testing.T) {
	whole := newHouse(t)
	writeLargeLibrary(t, whole.dir, 1_000, 2_000, 800)
	batches := 0
	whole.take(intake.Options{Progress: func(p intake.Progress) {
		if p.Phase == "write" {
			batches++
		}
	}})
	for _, stop := range []int{1, batches / 3, batches / 2, batches - 1} {
		t.Run(fmt.Sprintf("after %d of %d batches", stop, batches), func(t *testing.T) {
			h := newHouse(t)
			h.keys = whole.keys // or the hashes of birth dates differ
			writeLargeLibrary(t, h.dir, 1_000, 2_000, 800)
			ctx, cancel := context.WithCancel(t.Context())
			seen := 0
			_, err := h.try(ctx, intake.Options{Progress: func(p intake.Progress) {
				if p.Phase == "write" {
					if seen++; seen == stop {
						cancel()
					}
				}
			}})
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("cut off: %v", err)
			}
			want(t, "finished imports", h.Int(`select count(*) from imports where finished_at is not null`), 0)
			written := h.Int(`select (select count(*) from members) + (select count(*) from items) + (select count(*) from loans)`)
			if written == 0 {
				t.Error("nothing was written before the cut")
			}
			h.take(intake.Options{Complete: true})
			if h.dump() != whole.dump() {
				t.Error("the finished import differs from an undisturbed one")
			}
		})
	}
}

func TestMembersRenewWhileAnImportRuns(t *testing.T) {
	h := newHouse(t)
	writeLargeLibrary(t, h.dir, 1_000, 2_000, 800)
	loan := h.Member("umum").Loan()
	renewed := make(chan error, 1)
	started := false
	h.take(intake.Options{Progress: func(p intake.Progress) {
		if p.Phase != "write" || started {
			return
		}
		started = true
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		go func() {
			defer cancel()
			_, err := h.Library.Renew(ctx, loan.Renewal())
			renewed <- err
		}()
	}})
	if err := <-renewed; err != nil {
		t.Fatal(err)
	}
	want(t, "renewals", h.Int(`select renewals from loans where id = ?`, loan.ID), 1)
	want(t, "receipts", h.Int(`select count(*) from receipt_lines where result = ?`, library.ResultRenewed), 1)
}
