package intake

import (
	"context"
	"fmt"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// mostMissing is one in how many open loans may be missing from a complete
// source before somebody has to say that this is right: a file that was cut
// short looks like many returned books.
const mostMissing = 10

// compare finds the open loans that a complete source does not have, before
// anything is written, and refuses to close too many of them.
func (r *run) compare(ctx context.Context) error {
	err := eachBatch(r, KindLoans, "compare", r.src.Loans(), func(b batch[Loan]) error {
		return r.db.Snapshot(ctx, func(q store.Queryer) error {
			s := r.newStep()
			s.q = q
			return s.meet(b)
		})
	})
	if err != nil {
		return err
	}
	open := 0
	missing, err := r.missing(ctx, func() { open++ })
	if err != nil {
		return err
	}
	if len(missing)*mostMissing > open && !r.options.Force {
		return fault.New(TooManyMissing, fmt.Sprintf("%d of %d open loans are missing from the loans and would be closed, more than "+
			"one in ten, so nothing was written: check that the file is whole, then repeat with --force", len(missing), open)).
			With("missing", len(missing)).With("open", open)
	}
	return nil
}

// meet notes which loans the rows of a batch are about.
func (s *step) meet(b batch[Loan]) error {
	l, err := s.loadLoans(b)
	if err != nil {
		return err
	}
	for i := range b.rows {
		row := &b.rows[i]
		shelf := l.shelves[row.Barcode]
		at := pair{shelf.ItemID, l.memberOf(row)}
		if found := l.match(row, at, l.zone(shelf)); found != nil && !s.older.has(b.at[i]) {
			s.run.met[found.ID] = struct{}{}
		}
	}
	return nil
}

// missing returns the open loans that were there before and that no row was
// about. each is called for every open loan.
func (r *run) missing(ctx context.Context, each func()) ([]int64, error) {
	var list []int64
	err := r.db.Read(ctx, func(q store.Queryer) error {
		return store.EachOpenLoan(q, r.highestLoan, func(loan int64) {
			each()
			if _, met := r.met[loan]; !met {
				list = append(list, loan)
			}
		})
	})
	return list, err
}

// closeMissing closes the loans that the source does not have, and cancels the
// holds it does not have where it has holds at all. Where some of those cannot
// be read nobody knows which are missing, and nobody loses a place in a queue.
func (r *run) closeMissing(ctx context.Context) error {
	loans, err := r.missing(ctx, func() {})
	if err != nil {
		return err
	}
	total := len(loans)
	for len(loans) > 0 {
		some := loans[:min(batchRows, len(loans))]
		loans = loans[len(some):]
		if err := r.do(ctx, KindLoans, func(s *step) error { return s.closeLoans(some) }); err != nil {
			return err
		}
		r.progress("close", KindLoans, total-len(loans), total)
	}
	if r.src.Holds() == nil {
		return nil
	}
	if bad := r.report.Counts[KindHolds].Bad; bad > 0 {
		r.report.Warnings = append(r.report.Warnings, Warning{File: "holds.csv", Code: "holds_kept",
			Text: fmt.Sprintf("%s cannot be read, so no hold is cancelled for being missing", rowCount(bad))})
		return nil
	}
	return r.do(ctx, KindHolds, (*step).cancelHolds)
}

func (s *step) closeLoans(ids []int64) error {
	open, err := store.OpenLoansByID(s.q, ids)
	if err != nil {
		return err
	}
	for _, loan := range open {
		s.counts.Closed++
		s.differ(Difference{Kind: ClosedElsewhere, Loan: loan.ID, Barcode: loan.Barcode, SourceID: loan.SourceID,
			OurDue: time.Unix(loan.DueAt, 0), OurRenewals: loan.Renewals, SourceRenewals: -1, Zone: s.places.zoneByID(loan.BranchID)})
		if err := s.write(func(tx *store.Tx) error { return s.closeElsewhere(tx, loan.ID) }); err != nil {
			return err
		}
	}
	return nil
}

// cancelHolds cancels the holds that were there before and that no row was
// about. A library has few holds next to its loans, so one batch does.
func (s *step) cancelHolds() error {
	var gone []Difference
	err := store.EachActiveHold(s.q, s.highestHold, func(h store.IntakeHold, barcode string) error {
		if _, met := s.run.metHolds[h.ID]; !met {
			gone = append(gone, Difference{Kind: HoldCancelled, Hold: h.ID, Barcode: barcode, OurRenewals: -1, SourceRenewals: -1})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, d := range gone {
		s.counts.Closed++
		s.differ(d)
		err := s.write(func(tx *store.Tx) error {
			if _, err := store.CancelHold(tx, d.Hold); err != nil {
				return err
			}
			return store.AppendAudit(tx, s.audit(store.HoldMissedAction, "hold", d.Hold, ""))
		})
		if err != nil {
			return err
		}
	}
	return nil
}
