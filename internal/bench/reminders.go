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
	small, err := r.remind(ctx, max(r.Remind/100, 1000), 1)
	if err != nil {
		return err
	}
	large, err := r.remind(ctx, r.Remind, r.Rounds)
	if err != nil {
		return err
	}
	for _, m := range []*reminded{small, large} {
		wanted := ""
		if m == large {
			wanted = "< 30 s, < 200 MB, within 3x bare"
		}
		r.table.add(fmt.Sprintf("overdue and reminders, %d open loans, %d to tell of", m.loans, m.notices),
			fmt.Sprintf("%.2f s, %.2f s of processor, %.0f MB", median(m.took), median(m.used), median(m.peak)/1e6),
			fmt.Sprintf("%.2fx bare", median(m.used)/median(m.bareUsed)), wanted)
		r.table.add(fmt.Sprintf("the same by bare statements, %d open loans", m.loans),
			fmt.Sprintf("%.2f s, %.2f s of processor", median(m.bareTook), median(m.bareUsed)), "", "")
	}
	// The small one takes hardly longer than its process does to start.
	perRow := func(m *reminded) float64 { return max(median(m.used), 0.01) / float64(m.loans) }
	r.table.add("growth of overdue and reminders", fmt.Sprintf("%d times the loans", large.loans/small.loans),
		fmt.Sprintf("%.2fx for each", perRow(large)/perRow(small)), "linear")
	quiet := median(large.quiet)
	p99 := func(what string, of []float64, wanted string) {
		r.table.add(what, fmt.Sprintf("p99 %.1f ms", 1000*median(of)), fmt.Sprintf("%.2fx", median(of)/quiet), wanted)
	}
	p99(fmt.Sprintf("my-loans page, %d connections at rest", pageConns), large.quiet, "")
	p99("the same beside a loop that does nothing", large.idle, "")
	p99("the same while overdue and reminders run", large.beside, "within 2x")
	return nil
}

// reminded is what reminding one library came to, round by round, in seconds and
// bytes.
type reminded struct {
	loans               int
	notices             int64
	took, used, peak    []float64
	bareTook, bareUsed  []float64
	quiet, idle, beside []float64 // p99 of pages
}

// effort is what some work took.
type effort struct {
	took, used time.Duration
	peak       int64 // bytes
}

func (r *run) remind(ctx context.Context, loans, rounds int) (m *reminded, err error) {
	m = &reminded{loans: loans}
	path := filepath.Join(r.Dir, fmt.Sprintf("remind-%d.db", loans))
	defer func() { err = errors.Join(err, removeAll(path)) }()
	if err := makeReminding(ctx, path, loans, r.now); err != nil {
		return nil, err
	}
	for range rounds {
		if err := r.remindOnce(ctx, path, m); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// remindOnce is a round, on copies of a library.
func (r *run) remindOnce(ctx context.Context, path string, m *reminded) (err error) {
	bare, told, served := path+".bare", path+".told", path+".served"
	defer func() { err = errors.Join(err, removeAll(bare, told, served)) }()
	if err := firstError(copyFile(path, bare), copyFile(path, told), copyFile(path, served)); err != nil {
		return err
	}
	plain, err := bareReminding(ctx, bare, r.now)
	if err != nil {
		return err
	}
	jobs, err := r.runJobs(ctx, told)
	if err != nil {
		return err
	}
	if m.notices, err = sameRows(ctx, told, bare); err != nil {
		return err
	}
	m.took, m.used, m.peak = append(m.took, jobs.took.Seconds()), append(m.used, jobs.used.Seconds()), append(m.peak, float64(jobs.peak))
	m.bareTook, m.bareUsed = append(m.bareTook, plain.took.Seconds()), append(m.bareUsed, plain.used.Seconds())
	return r.pagesMeanwhile(ctx, served, m)
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

// pagesMeanwhile asks for pages at rest, beside a loop and while the jobs run in the
// serving process, as the schedule lets them.
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
	took := time.Duration(m.took[len(m.took)-1] * float64(time.Second))
	pages := Errand{Addr: h.site.addr, For: max(r.Round, took*3/4), Lookers: cookies, Every: besideEvery}
	for _, part := range []struct {
		p99  *[]float64
		work func(context.Context) error
	}{{&m.quiet, func(context.Context) error { return nil }}, {&m.idle, spin}, {&m.beside, h.remindOver}} {
		p99, err := pagesBeside(ctx, pages, part.work)
		if err != nil {
			return err
		}
		*part.p99 = append(*part.p99, p99.Seconds())
	}
	return nil
}

// pagesBeside asks for pages while something works, which stops when they do, so that
// all of them are beside it.
func pagesBeside(ctx context.Context, pages Errand, work func(context.Context) error) (p99 time.Duration, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	working := make(chan error, 1)
	go func() { working <- work(ctx) }()
	a, _, err := send(ctx, pages)
	stop()
	if ended := <-working; err == nil && !errors.Is(ended, context.Canceled) {
		err = ended
	}
	return a.Pages.P99, err
}

// spin keeps a core busy and touches nothing: what any work costs those who are
// served meanwhile.
func spin(ctx context.Context) error {
	for ctx.Err() == nil {
	}
	return ctx.Err()
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
