package library

import (
	"context"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Letter is what a letter about late books is made of.
type Letter struct {
	Record *MemberRecord
	Site   *Site
	Late   []Loan // the longest overdue first; none: there is nothing to write about
}

// OverdueLetter returns it for a member; fault.NotFound for nobody.
func (l *Library) OverdueLetter(ctx context.Context, member int64) (*Letter, error) {
	letter := &Letter{}
	err := l.db.Read(ctx, func(q store.Queryer) error {
		m, pulse, err := readMember(q, member)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		now := l.moment()
		letter.Site, _ = l.siteIn(p, pulse, now)
		if letter.Record, err = readRecord(q, p, member, now); err != nil {
			return err
		}
		open, err := store.OpenLoans(q, member, now)
		if err != nil {
			return err
		}
		for _, loan := range l.question(p, &m, open, circulation.ActorLibrarian, now).loans() {
			if loan.Overdue {
				letter.Late = append(letter.Late, loan)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return letter, nil
}
