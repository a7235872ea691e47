package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// MemberHead is what the desk shows of a member on every page about them.
type MemberHead struct {
	Member
	Now   time.Time
	Today circulation.Day // in the library's zone
}

// MemberHead returns it; fault.NotFound for nobody.
func (l *Library) MemberHead(ctx context.Context, member int64) (*MemberHead, error) {
	h := &MemberHead{Now: l.moment()}
	err := l.reading(ctx, func(q store.Queryer, p *policy) (err error) {
		h.Today = circulation.DayOf(h.Now, p.zone)
		h.Member, _, err = readMember(q, member)
		return err
	})
	if err != nil {
		return nil, err
	}
	return h, nil
}
