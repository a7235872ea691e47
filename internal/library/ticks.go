package library

import (
	"context"
	"time"

	"simpanbudi/internal/store"
)

// Tick is what one form has ticked as entered in the system that keeps the record.
type Tick struct {
	At      time.Time // in the library's zone
	Staff   int64     // who ticked
	Name    string
	Renewal int64 // the first of them
	N       int
	Title   string // of the first
}

// mostTicks is how many of a day's ticks are listed.
const mostTicks = 50

// TickedToday returns what staff have ticked today, newest first; it can be undone.
func (l *Library) TickedToday(ctx context.Context) (list []Tick, err error) {
	err = l.today(ctx, 0, func(q store.Queryer, d *day) error {
		if !d.policy.mirror {
			return nil
		}
		rows, err := store.TicksSince(q, d.here().Start(d.policy.zone), mostTicks)
		for _, r := range rows {
			list = append(list, Tick{At: r.At.In(d.policy.zone), Staff: r.StaffID, Name: r.Staff, Renewal: r.First, N: r.N, Title: r.Title})
		}
		return err
	})
	return list, err
}

// UndoTick takes back what was ticked in one form today, and returns of how many
// renewals: they are to be entered again. What an import has shown to be entered
// nobody has ticked.
//
// Errors: fault.Conflict (WhyNotToday, WhyUndone), fault.Invalid where the record
// is kept here.
func (l *Library) UndoTick(ctx context.Context, c Clerk, at time.Time, staff int64) (n int, err error) {
	now := l.moment()
	for {
		some := 0
		err = l.writingElsewhere(ctx, func(tx *store.Tx, p *policy) (err error) {
			if !sameDay(at, now, p.zone) {
				return conflict(WhyNotToday)
			}
			if some, err = store.Untick(tx, at, staff, enteredAtOnce); err != nil || some == 0 {
				return err
			}
			return auditClerk(tx, c, now, "renewal.entered_undone", "staff", staff, map[string]int{"n": some})
		})
		n += some
		if err != nil || some < enteredAtOnce {
			break
		}
	}
	if err == nil && n == 0 {
		err = conflict(WhyUndone)
	}
	return n, err
}
