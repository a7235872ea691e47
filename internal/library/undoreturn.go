package library

import (
	"context"
	"database/sql"
	"errors"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// UndoReturn takes a return of today back: the loan is open as it was, its
// sanction is undone, a hold that the copy was set aside for waits again in its
// old place, and a copy that came back damaged is as it was before. What the
// damage cost stays, as other charges do. It returns the loan's member.
//
// Errors: fault.NotFound, fault.Conflict (WhyNotToday, WhyUndone, WhyLentAgain,
// WhyFinePaid, WhyLoanChanged), fault.Mirrored, fault.ClockWrong.
func (l *Library) UndoReturn(ctx context.Context, c Clerk, id int64) (member int64, err error) {
	err = l.atDesk(ctx, c, ownRecord, func(w *deskwork) error {
		row, err := store.ReadReturn(w.tx, id)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound, "there is no such return")
		}
		if err != nil {
			return err
		}
		loan, err := store.ReadLoanState(w.tx, row.LoanID)
		if err != nil {
			return err
		}
		member = loan.MemberID
		return w.undoReturn(&row, &loan)
	})
	if err != nil {
		return 0, err
	}
	return member, nil
}

func (w *deskwork) undoReturn(row *store.ReturnRow, loan *store.LoanState) error {
	c, err := store.ReadCopy(w.tx, loan.ItemID)
	if err != nil {
		return err
	}
	switch {
	case !row.UndoneAt.IsZero():
		return conflict(WhyUndone)
	case !sameDay(row.RecordedAt, w.now, w.policy.branch(loan.BranchID).zone):
		return conflict(WhyNotToday)
	case c.LoanID != 0:
		return conflict(WhyLentAgain)
	}
	if ok, err := store.UndoReturn(w.tx, row.ID, w.now); err != nil || !ok {
		return orConflict(err, WhyUndone)
	}
	ok, err := store.ReopenLoan(w.tx, loan.ID, row.LoanStatus)
	if store.IsUnique(err) {
		return conflict(WhyLentAgain)
	}
	if err != nil || !ok {
		return orConflict(err, WhyLoanChanged)
	}
	sanction, found, err := store.SanctionOfReturn(w.tx, loan.ID, row.ID)
	if err != nil {
		return err
	}
	if found {
		if err := w.undoSanction(&sanction, loan.ID); err != nil {
			return err
		}
	}
	if err := w.putBack(&c, "return_undone"); err != nil {
		return err
	}
	lost := row.ItemStatus == string(circulation.ItemLost) && c.Status == string(circulation.ItemAvailable)
	damaged := row.Damaged && row.ItemStatus != c.Status && c.Status == string(circulation.ItemDamaged)
	if lost || damaged {
		if err := w.setCopyStatus(c.ID, circulation.ItemStatus(c.Status), circulation.ItemStatus(row.ItemStatus), ""); err != nil {
			return err
		}
	}
	return w.audit("loan.return_undone", "loan", loan.ID, struct {
		Return int64 `json:"return"`
		Item   int64 `json:"item"`
	}{row.ID, c.ID})
}

// orConflict is err, or the conflict where a conditional write has not met its row.
func orConflict(err error, why string) error {
	if err != nil {
		return err
	}
	return conflict(why)
}

// undoSanction takes back what a lateness came to that is not over after all.
func (w *deskwork) undoSanction(s *store.UndoableSanction, loan int64) error {
	if s.Fine > s.MemberFines {
		return conflict(WhyFinePaid)
	}
	if ok, err := store.UndoSanction(w.tx, s, w.now); err != nil || !ok {
		return orConflict(err, WhyUndone)
	}
	return w.audit("member.sanction_undone", "member", s.MemberID, struct {
		Loan int64 `json:"loan"`
		Fine int64 `json:"fine"`
	}{loan, s.Fine})
}
