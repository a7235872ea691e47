package library

import (
	"context"
	"log/slog"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Time servers set a clock back by seconds; a dead battery sets it back by
// years, or a wrong date forward by months.
const (
	clockMayStepBack = 5 * time.Minute
	clockMayRunAhead = 60 * 24 * time.Hour
)

// clockCannotBeRight compares the clock with the newest audit row: it may not
// stand before it, nor more than 60 days after it. A library that has no audit
// rows yet has nothing to compare with.
func clockCannotBeRight(newestAudit, now time.Time) bool {
	if newestAudit.IsZero() {
		return false
	}
	return now.Before(newestAudit.Add(-clockMayStepBack)) || now.After(newestAudit.Add(clockMayRunAhead))
}

// clockWrong reports whether the clock is not to be believed: found out just
// now, or earlier and not confirmed since.
func (l *Library) clockWrong(p *policy, newestAudit, now time.Time) bool {
	return l.checkClock && (p.clockSuspect || clockCannotBeRight(newestAudit, now))
}

// noteWrongClock keeps a clock that cannot be right in mind. A database that
// cannot be written is not an error here: nothing can be renewed either, and
// the next renewal looks again.
func (l *Library) noteWrongClock(ctx context.Context) error {
	if !l.checkClock {
		return nil
	}
	now := l.moment()
	var pulse store.Pulse
	err := l.db.Read(ctx, func(q store.Queryer) (err error) {
		pulse, err = store.ReadPulse(q)
		return err
	})
	if err != nil || !clockCannotBeRight(pulse.NewestAudit, now) {
		return err
	}
	err = l.db.Write(ctx, func(tx *store.Tx) error { return store.MarkClockSuspect(tx, now) })
	if err != nil {
		l.log.Warn("a clock that cannot be right could not be noted", slog.Any("error", err))
	}
	return nil
}

// clockFault is what a renewal is answered with on such a clock.
func clockFault() error {
	return fault.New(fault.ClockWrong, "set the clock right, then run: simpanbudi clock confirm")
}

// ConfirmClock says that the clock is right, after which renewals are made again.
func (l *Library) ConfirmClock(ctx context.Context) error {
	return l.db.Write(ctx, func(tx *store.Tx) error {
		if err := store.ClearClockSuspect(tx); err != nil {
			return err
		}
		return store.AppendAudit(tx, store.AuditRow{
			At: l.moment(), Actor: actorSystem, Door: doorCommand, Action: "clock.confirmed", Subject: "clock",
		})
	})
}
