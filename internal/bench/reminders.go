package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/store"
)

// nowhere is a mail server that planning never asks.
const nowhere = "smtp://127.0.0.1:9"

// reminders measures the nightly flags and the morning's plans over a large and a
// small library, beside the bare statements that touch the same rows, and the pages
// of members meanwhile.
func (r *run) reminders(ctx context.Context) error {
	if r.Remind == 0 {
		return nil
	}
	small, err := r.remind(ctx, max(r.Remind/100, 1000))
	if err != nil {
		return err
	}
	large, err := r.remind(ctx, r.Remind)
	if err != nil {
		return err
	}
	for _, m := range []*reminded{small, large} {
		wanted := ""
		if m == large {
			wanted = "< 30 s, < 200 MB, within 3x bare"
		}
		ratio := fmt.Sprintf("%.2fx bare", m.jobs.used.Seconds()/m.bare.used.Seconds())
		r.table.add(fmt.Sprintf("overdue and reminders, %d open loans, %d to tell of", m.loans, m.notices),
			fmt.Sprintf("%.2f s, %.2f s of processor, %.0f MB", m.jobs.took.Seconds(), m.jobs.used.Seconds(), float64(m.jobs.peak)/1e6), ratio, wanted)
		r.table.add(fmt.Sprintf("the same by bare statements, %d open loans", m.loans),
			fmt.Sprintf("%.2f s, %.2f s of processor", m.bare.took.Seconds(), m.bare.used.Seconds()), "", "")
	}
	// The small one takes hardly longer than its process does to start.
	perRow := func(m *reminded) float64 { return max(m.jobs.used, 10*time.Millisecond).Seconds() / float64(m.loans) }
	r.table.add("growth of overdue and reminders", fmt.Sprintf("%d times the loans", large.loans/small.loans),
		fmt.Sprintf("%.2fx for each", perRow(large)/perRow(small)), "linear")
	r.table.add(fmt.Sprintf("my-loans page, %d connections at rest", pageConns), "p99 "+millis(large.quiet), "", "")
	r.table.add("the same while overdue and reminders run", "p99 "+millis(large.beside),
		fmt.Sprintf("%.2fx", large.beside.Seconds()/large.quiet.Seconds()), "within 2x")
	return nil
}

// reminded is what reminding one library came to.
type reminded struct {
	loans         int
	notices       int64
	jobs, bare    effort
	quiet, beside time.Duration // p99 of pages
}

// effort is what some work took.
type effort struct {
	took, used time.Duration
	peak       int64 // bytes
}

func (r *run) remind(ctx context.Context, loans int) (m *reminded, err error) {
	m = &reminded{loans: loans}
	path := filepath.Join(r.Dir, fmt.Sprintf("remind-%d.db", loans))
	if err := makeReminding(ctx, path, loans, r.now); err != nil {
		return nil, err
	}
	bare, served := path+".bare", path+".served"
	defer func() { err = errors.Join(err, removeAll(path, bare, served)) }()
	if err := firstError(copyFile(path, bare), copyFile(path, served)); err != nil {
		return nil, err
	}
	if m.bare, err = bareReminding(ctx, bare, r.now); err != nil {
		return nil, err
	}
	if m.jobs, err = r.runJobs(ctx, path); err != nil {
		return nil, err
	}
	if m.notices, err = sameRows(ctx, path, bare); err != nil {
		return nil, err
	}
	return m, r.pagesMeanwhile(ctx, served, m)
}

// runJobs runs both jobs as the command line does, each in a process of its own.
// What a process takes before it does anything is not theirs.
func (r *run) runJobs(ctx context.Context, path string) (effort, error) {
	jobs, err := r.runJob(ctx, path, "overdue")
	if err != nil {
		return jobs, err
	}
	plans, err := r.runJob(ctx, path, "reminders")
	if err != nil {
		return jobs, err
	}
	idle, err := r.runJob(ctx, path, "holds")
	return effort{took: jobs.took + plans.took - 2*idle.took, used: jobs.used + plans.used - 2*idle.used, peak: max(jobs.peak, plans.peak)}, err
}

func (r *run) runJob(ctx context.Context, path, job string) (e effort, err error) {
	program, err := os.Executable()
	if err != nil {
		return e, err
	}
	cmd := exec.CommandContext(ctx, program, "jobs", "run", job, "--db", path, "--at", r.now.Format(time.RFC3339),
		"--smtp", nowhere, "--mail-from", "perpustakaan@example.go.id")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return e, err
	}
	peak := watchPeak(cmd.Process.Pid)
	err = cmd.Wait()
	e.took, e.peak = time.Since(start), peak()
	if err != nil {
		return e, fmt.Errorf("%s: %w: %.300s", job, err, out.String())
	}
	e.used = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return e, nil
}

// pagesMeanwhile asks for pages before and while the jobs run in the serving
// process, as the schedule lets them.
func (r *run) pagesMeanwhile(ctx context.Context, path string, m *reminded) (err error) {
	h, err := openFilled(ctx, path, r.now, rules, func(*store.DB) error { return nil })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	cookies, err := h.signIn(ctx, looking(pageMembers, m.loans))
	if err != nil {
		return err
	}
	// As long as the jobs take, nearly: a moment of a disk that flushes is one moment.
	pages := Errand{Addr: h.site.addr, For: max(r.Round, m.jobs.took*3/4), Lookers: cookies, Every: besideEvery}
	quiet, _, err := send(ctx, pages)
	if err != nil {
		return err
	}
	// The client stops when the jobs do, so that all of its pages are beside them.
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	working := make(chan error, 1)
	go func() { working <- h.remindOver(ctx) }()
	beside, _, err := send(ctx, pages)
	if err != nil {
		return err
	}
	stop()
	if err := <-working; err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	m.quiet, m.beside = quiet.Pages.P99, beside.Pages.P99
	return nil
}

// besideEvery is how often each connection asks for a page: some hundred a second
// in all, more than the largest library's members do in a morning.
const besideEvery = 50 * time.Millisecond

// remindOver flags and plans.
func (h *house) remindOver(ctx context.Context) error {
	if _, err := h.lib.FlagOverdue(ctx, h.now, false); err != nil {
		return err
	}
	server, err := channel.ParseSMTP(nowhere)
	if err != nil {
		return err
	}
	from, err := channel.ParseSender("perpustakaan@example.go.id")
	if err != nil {
		return err
	}
	_, err = reminder.New(h.db, reminder.Options{Library: h.lib, Now: func() time.Time { return h.now },
		Channels: []channel.Channel{channel.NewEmail(server, from, nil)}}).Plan(ctx, reminder.PlanOptions{At: h.now})
	return err
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err = io.Copy(out, in); err != nil {
		return err
	}
	return out.Sync() // what the copy leaves to be written must not be flushed in the measurement
}

// removeAll removes databases, which are large, with what lies beside them.
func removeAll(paths ...string) error {
	var errs []error
	for _, path := range paths {
		beside, err := filepath.Glob(path + "*")
		errs = append(errs, err)
		for _, file := range beside {
			errs = append(errs, os.RemoveAll(file))
		}
	}
	return errors.Join(errs...)
}
