package schedule

import (
	"context"
	"log/slog"
	"time"
)

// askedFor is how long Ask waits for a run to be over.
const askedFor = 2 * time.Second

// Ask has a job run because somebody at a page wants it, and waits a moment for it
// to be done. While the schedule is kept ([Scheduler.Start]) a longer run goes on
// after that and ends with it; otherwise it is done here and now.
// fault.NotFound for a job there is not; Started is false where it is running already.
func (s *Scheduler) Ask(ctx context.Context, r Request) (Outcome, error) {
	if s.job(r.Job) == nil {
		return s.Do(ctx, r)
	}
	type answer struct {
		out Outcome
		err error
	}
	done := make(chan answer, 1)
	work := func(ctx context.Context) {
		out, err := s.Do(ctx, r)
		done <- answer{out, err}
	}
	if !s.beside(work) {
		work(ctx)
	}
	select {
	case a := <-done:
		return a.out, a.err
	case <-time.After(askedFor):
		return Outcome{Started: true}, nil
	case <-ctx.Done():
		return Outcome{Started: true}, ctx.Err()
	}
}

// Poke has a job run soon, without waiting for it: now while the schedule is kept,
// else whenever it is next due.
func (s *Scheduler) Poke(r Request) {
	s.beside(func(ctx context.Context) {
		if _, err := s.Do(ctx, r); err != nil && ctx.Err() == nil {
			s.o.Log.Error("a job failed", slog.String("job", r.Job), slog.Any("error", err))
		}
	})
}

// beside starts work beside the schedule, where that is kept.
func (s *Scheduler) beside(work func(ctx context.Context)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.spawn == nil {
		return false
	}
	s.spawn(work)
	return true
}
