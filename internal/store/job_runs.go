package store

import (
	"database/sql"
	"errors"
	"time"
)

// JobRunRow is a run of a job.
type JobRunRow struct {
	ID       int64
	Job      string
	Slot     string // the local day; "" for what runs all the time
	Started  time.Time
	Finished time.Time // zero: it still runs, or has died
	Alive    time.Time
	State    string // running, done or failed
	Door     string
	StaffID  int64
	Counts   string // JSON
	Error    string
}

const jobRunColumns = `select id, job, slot, started_at, coalesce(finished_at, 0), alive_at, state, door, coalesce(staff_id, 0), counts, error from job_runs `

func scanJobRun(scan func(...any) error, r *JobRunRow) error {
	var started, finished, alive int64
	err := scan(&r.ID, &r.Job, &r.Slot, &started, &finished, &alive, &r.State, &r.Door, &r.StaffID, &r.Counts, &r.Error)
	r.Started, r.Finished, r.Alive = time.Unix(started, 0), instant(finished), time.Unix(alive, 0)
	return err
}

const (
	runningJobSQL = jobRunColumns + `where job = ? and state = 'running'`
	slotJobSQL    = jobRunColumns + `where job = ? and slot = ?`
	buryJobSQL    = `update job_runs set state = 'failed', finished_at = ?, error = 'the run has died' where id = ? and state = 'running'`
	startJobSQL   = `insert into job_runs (job, slot, started_at, alive_at, state, door, staff_id) values (?, ?, ?, ?, 'running', ?, ?)
on conflict (job, slot) do update set started_at = excluded.started_at, alive_at = excluded.alive_at, finished_at = null, state = 'running',
       door = excluded.door, staff_id = excluded.staff_id, counts = '{}', error = ''`
)

// StartJob begins a run, unless one of the same job is under way: a run that has
// not been heard of for patience has died. Where once is true a slot that is done
// is not run again. It returns 0 where nothing was begun.
func StartJob(tx *Tx, r *JobRunRow, patience time.Duration, once bool) (int64, error) {
	var other JobRunRow
	err := scanJobRun(tx.QueryRow(runningJobSQL, r.Job).Scan, &other)
	switch {
	case err == nil && r.Alive.Sub(other.Alive) < patience && other.Alive.Sub(r.Alive) < patience:
		return 0, nil
	case err == nil:
		if _, err := tx.Exec(buryJobSQL, r.Alive.Unix(), other.ID); err != nil {
			return 0, err
		}
	case !errors.Is(err, sql.ErrNoRows):
		return 0, err
	}
	var same JobRunRow
	err = scanJobRun(tx.QueryRow(slotJobSQL, r.Job, r.Slot).Scan, &same)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	if err == nil && once && same.State == "done" {
		return 0, nil
	}
	if _, err := tx.Exec(startJobSQL, r.Job, r.Slot, r.Started.Unix(), r.Alive.Unix(), r.Door, nullID(r.StaffID)); err != nil {
		return 0, err
	}
	err = scanJobRun(tx.QueryRow(slotJobSQL, r.Job, r.Slot).Scan, &same)
	return same.ID, err
}

const aliveJobSQL = `update job_runs set alive_at = ? where id = ? and state = 'running'`

// JobAlive says that a run goes on, and reports whether it is still the one.
func JobAlive(tx *Tx, id int64, now time.Time) (bool, error) {
	return changedOne(tx.Exec(aliveJobSQL, now.Unix(), id))
}

const endJobSQL = `update job_runs set state = ?, finished_at = ?, counts = ?, error = ? where id = ? and state = 'running'`

// EndJob books what became of a run.
func EndJob(tx *Tx, id int64, state, counts, failure string, now time.Time) error {
	_, err := tx.Exec(endJobSQL, state, now.Unix(), counts, failure, id)
	return err
}

const (
	lastJobSQL  = jobRunColumns + `where job = ? order by slot desc limit 1`
	lastDoneSQL = `select coalesce(max(slot), '') from job_runs where job = ? and state = 'done'`
	jobRunsSQL  = jobRunColumns + `order by started_at desc limit ?`
)

// LastJobRun returns a job's run of the latest slot.
func LastJobRun(q Queryer, job string) (r JobRunRow, found bool, err error) {
	err = scanJobRun(q.QueryRow(lastJobSQL, job).Scan, &r)
	return foundRow(r, err)
}

// LastDone returns the latest slot that a job has done, "" for none.
func LastDone(q Queryer, job string) (slot string, err error) {
	err = q.QueryRow(lastDoneSQL, job).Scan(&slot)
	return slot, err
}

// JobRuns returns the latest runs of all jobs, newest first.
func JobRuns(q Queryer, limit int) ([]JobRunRow, error) {
	var list []JobRunRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r JobRunRow
		err := scanJobRun(scan, &r)
		list = append(list, r)
		return err
	}, jobRunsSQL, limit)
	return list, err
}

const noteFirstSlotSQL = `insert into job_runs (job, slot, started_at, finished_at, alive_at, state, door)
select ?, ?, ?, ?, ?, 'done', 'start' where not exists (select 1 from job_runs where job = ?)`

// NoteFirstSlot says of a job that has never run that a slot is done.
func NoteFirstSlot(tx *Tx, job, slot string, now time.Time) error {
	at := now.Unix()
	_, err := tx.Exec(noteFirstSlotSQL, job, slot, at, at, at, job)
	return err
}
