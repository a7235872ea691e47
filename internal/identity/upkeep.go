package identity

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"simpanbudi/internal/store"
)

// The use of a session is noted once a minute at most, in batches, together with
// those of others; expired rows are swept now and then.
const (
	touchEvery   = time.Minute
	touchGather  = time.Second
	touchBatch   = 256
	touchBacklog = 1024
	sweepEvery   = 10 * time.Minute
	upkeepWrite  = 10 * time.Second // bounds one write
	closeWithin  = 2 * time.Second  // bounds those at the end: a stop is promised within seconds
)

// upkeep writes, beside the requests, what they need not wait for.
type upkeep struct {
	log     *slog.Logger
	touches chan touch
	stop    chan struct{}
	stopped chan struct{}
	once    sync.Once
	ctx     context.Context // of all writes; ended by cancel
	cancel  context.CancelFunc
}

type touch struct {
	tokenHash string
	at        time.Time
}

func startUpkeep(db *store.DB, now func() time.Time, log *slog.Logger) *upkeep {
	u := &upkeep{
		log:     log,
		touches: make(chan touch, touchBacklog),
		stop:    make(chan struct{}),
		stopped: make(chan struct{}),
	}
	u.ctx, u.cancel = context.WithCancel(context.Background())
	go u.run(db, now)
	return u
}

// close writes what is left and waits for the end. A database that cannot be
// written now is not waited for: what is lost are minutes of idle time.
func (u *upkeep) close() {
	u.once.Do(func() { close(u.stop) })
	giveUp := time.AfterFunc(closeWithin, u.cancel)
	<-u.stopped
	giveUp.Stop()
	u.cancel()
}

// touch notes a use without waiting. When the writer is busy it is dropped: the
// session's next request brings it again.
func (u *upkeep) touch(tokenHash string, at time.Time) {
	select {
	case u.touches <- touch{tokenHash, at}:
	default:
	}
}

func (u *upkeep) run(db *store.DB, now func() time.Time) {
	defer close(u.stopped)
	sweeps := time.NewTicker(sweepEvery)
	defer sweeps.Stop()
	pending := make(map[string]time.Time)
	var due <-chan time.Time // set while something is pending
	for {
		select {
		case t := <-u.touches:
			pending[t.tokenHash] = t.at
			if len(pending) < touchBatch {
				if due == nil {
					due = time.After(touchGather)
				}
				continue
			}
		case <-due:
		case <-sweeps.C:
			u.note("sweep", Sweep(u.ctx, db, now()))
			continue
		case <-u.stop:
			for len(u.touches) > 0 {
				t := <-u.touches
				pending[t.tokenHash] = t.at
			}
			u.note("touch", writeTouches(u.ctx, db, pending))
			return
		}
		u.note("touch", writeTouches(u.ctx, db, pending))
		clear(pending)
		due = nil
	}
}

// note logs a write that failed. Nothing is lost by it but minutes of idle time.
func (u *upkeep) note(what string, err error) {
	if err != nil {
		u.log.Warn("session upkeep failed", "step", what, "err", err)
	}
}

func writeTouches(ctx context.Context, db *store.DB, pending map[string]time.Time) error {
	if len(pending) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, upkeepWrite)
	defer cancel()
	return db.Write(ctx, func(tx *store.Tx) error {
		for tokenHash, at := range pending {
			if err := store.TouchSession(tx, tokenHash, at, touchEvery); err != nil {
				return err
			}
		}
		return nil
	})
}

// Sweep removes sessions and visits to kiosks past their end, throttles that no
// longer matter, links that ended long ago, and devices that have long not signed
// in, all by the machine's clock.
func Sweep(ctx context.Context, db *store.DB, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, upkeepWrite)
	defer cancel()
	return db.Write(ctx, func(tx *store.Tx) error {
		if err := store.DeleteExpiredSessions(tx, now); err != nil {
			return err
		}
		if err := store.DeleteExpiredStaffSessions(tx, now); err != nil {
			return err
		}
		if err := store.DeleteOldThrottles(tx, now.Add(-throttleMemory)); err != nil {
			return err
		}
		if err := store.EndOldKioskVisits(tx, now.Add(-KioskIdle)); err != nil {
			return err
		}
		if err := store.DeleteOldLinks(tx, now.Add(-linkMemory)); err != nil {
			return err
		}
		return store.DeleteOldDevices(tx, now.Add(-deviceMemory))
	})
}
