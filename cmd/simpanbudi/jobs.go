package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"text/tabwriter"
	"time"

	"simpanbudi/internal/schedule"
)

type jobsCommand struct {
	List jobsListCommand `cmd:"" help:"List the jobs: when each runs, and how it went last."`
	Run  jobsRunCommand  `cmd:"" help:"Run a job now: overdue, reminders, deliver, auto-renew, holds, backup or cleanup."`
}

type jobsListCommand struct{}

// Run prints one job a line.
func (jobsListCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, reading, func(h *house) error {
		jobs, err := c.scheduler(ctx, h, mailFlags{}, quiet())
		if err != nil {
			return err
		}
		list, err := jobs.List(ctx)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
		for _, j := range list {
			state := "has not run yet"
			if last := j.Last; last != nil {
				state = fmt.Sprintf("%s %s %s", last.State, last.Started.Format(time.RFC3339), summary(last.Counts, last.Error))
			}
			_, _ = fmt.Fprintf(table, "%s\t%s\t%s\n", j.Name, j.Schedule, state)
		}
		return table.Flush()
	})
}

// summary is counts in one line, or what went wrong.
func summary(counts map[string]int64, failure string) string {
	if failure != "" {
		return failure
	}
	text := ""
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		text += fmt.Sprintf(" %s=%d", name, counts[name])
	}
	return text
}

type jobsRunCommand struct {
	Name   string  `arg:"" help:"One of: overdue, reminders, deliver, auto-renew, holds, backup, cleanup."`
	At     instant `placeholder:"INSTANT" help:"The library's time as the job sees it, the sending window included (RFC 3339); the current time where left out."`
	DryRun bool    `name:"dry-run" help:"Tell what would happen, and change nothing."`
	JSON   bool    `name:"json" help:"Print one line of JSON."`
	mailFlags
}

// Run runs the job as the schedule does; one that is under way in a server is left alone.
func (j *jobsRunCommand) Run(ctx context.Context, c *call) error {
	if !j.At.IsZero() {
		at := j.At.Time
		c.now, c.clockIsMachines = func() time.Time { return at }, false
	}
	how := changing
	return c.with(ctx, how, func(h *house) error {
		jobs, err := c.scheduler(ctx, h, j.mailFlags, quiet())
		if err != nil {
			return err
		}
		at := time.Unix(c.now().Unix(), 0)
		out, failed := jobs.Do(ctx, schedule.Request{Job: j.Name, Door: "cli", Run: schedule.Run{At: at, DryRun: j.DryRun, Items: j.JSON || j.DryRun}})
		if j.JSON {
			return c.printRun(ctx, h, j, at, out, failed)
		}
		if failed != nil {
			return failed
		}
		if !out.Started {
			_, err = fmt.Fprintf(c.Out, "%s is running already\n", j.Name)
			return err
		}
		_, err = fmt.Fprintf(c.Out, "%s%s\n", j.Name, summary(out.Counts, ""))
		return err
	})
}

// printRun prints a run as contract.md "Command line" has it. A job that failed
// says so there and by the exit code.
func (c *call) printRun(ctx context.Context, h *house, j *jobsRunCommand, at time.Time, out schedule.Outcome, failed error) error {
	site, err := h.lib.Site(ctx)
	if err != nil {
		return err
	}
	line := struct {
		Job    string           `json:"job"`
		At     string           `json:"at"`
		DryRun bool             `json:"dry_run"`
		Counts map[string]int64 `json:"counts"`
		Items  []any            `json:"items"`
		Error  *string          `json:"error"`
	}{Job: j.Name, At: at.In(site.Zone).Format(time.RFC3339), DryRun: j.DryRun, Counts: out.Counts, Items: out.Items}
	if line.Counts == nil {
		line.Counts = map[string]int64{}
	}
	if line.Items == nil {
		line.Items = []any{}
	}
	switch {
	case failed != nil:
		words := message(failed)
		line.Error = &words
	case !out.Started:
		words := "the job is running already"
		line.Error = &words
	}
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(c.Out, "%s\n", text); err != nil {
		return err
	}
	if line.Error != nil {
		return errReported
	}
	return nil
}
