// Package schedule runs the library's jobs: each is pure work given to it, and it
// sees to the when. Cron only pokes, once a minute; what is to run follows from the
// ledger of what has run, so that a doubled poke, a restart or a day without power
// make no difference but the delay.
package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Job is something that is done again and again. Doing it twice must do no harm.
type Job struct {
	Name  string
	Daily bool                                           // once for a local day; otherwise whenever it is poked
	After string                                         // not before this job has done its day; "" for none
	Run   func(ctx context.Context, r Run) (Done, error) // the work
}

// Run is what a job is asked for.
type Run struct {
	At     time.Time // the library's time as the job is to see it
	DryRun bool      // tell what would happen, and change nothing
	Items  bool      // list each thing done
}

// Done is what a run did, or would do.
type Done struct {
	Counts map[string]int64
	Items  []any
}

// Options says how jobs run.
type Options struct {
	Jobs []Job
	Now  func() time.Time // the library's clock; nil: time.Now
	// Settings returns the settings in force and the library's zone. When a job
	// runs is its setting schedule_<name>, with _ for -.
	Settings func(ctx context.Context) (map[string]string, *time.Location, error)
	Log      *slog.Logger // nil: none
}

// Scheduler runs jobs over one database.
type Scheduler struct {
	db *store.DB
	o  Options

	mu      sync.Mutex
	started time.Time                            // when the schedule began to be kept, by the machine's clock
	spawn   func(work func(ctx context.Context)) // while it is kept
}

// New returns the scheduler.
func New(db *store.DB, o Options) *Scheduler {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Scheduler{db: db, o: o}
}

// Request is a run that somebody asks for.
type Request struct {
	Job   string
	Door  string // cron, cli or desk
	Staff int64  // who asks at the desk
	Once  bool   // not where the job has done its day already
	Run
}

// Outcome is what became of a request.
type Outcome struct {
	Done
	Started bool // false: the job is running already, or has done its day
}

// How often a run says that it goes on, and after how long without it has died.
const (
	heartbeat = 30 * time.Second
	patience  = 2*time.Minute + 30*time.Second
)

// Do runs a job now, unless it is running already. fault.NotFound for a job there
// is not. A dry run asks nobody and leaves no trace.
func (s *Scheduler) Do(ctx context.Context, r Request) (Outcome, error) {
	job := s.job(r.Job)
	if job == nil {
		return Outcome{}, fault.Wrap(fmt.Errorf("there is no job %q", r.Job), fault.NotFound, "see: simpanbudi jobs list")
	}
	if r.At.IsZero() {
		r.At = time.Unix(s.o.Now().Unix(), 0)
	}
	if r.DryRun {
		done, err := s.work(ctx, job, r.Run)
		return Outcome{Done: done, Started: err == nil}, err
	}
	slot, err := s.slot(ctx, job, r.At)
	if err != nil {
		return Outcome{}, err
	}
	id, err := s.begin(ctx, &r, slot)
	if err != nil || id == 0 {
		return Outcome{}, err
	}
	done, err := s.alive(ctx, id, func(ctx context.Context) (Done, error) { return s.work(ctx, job, r.Run) })
	return Outcome{Done: done, Started: true}, errors.Join(err, s.end(ctx, id, done, err))
}

func (s *Scheduler) job(name string) *Job {
	for i := range s.o.Jobs {
		if s.o.Jobs[i].Name == name {
			return &s.o.Jobs[i]
		}
	}
	return nil
}

// work does a job's work; a panic of it is its failure and nobody else's.
func (s *Scheduler) work(ctx context.Context, job *Job, r Run) (done Done, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the job %s panicked: %v", job.Name, p)
		}
	}()
	return job.Run(ctx, r)
}

// slot is the local day of a daily job's run.
func (s *Scheduler) slot(ctx context.Context, job *Job, at time.Time) (string, error) {
	if !job.Daily {
		return "", nil
	}
	_, zone, err := s.o.Settings(ctx)
	if err != nil {
		return "", err
	}
	return circulation.DayOf(at, zone).String(), nil
}
