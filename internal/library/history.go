package library

import (
	"context"
	"time"

	"simpanbudi/internal/store"
)

// PastRenewal is one row of a member's history of renewals.
type PastRenewal struct {
	Ref      string
	Title    string
	At       time.Time
	OldDueAt time.Time
	NewDueAt time.Time
	Zone     *time.Location // of the item's home branch
	Door     string
}

// maxHistory bounds what one page asks for.
const maxHistory = 1000

// History returns a member's renewals, newest first, those undone left out.
func (l *Library) History(ctx context.Context, member int64, limit int) ([]PastRenewal, error) {
	var history []PastRenewal
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		return store.EachRenewalOf(q, member, min(max(limit, 0), maxHistory), func(r *store.PastRenewal) error {
			zone := p.branch(r.BranchID).zone
			history = append(history, PastRenewal{
				Ref: r.Ref, Title: r.Title, At: r.RenewedAt.In(zone),
				OldDueAt: r.OldDueAt.In(zone), NewDueAt: r.NewDueAt.In(zone), Zone: zone, Door: r.Door,
			})
			return nil
		})
	})
	return history, err
}
