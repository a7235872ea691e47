package schedule

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/schedule/spec"
	"simpanbudi/internal/store"
)

// clock is a scheduler over a database of its own, and the time it sees.
type clock struct {
	*Scheduler
	t        *testing.T
	now      time.Time
	settings map[string]string
	ran      []string // "job day"
	fail     error
}

func newClock(t *testing.T, zone string, settings map[string]string) *clock {
	t.Helper()
	path := t.TempDir() + "/library.db"
	librarytest.Database(t, path)
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	location, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	c := &clock{t: t, settings: settings}
	job := func(name, after string) Job {
		return Job{Name: name, Daily: true, After: after, Run: func(_ context.Context, r Run) (Done, error) {
			c.ran = append(c.ran, name+" "+circulation.DayOf(r.At, location).String())
			return Done{Counts: map[string]int64{"n": 1}}, c.fail
		}}
	}
	c.Scheduler = New(db, Options{Jobs: []Job{job("plan", ""), job("next", "plan")}, Now: func() time.Time { return c.now },
		Settings: func(context.Context) (map[string]string, *time.Location, error) { return c.settings, location, nil }})
	return c
}

// at pokes once at a local time.
func (c *clock) at(zone, local string) {
	c.t.Helper()
	location, err := time.LoadLocation(zone)
	if err != nil {
		c.t.Fatal(err)
	}
	if c.now, err = time.ParseInLocation("2006-01-02 15:04", local, location); err != nil {
		c.t.Fatal(err)
	}
	for _, name := range c.due(c.t.Context()) {
		c.run(c.t.Context(), name)
	}
}

func TestAJobRunsOnceADayAndMakesUpForWhatWasMissedOnce(t *testing.T) {
	const jakarta = "Asia/Jakarta"
	c := newClock(t, jakarta, map[string]string{"schedule_plan": "30 6 * * *"})
	for _, local := range []string{"2026-11-23 06:29", "2026-11-23 06:30", "2026-11-23 06:31", "2026-11-23 23:59", "2026-11-24 06:29",
		"2026-11-24 06:45", "2026-11-28 03:00", "2026-11-28 03:01", "2026-11-28 07:00"} {
		c.at(jakarta, local)
	}
	// On the 23rd before its time it makes up for the 22nd, as it has never run; then
	// a run for that day is done. Three days off end with one run, for that day.
	want := []string{"plan 2026-11-23", "plan 2026-11-24", "plan 2026-11-28"}
	if !slices.Equal(c.ran, want) {
		t.Errorf("%v", c.ran)
	}
}

func TestAJobWaitsForTheOneBeforeIt(t *testing.T) {
	const jakarta = "Asia/Jakarta"
	c := newClock(t, jakarta, map[string]string{"schedule_plan": "0 6 * * *", "schedule_next": "0 6 * * *"})
	c.at(jakarta, "2026-11-23 06:00")
	c.at(jakarta, "2026-11-23 06:01")
	if !slices.Equal(c.ran, []string{"plan 2026-11-23", "next 2026-11-23"}) {
		t.Errorf("%v", c.ran)
	}
}

func TestWhatFailedIsTriedAgainLater(t *testing.T) {
	const jakarta = "Asia/Jakarta"
	c := newClock(t, jakarta, map[string]string{"schedule_plan": "0 6 * * *"})
	c.fail = errors.New("the disk is full")
	c.at(jakarta, "2026-11-23 06:00")
	c.at(jakarta, "2026-11-23 06:01")
	if len(c.ran) != 1 {
		t.Errorf("%v", c.ran)
	}
	list, err := c.List(t.Context())
	if err != nil || list[0].Last == nil || list[0].Last.State != "failed" || list[0].Last.Error != "the disk is full" {
		t.Fatalf("%+v %v", list, err)
	}
	err = c.db.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(`update job_runs set finished_at = finished_at - 1000`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	c.fail = nil
	c.at(jakarta, "2026-11-23 06:30")
	c.at(jakarta, "2026-11-23 06:31")
	if len(c.ran) != 2 {
		t.Errorf("%v", c.ran)
	}
}

// A run that was stopped with the server goes on with it: what waits for it would
// otherwise go out half planned.
func TestWhatWasStoppedWithTheServerGoesOnWithIt(t *testing.T) {
	const jakarta = "Asia/Jakarta"
	c := newClock(t, jakarta, map[string]string{"schedule_plan": "0 6 * * *", "schedule_next": "0 6 * * *"})
	c.fail = context.Canceled
	c.at(jakarta, "2026-11-23 06:00")
	c.fail = nil
	c.at(jakarta, "2026-11-23 06:01")
	if !slices.Equal(c.ran, []string{"plan 2026-11-23", "next 2026-11-23"}) {
		t.Fatalf("it is tried again before its time, or others wait for it for ever: %v", c.ran)
	}
	c.at(jakarta, "2026-11-24 05:00")
	c.fail = context.Canceled
	c.at(jakarta, "2026-11-24 06:00")
	c.fail, c.ran = nil, nil
	c.started = machine().Add(time.Minute) // the server is started anew
	c.at(jakarta, "2026-11-24 06:01")
	c.at(jakarta, "2026-11-24 06:02")
	if !slices.Equal(c.ran, []string{"plan 2026-11-24", "next 2026-11-24"}) {
		t.Errorf("%v", c.ran)
	}
}

func TestAJobNeverOverlapsItselfAndADeadRunIsBuried(t *testing.T) {
	c := newClock(t, "Asia/Jakarta", nil)
	c.now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	inside, leave := make(chan struct{}), make(chan struct{})
	var runs atomic.Int32
	c.o.Jobs[0].Run = func(context.Context, Run) (Done, error) {
		if runs.Add(1) == 1 {
			close(inside)
			<-leave
		}
		return Done{}, nil
	}
	finished := make(chan Outcome)
	go func() {
		out, err := c.Do(t.Context(), Request{Job: "plan", Door: "cron"})
		if err != nil {
			t.Error(err)
		}
		finished <- out
	}()
	<-inside
	out, err := c.Do(t.Context(), Request{Job: "plan", Door: "cli"})
	if err != nil || out.Started {
		t.Errorf("a second run beside the first: %+v %v", out, err)
	}
	// The first has not been heard of for a while: it has died.
	err = c.db.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(`update job_runs set alive_at = alive_at - 600`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if out, err = c.Do(t.Context(), Request{Job: "plan", Door: "cli"}); err != nil || !out.Started {
		t.Errorf("after a dead run: %+v %v", out, err)
	}
	close(leave)
	<-finished
}

func TestADryRunLeavesNoTraceAndAPanicIsAFailure(t *testing.T) {
	c := newClock(t, "Asia/Jakarta", nil)
	c.now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	if out, err := c.Do(t.Context(), Request{Job: "plan", Run: Run{DryRun: true}}); err != nil || !out.Started {
		t.Fatal(out, err)
	}
	if runs, err := c.Runs(t.Context(), 10); err != nil || len(runs) != 0 {
		t.Errorf("%+v %v", runs, err)
	}
	c.o.Jobs[0].Run = func(context.Context, Run) (Done, error) { panic("oh") }
	if _, err := c.Do(t.Context(), Request{Job: "plan", Door: "cli"}); err == nil {
		t.Error("no error")
	}
	if _, err := c.Do(t.Context(), Request{Job: "none"}); err == nil {
		t.Error("no such job, and no error")
	}
}

// Cron leaves a day out whose hour is missing, and runs twice where it is doubled.
func TestDaysOnWhichTheClockIsPutForwardOrBackHaveTheirRun(t *testing.T) {
	const berlin = "Europe/Berlin"
	c := newClock(t, berlin, map[string]string{"schedule_plan": "30 2 * * *"})
	zone, err := time.LoadLocation(berlin)
	if err != nil {
		t.Fatal(err)
	}
	for at := time.Date(2027, 3, 26, 0, 0, 0, 0, zone); at.Before(time.Date(2027, 3, 31, 0, 0, 0, 0, zone)); at = at.Add(time.Minute) {
		c.now = at
		for _, name := range c.due(t.Context()) {
			c.run(t.Context(), name)
		}
	}
	if want := []string{"plan 2027-03-26", "plan 2027-03-27", "plan 2027-03-28", "plan 2027-03-29", "plan 2027-03-30"}; !slices.Equal(c.ran, want) {
		t.Errorf("%v", c.ran)
	}
	when, err := spec.Parse("30 2 * * *")
	if err != nil {
		t.Fatal(err)
	}
	doubled := time.Date(2026, 10, 25, 2, 45, 0, 0, zone).Add(time.Hour)
	if d, ok := lastSlot(when, doubled); !ok || d.String() != "2026-10-25" {
		t.Errorf("%v %v", d, ok)
	}
}
