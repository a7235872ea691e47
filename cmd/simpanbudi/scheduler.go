package main

import (
	"context"
	"log/slog"
	"strconv"
	"time"

	"simpanbudi/internal/backup"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/schedule"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// scheduler wires the jobs of a library. base is where members reach the site by the
// command line, "" leaves it to the setting.
func (c *call) scheduler(ctx context.Context, h *house, m mailFlags, base string, log *slog.Logger) (*schedule.Scheduler, error) {
	reminders, err := c.reminders(ctx, h, m, base, log)
	if err != nil {
		return nil, err
	}
	return c.jobs(h, reminders, log), nil
}

func (c *call) jobs(h *house, reminders *reminder.Service, log *slog.Logger) *schedule.Scheduler {
	return schedule.New(h.db, schedule.Options{
		Now: c.now,
		Log: log,
		Settings: func(ctx context.Context) (map[string]string, *time.Location, error) {
			site, err := h.lib.Site(ctx)
			if err != nil {
				return nil, nil, err
			}
			return site.Settings, site.Zone, nil
		},
		Jobs: []schedule.Job{
			{Name: "overdue", Daily: true, Run: func(ctx context.Context, r schedule.Run) (schedule.Done, error) {
				n, err := h.lib.FlagOverdue(ctx, r.At, r.DryRun)
				return schedule.Done{Counts: map[string]int64{"flagged": n}}, err
			}},
			{Name: "holds", Daily: true, After: "overdue", Run: h.expireShelf},
			{Name: "auto-renew", Daily: true, After: "holds", Run: func(ctx context.Context, r schedule.Run) (schedule.Done, error) {
				sum, err := h.lib.AutoRenew(ctx, r.At, r.DryRun)
				return schedule.Done{Counts: map[string]int64{"looked_at": sum.Looked, "renewed": sum.Renewed, "refused": sum.Refused}}, err
			}},
			{Name: "reminders", Daily: true, After: "auto-renew", Run: reminders.PlanJob},
			{Name: "cleanup", Daily: true, Run: func(ctx context.Context, r schedule.Run) (schedule.Done, error) {
				sum, err := h.lib.Forget(ctx, r.At, r.DryRun)
				return schedule.Done{Counts: map[string]int64{"readers_forgotten": sum.Readers, "rows_deleted": sum.Rows}}, err
			}},
			{Name: "backup", Daily: true, Run: h.backup},
			{Name: "deliver", After: "reminders", Run: reminders.DeliverJob},
		},
	})
}

// reminders readies what tells members.
func (c *call) reminders(ctx context.Context, h *house, m mailFlags, base string, log *slog.Logger) (*reminder.Service, error) {
	texts, err := i18n.Load()
	if err != nil {
		return nil, err
	}
	o := reminder.Options{Library: h.lib, Now: c.now, Log: log, Texts: texts, Keys: h.keys, BaseURL: base}
	if o.Channels, o.Paces, err = m.channels(ctx, h, log); err != nil {
		return nil, err
	}
	return reminder.New(h.db, o), nil
}

// expireShelf is the job "holds". In a mirror the shelf is another system's.
func (h *house) expireShelf(ctx context.Context, r schedule.Run) (schedule.Done, error) {
	job, err := h.lib.ExpireShelf(ctx, r.At, r.DryRun)
	if fault.CodeOf(err) == fault.Mirrored {
		return schedule.Done{}, nil
	}
	if err != nil {
		return schedule.Done{}, err
	}
	return schedule.Done{Counts: map[string]int64{"expired": int64(job.Expired), "passed_on": int64(job.PassedOn)}}, nil
}

// backup is the job of that name. A dry run says only that one would be made.
func (h *house) backup(ctx context.Context, r schedule.Run) (schedule.Done, error) {
	if r.DryRun {
		return schedule.Done{Counts: map[string]int64{"backups": 1}}, nil
	}
	site, err := h.lib.Site(ctx)
	if err != nil {
		return schedule.Done{}, err
	}
	keep, err := strconv.Atoi(site.Settings["backup_keep"])
	if err != nil {
		return schedule.Done{}, err
	}
	made, err := backup.Nightly(ctx, backup.Options{Database: h.db.Path(), Key: identity.KeyFile(h.db.Path()),
		Dir: site.Settings["backup_dir"], Keep: keep, Now: r.At.In(site.Zone)})
	if err != nil {
		return schedule.Done{}, err
	}
	return schedule.Done{Counts: map[string]int64{"backups": 1, "bytes": made.Bytes, "removed": int64(made.Removed)}, Items: []any{made.Path}}, nil
}
