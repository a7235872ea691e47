package schedule

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/schedule/spec"
	"simpanbudi/internal/store"
)

// farthest is how far back a run that was missed is still made up for.
const farthest = 31

// retryAfter is how long a daily job that has failed is left alone.
const retryAfter = 15 * time.Minute

// SettingName is the setting that says when a job runs.
func SettingName(job string) string { return "schedule_" + strings.ReplaceAll(job, "-", "_") }

// Start runs jobs when they are due until ctx ends, and returns when the last has
// stopped. What was missed while the machine was off runs at once, once, each job as
// soon as the one before it is done.
func (s *Scheduler) Start(ctx context.Context) {
	var running sync.WaitGroup
	s.mu.Lock()
	s.started = machine()
	s.spawn = func(work func(ctx context.Context)) { running.Go(func() { work(ctx) }) }
	s.mu.Unlock()
	var poke func()
	poke = func() {
		for _, name := range s.due(ctx) {
			running.Go(func() {
				if s.run(ctx, name) {
					poke() // others may have waited for it
				}
			})
		}
	}
	if err := s.baseline(ctx); err != nil {
		if ctx.Err() == nil {
			s.o.Log.Error("the ledger of jobs cannot be written", slog.Any("error", err))
		}
	}
	c := cron.New(cron.WithLocation(time.UTC), cron.WithChain(cron.SkipIfStillRunning(cron.DiscardLogger)))
	if _, err := c.AddFunc("* * * * *", poke); err != nil {
		panic(err) // only for a schedule that cannot be read
	}
	c.Start()
	poke()
	<-ctx.Done()
	<-c.Stop().Done()
	s.mu.Lock()
	s.spawn = nil
	s.mu.Unlock()
	running.Wait()
}

// run runs one job because it is due, and reports whether it has done its day with that.
func (s *Scheduler) run(ctx context.Context, name string) (day bool) {
	job := s.job(name)
	out, err := s.Do(ctx, Request{Job: name, Door: "cron", Once: job.Daily})
	if err != nil {
		if ctx.Err() == nil {
			s.o.Log.Error("a job failed", slog.String("job", name), slog.Any("error", err))
		}
		return false
	}
	if day = out.Started && job.Daily; day {
		s.o.Log.Info("a job is done", slog.String("job", name), slog.Any("counts", out.Counts))
	}
	return day
}

// due are the jobs that are to run now.
func (s *Scheduler) due(ctx context.Context) []string {
	settings, zone, err := s.o.Settings(ctx)
	if err != nil {
		if ctx.Err() == nil {
			s.o.Log.Error("the schedule cannot be read", slog.Any("error", err))
		}
		return nil
	}
	now := s.o.Now()
	var list []string
	err = s.db.Read(ctx, func(q store.Queryer) error {
		behind := map[string]bool{}
		for i := range s.o.Jobs {
			job := &s.o.Jobs[i]
			when, err := spec.Parse(settings[SettingName(job.Name)])
			if err != nil {
				continue // it was checked when it was set; what a hand has written is not run
			}
			due, err := s.isDue(q, job, when, now.In(zone))
			if err != nil {
				return err
			}
			behind[job.Name] = due
			if due && !behind[job.After] {
				list = append(list, job.Name)
			}
		}
		return nil
	})
	if err != nil && ctx.Err() == nil {
		s.o.Log.Error("the ledger of jobs cannot be read", slog.Any("error", err))
	}
	return list
}

// isDue reports whether a job is to run at now, which is in the library's zone.
func (s *Scheduler) isDue(q store.Queryer, job *Job, when spec.Spec, now time.Time) (bool, error) {
	if !job.Daily {
		minute := now.Truncate(time.Minute)
		next := when.Next(minute.Add(-time.Second))
		return !next.IsZero() && !next.After(now), nil
	}
	slot, ok := lastSlot(when, now)
	if !ok {
		return false, nil
	}
	done, err := store.LastDone(q, job.Name)
	if err != nil || done >= slot.String() {
		return false, err
	}
	last, found, err := store.LastJobRun(q, job.Name)
	if err != nil || !found {
		return err == nil, err
	}
	if last.State != "failed" || machine().Sub(last.Finished) >= retryAfter {
		return true, nil
	}
	// What was stopped with the server goes on with it: nothing was wrong with the job.
	s.mu.Lock()
	defer s.mu.Unlock()
	return last.Finished.Before(s.started), nil
}

// lastSlot is the latest local day on which a job was to run by now. Days are asked
// one by one: where the clock is put forward over the hour of a job, cron would
// leave it out, and it runs at the first moment after.
func lastSlot(when spec.Spec, now time.Time) (circulation.Day, bool) {
	zone := now.Location()
	today := circulation.DayOf(now, zone)
	for d := today; d > today-farthest; d-- {
		// By the clock on the wall of a day without gaps.
		year, month, day := d.Date()
		wall := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		next := when.Next(wall.Add(-time.Second))
		if next.IsZero() || next.Sub(wall) >= 24*time.Hour {
			continue
		}
		at := time.Date(year, month, day, next.Hour(), next.Minute(), 0, 0, zone)
		if !at.After(now) {
			return d, true
		}
	}
	return 0, false
}

// baseline says of daily jobs that have never run that their latest day is done: a
// library that has just begun has missed nothing. Where the machine is only on in
// the daytime, the first run is made up for on the next day.
func (s *Scheduler) baseline(ctx context.Context) error {
	settings, zone, err := s.o.Settings(ctx)
	if err != nil {
		return err
	}
	now := s.o.Now().In(zone)
	return s.db.Write(ctx, func(tx *store.Tx) error {
		for i := range s.o.Jobs {
			job := &s.o.Jobs[i]
			when, err := spec.Parse(settings[SettingName(job.Name)])
			if err != nil || !job.Daily {
				continue
			}
			slot, ok := lastSlot(when, now)
			if !ok {
				continue
			}
			if err := store.NoteFirstSlot(tx, job.Name, slot.String(), machine()); err != nil {
				return err
			}
		}
		return nil
	})
}
