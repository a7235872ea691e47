package schedule

import (
	"context"
	"encoding/json"
	"time"

	"simpanbudi/internal/store"
)

// endWithin bounds booking the end of a run that was told to stop.
const endWithin = 10 * time.Second

// The ledger is kept by the machine's clock: whether a run is alive must not
// depend on what time it is told to see.
func machine() time.Time { return time.Now() }

func (s *Scheduler) begin(ctx context.Context, r *Request, slot string) (id int64, err error) {
	now := machine()
	err = s.db.Write(ctx, func(tx *store.Tx) (err error) {
		id, err = store.StartJob(tx, &store.JobRunRow{Job: r.Job, Slot: slot, Started: now, Alive: now, Door: r.Door, StaffID: r.Staff}, patience, r.Once)
		return err
	})
	return id, err
}

// alive runs work and says now and then that it goes on. Where somebody has taken
// it for dead and begun again, it is stopped.
func (s *Scheduler) alive(ctx context.Context, id int64, work func(ctx context.Context) (Done, error)) (Done, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	beaten := make(chan struct{})
	go func() {
		defer close(beaten)
		beat := time.NewTicker(heartbeat)
		defer beat.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-beat.C:
			}
			ours := true
			err := s.db.Write(ctx, func(tx *store.Tx) (err error) {
				ours, err = store.JobAlive(tx, id, machine())
				return err
			})
			if err == nil && !ours {
				stop()
				return
			}
		}
	}()
	done, err := work(ctx)
	stop()
	<-beaten
	return done, err
}

func (s *Scheduler) end(ctx context.Context, id int64, done Done, failed error) error {
	state, words := "done", ""
	if failed != nil {
		state, words = "failed", failed.Error()
	}
	counts, err := json.Marshal(orNone(done.Counts))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWithin)
	defer cancel()
	return s.db.Write(ctx, func(tx *store.Tx) error { return store.EndJob(tx, id, state, string(counts), words, machine()) })
}

func orNone(counts map[string]int64) map[string]int64 {
	if counts == nil {
		return map[string]int64{}
	}
	return counts
}
