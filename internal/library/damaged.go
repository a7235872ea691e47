package library

import (
	"context"

	"simpanbudi/internal/circulation"
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
func (l *Library) MarkDamaged(ctx context.Context, r Damage) error { return errNotBuilt }
