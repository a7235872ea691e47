package intake

import (
	"cmp"
	"encoding/json"
	"time"

	"simpanbudi/internal/store"
)

// loanIndex files the loans of a batch, each under everything it is found by.
type loanIndex struct {
	*loanStep
	byID map[int64]*store.IntakeLoan
}

func (x *loanIndex) fill(cards, barcodes, sourceIDs []string) error {
	if len(sourceIDs) > 0 {
		if err := x.file(store.IntakeLoansBySource(x.q, x.options.SourceSystem, sourceIDs)); err != nil {
			return err
		}
	}
	var items []int64
	var pairs [][2]int64
	for i, barcode := range barcodes {
		item, member := x.shelves[barcode].ItemID, x.members[cards[i]]
		if item != 0 {
			items = append(items, item)
		}
		if item != 0 && member != 0 {
			pairs = append(pairs, [2]int64{item, member})
		}
	}
	if err := x.file(store.IntakeOpenLoans(x.q, items)); err != nil {
		return err
	}
	list, err := json.Marshal(pairs)
	if err != nil {
		return err
	}
	if err := x.file(store.IntakeLoansOfPairs(x.q, string(list))); err != nil {
		return err
	}
	return x.fileRenewals()
}

func (x *loanIndex) file(loans []store.IntakeLoan, err error) error {
	for i := range loans {
		loan := &loans[i]
		if _, known := x.byID[loan.ID]; known {
			continue
		}
		x.byID[loan.ID] = loan
		if _, moved := x.run.moved[loan.ID]; moved { // a dry run has not really closed it
			loan.Closed, loan.Status, loan.SourceID = true, "returned_elsewhere", ""
		}
		if loan.SourceID != "" && loan.SourceSystem == x.options.SourceSystem {
			x.bySource[loan.SourceID] = loan
		}
		at := pair{loan.ItemID, loan.MemberID}
		x.byPair[at] = append(x.byPair[at], loan)
		if !loan.Closed {
			x.open[loan.ItemID] = loan
		}
	}
	return err
}

// fileRenewals reads the renewals made here of the loans that have any.
func (x *loanIndex) fileRenewals() error {
	var renewed []int64
	for id, loan := range x.byID {
		if loan.Renewals > loan.Imported {
			renewed = append(renewed, id)
		}
	}
	if len(renewed) == 0 {
		return nil
	}
	done, err := store.DoneRenewals(x.q, store.IDList(renewed))
	for _, d := range done {
		x.ours[d.LoanID] = append(x.ours[d.LoanID], d)
	}
	return err
}

// match finds the loan that a row is about: by its source id, else by copy,
// member and the time of borrowing, at the precision of the row.
func (l *loanStep) match(row *Loan, at pair, zone *time.Location) *store.IntakeLoan {
	if found := l.bySource[row.SourceID]; found != nil && row.SourceID != "" && (pair{found.ItemID, found.MemberID}) == at {
		return found
	}
	var best *store.IntakeLoan
	bestLike := unlike
	for _, loan := range l.byPair[at] {
		if row.SourceID != "" && loan.SourceID != "" && loan.SourceSystem == l.options.SourceSystem {
			continue // the source tells them apart
		}
		like := row.BorrowedAt.fits(loan.BorrowedAt, zone)
		if like > unlike && (best == nil || likelier(like, loan, bestLike, best)) {
			best, bestLike = loan, like
		}
	}
	return best
}

// likelier prefers the better fit, then a loan that is still open, then the
// newer one.
func likelier(like likeness, loan *store.IntakeLoan, than likeness, other *store.IntakeLoan) bool {
	if like != than {
		return like > than
	}
	if loan.Closed != other.Closed {
		return other.Closed
	}
	return cmp.Less(other.ID, loan.ID)
}

// freeCopy makes sure that the copy is free for the row's loan: of two loans of
// a copy the older one has ended. Where that is the row's, it is left out.
func (l *loanStep) freeCopy(row *Loan, found *store.IntakeLoan, at pair, zone *time.Location) (bool, error) {
	holder := l.open[at.item]
	if holder == nil || holder.Closed || found != nil && holder.ID == found.ID {
		return true, nil
	}
	_, met := l.run.met[holder.ID]
	gone := l.options.Complete && !met && holder.ID <= l.highestLoan // it is to be closed anyway
	if holder.BorrowedAt > row.BorrowedAt.begins(zone) && !gone {
		l.keep(l.difference(OlderLoan, row, holder, zone))
		return false, nil
	}
	return true, l.lentAnew(row, holder, zone)
}

// lentAnew closes a loan that another one of the same copy has ended.
func (l *loanStep) lentAnew(row *Loan, loan *store.IntakeLoan, zone *time.Location) error {
	l.counts.Closed++
	l.differ(l.difference(LentElsewhere, row, loan, zone))
	loan.Closed, loan.Status = true, "returned_elsewhere"
	l.met = append(l.met, loan.ID)
	if l.open[loan.ItemID] == loan {
		delete(l.open, loan.ItemID)
	}
	return l.write(func(tx *store.Tx) error { return l.closeElsewhere(tx, loan.ID) })
}
