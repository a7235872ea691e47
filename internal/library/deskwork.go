package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// deskwork is one use case of the desk on its way through its transaction.
type deskwork struct {
	l      *Library
	tx     *store.Tx
	clerk  Clerk
	by     hand
	now    time.Time
	policy *policy
}

// hand is who does something, as the audit trail names them: a clerk, a member at
// what is their own, or a job.
type hand struct {
	actor circulation.Actor
	id    int64
	door  string
}

// ownRecord says of a use case that it is off where another system keeps the record.
const ownRecord = true

// atDesk runs a use case of the desk in one transaction. On a clock that cannot
// be right it is fault.ClockWrong, and where another system keeps the record and
// own is given, fault.Mirrored.
func (l *Library) atDesk(ctx context.Context, c Clerk, own bool, fn func(w *deskwork) error) error {
	return l.byHand(ctx, hand{circulation.ActorLibrarian, c.Staff, c.Door}, own, func(w *deskwork) error {
		w.clerk = c
		return fn(w)
	})
}

// byHand is atDesk for others than clerks too.
func (l *Library) byHand(ctx context.Context, by hand, own bool, fn func(w *deskwork) error) error {
	var ( // the write's until it has answered
		used       *policy
		clockWrong bool
	)
	err := l.db.Write(ctx, func(tx *store.Tx) error {
		w := &deskwork{l: l, tx: tx, by: by, now: l.moment()}
		pulse, err := store.ReadPulse(tx)
		if err != nil {
			return err
		}
		if w.policy, err = l.inForce(tx, pulse.Config); err != nil {
			return err
		}
		if clockWrong = l.clockWrong(w.policy, pulse.NewestAudit, w.now); clockWrong {
			return store.MarkClockSuspect(tx, w.now)
		}
		if own && w.policy.mirror {
			return mirrored()
		}
		used = w.policy
		return fn(w)
	})
	switch {
	case err != nil:
		return err
	case clockWrong:
		return clockFault()
	}
	l.publish(used)
	return nil
}

// audit says what was done to a record, and by whom.
func (w *deskwork) audit(action, subject string, id int64, detail any) error {
	return auditBy(w.tx, w.by, w.now, action, subject, id, detail)
}

func mirrored() error {
	return fault.New(fault.Mirrored, "another system keeps the record; this is done there")
}
