package library

import (
	"context"
	"database/sql"
	"errors"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Damage says in what state a copy is.
type Damage struct {
	Clerk   Clerk
	Item    int64
	Was     circulation.ItemStatus // as shown: damaged to put it back in service
	Damaged bool
	Reason  string // may be empty
}

// MarkDamaged marks a copy as damaged, or puts it back in service. A hold that a
// damaged copy was set aside for waits again in its old place. A copy that is
// mended is for loan again unless it was not before, and goes to who waits longest:
// the answer, nil for nobody. A loan of the copy goes on either way.
//
// Errors: fault.NotFound, fault.Conflict (WhyItemChanged), fault.Invalid (field
// reason), fault.Mirrored, fault.ClockWrong.
func (l *Library) MarkDamaged(ctx context.Context, r Damage) (*HeldFor, error) {
	var next *HeldFor
	err := l.atDesk(ctx, r.Clerk, ownRecord, func(w *deskwork) error {
		reason, err := reasonIfAny(r.Reason)
		if err != nil {
			return err
		}
		c, err := store.ReadCopy(w.tx, r.Item)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound, "there is no such copy").With("field", "item")
		}
		if err != nil {
			return err
		}
		if c.Status != string(r.Was) || !mayBeDamaged(r.Was) || r.Damaged == (r.Was == circulation.ItemDamaged) {
			return conflict(WhyItemChanged)
		}
		if r.Damaged {
			return w.damage(&c, reason)
		}
		next, err = w.mend(&c, reason)
		return err
	})
	if err != nil {
		return nil, err
	}
	return next, nil
}

// ReturnDamaged takes back the book of a loan that has come back damaged: the loan
// ends as with Return, but the copy is set aside for nobody and is not for loan
// until it is back in service. What it costs is booked with it. A second post of
// the same form books nothing more; the answer is then nil.
//
// Errors: those of DeclareLost.
func (l *Library) ReturnDamaged(ctx context.Context, r Loss) (*Returned, error) {
	var done *Returned
	err := l.atDesk(ctx, r.Clerk, ownRecord, func(w *deskwork) error {
		reason, err := r.check()
		if err != nil {
			return err
		}
		if r.RequestKey != "" {
			if booked, err := store.LineOfRequest(w.tx, r.RequestKey); err != nil || booked {
				return err
			}
		}
		loan, err := w.loanShown(r.Loan)
		if err != nil {
			return err
		}
		c, err := store.ReadCopy(w.tx, loan.ItemID)
		if err != nil {
			return err
		}
		if done, err = w.takeBackAs(&c, w.now, reason, true); err != nil || r.Charge == 0 {
			return err
		}
		return w.charge(&r, &loan, reason)
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// damage marks a copy as damaged; who it was set aside for waits again.
func (w *deskwork) damage(c *store.CopyRow, reason string) error {
	if err := w.putBack(c, "damaged"); err != nil || c.Status == string(circulation.ItemDamaged) {
		return err
	}
	if err := w.setCopyStatus(c.ID, circulation.ItemStatus(c.Status), circulation.ItemDamaged, reason); err != nil {
		return err
	}
	c.Status = string(circulation.ItemDamaged)
	return nil
}

// mend puts a damaged copy back in service as it was before.
func (w *deskwork) mend(c *store.CopyRow, reason string) (*HeldFor, error) {
	before, err := store.StatusBeforeDamage(w.tx, c.ID)
	if err != nil {
		return nil, err
	}
	to := circulation.ItemAvailable
	if before == string(circulation.ItemNotForLoan) {
		to = circulation.ItemNotForLoan
	}
	if err := w.setCopyStatus(c.ID, circulation.ItemDamaged, to, reason); err != nil {
		return nil, err
	}
	return w.captureNext(c.ID)
}

// mayBeDamaged: what is lost or withdrawn is not at hand.
func mayBeDamaged(s circulation.ItemStatus) bool {
	return s == circulation.ItemAvailable || s == circulation.ItemDamaged || s == circulation.ItemNotForLoan
}
