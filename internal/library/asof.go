package library

import (
	"context"
	"time"

	"simpanbudi/internal/store"
)

// Moment is the library's time, for a page to remember when it was shown.
func (l *Library) Moment() time.Time { return l.moment() }

// LoanAsOf returns a loan in the state in which a page that was shown at since has
// seen it: without the renewals that were made from then on. Where the same code is
// scanned or sent twice, this tells the repetition from a second wish.
func (l *Library) LoanAsOf(ctx context.Context, loan LoanRef, since time.Time) (LoanRef, error) {
	err := l.db.Read(ctx, func(q store.Queryer) error {
		n, err := store.RenewalsFrom(q, loan.ID, since)
		loan.Renewals = max(0, loan.Renewals-n)
		return err
	})
	return loan, err
}
