package intake

import (
	"math"
	"time"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// moves closes the loans whose source id the source has given to another copy
// or another person: what they stood for is gone from the source. It comes
// before all loans, as any row may need a copy that is freed by it.
func (s *step) moves(b batch[Loan]) error {
	rows := map[string]*Loan{}
	ids := make([]string, 0, len(b.rows))
	for i := range b.rows {
		if id := b.rows[i].SourceID; id != "" {
			rows[id] = &b.rows[i]
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	sourced, err := store.IntakeSourcedLoans(s.q, s.options.SourceSystem, ids)
	if err != nil {
		return err
	}
	for i := range sourced {
		row := rows[sourced[i].SourceID]
		if sourced[i].Barcode == row.Barcode && sourced[i].CardKey == identity.CardKey(row.Card) {
			continue
		}
		if err := s.move(row, &sourced[i]); err != nil {
			return err
		}
	}
	return nil
}

// move takes the source id from a loan and closes it where it is open.
func (s *step) move(row *Loan, old *store.IntakeSourcedLoan) error {
	s.moved = append(s.moved, old.ID)
	zone := s.places.zoneByID(old.BranchID)
	if !old.Closed {
		s.counts.Closed++
		d := difference(LoanMoved, row, zone)
		d.Barcode, d.Loan, d.OurDue, d.OurRenewals = old.Barcode, old.ID, time.Unix(old.DueAt, 0), old.Renewals
		s.differ(d)
	}
	return s.write(func(tx *store.Tx) error {
		if err := store.ReleaseSourceID(tx, old.ID); err != nil || old.Closed {
			return err
		}
		return s.closeElsewhere(tx, old.ID)
	})
}

// closeElsewhere closes a loan that was returned in the other system.
func (s *step) closeElsewhere(tx *store.Tx, loan int64) error {
	if _, err := store.CloseElsewhere(tx, loan, s.now); err != nil {
		return err
	}
	if err := store.EnterKnown(tx, loan, math.MaxInt32, s.now); err != nil { // it is over there too
		return err
	}
	return s.record(tx, "loan.closed_elsewhere", loan, nil)
}
