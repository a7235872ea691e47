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
	Was     circulation.ItemStatus // as shown: available, or damaged to make it available again
	Damaged bool
	Reason  string // may be empty
}

// MarkDamaged marks a copy as damaged, or as mended. A hold that a damaged copy
// was set aside for waits again in its old place.
//
// Errors: fault.NotFound, fault.Conflict (WhyItemChanged), fault.Mirrored,
// fault.ClockWrong.
func (l *Library) MarkDamaged(ctx context.Context, r Damage) error {
	return l.atDesk(ctx, r.Clerk, ownRecord, func(w *deskwork) error {
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
		to := circulation.ItemAvailable
		if r.Damaged {
			to = circulation.ItemDamaged
			if err := w.putBack(&c, "damaged"); err != nil {
				return err
			}
		}
		if r.Was == to || !mayBeDamaged(r.Was) {
			return conflict(WhyItemChanged)
		}
		return w.setCopyStatus(c.ID, r.Was, to, reason)
	})
}

// mayBeDamaged: what is lost or withdrawn is not at hand.
func mayBeDamaged(s circulation.ItemStatus) bool {
	return s == circulation.ItemAvailable || s == circulation.ItemDamaged || s == circulation.ItemNotForLoan
}
