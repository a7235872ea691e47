package schedule

import (
	"context"
	"encoding/json"
	"time"

	"simpanbudi/internal/store"
)

// State is a job with when it runs and how its latest run went.
type State struct {
	Name     string
	Schedule string   // as the setting has it
	Last     *PastRun // nil: it has not run yet
}

// PastRun is a run as the ledger keeps it.
type PastRun struct {
	Job      string
	Day      string // the local day it was for; "" for what runs all the time
	Started  time.Time
	Finished time.Time // zero: it still runs, or has died
	State    string    // running, done or failed
	Door     string
	Staff    int64 // who asked at the desk; 0: nobody
	Counts   map[string]int64
	Error    string
}

// List returns every job.
func (s *Scheduler) List(ctx context.Context) ([]State, error) {
	settings, _, err := s.o.Settings(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]State, len(s.o.Jobs))
	err = s.db.Read(ctx, func(q store.Queryer) error {
		for i, job := range s.o.Jobs {
			list[i] = State{Name: job.Name, Schedule: settings[SettingName(job.Name)]}
			row, found, err := store.LastJobRun(q, job.Name)
			if err != nil {
				return err
			}
			if found {
				last := past(&row)
				list[i].Last = &last
			}
		}
		return nil
	})
	return list, err
}

// Runs returns the latest runs of all jobs, newest first.
func (s *Scheduler) Runs(ctx context.Context, limit int) ([]PastRun, error) {
	var list []PastRun
	err := s.db.Read(ctx, func(q store.Queryer) error {
		rows, err := store.JobRuns(q, limit)
		for i := range rows {
			list = append(list, past(&rows[i]))
		}
		return err
	})
	return list, err
}

func past(r *store.JobRunRow) PastRun {
	p := PastRun{Job: r.Job, Day: r.Slot, Started: r.Started, Finished: r.Finished, State: r.State, Door: r.Door, Staff: r.StaffID, Error: r.Error}
	_ = json.Unmarshal([]byte(r.Counts), &p.Counts) // written by us; a hand's change shows no counts
	return p
}
