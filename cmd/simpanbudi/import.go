package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"simpanbudi/internal/bridge/csv"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library/intake"
	"simpanbudi/internal/server"
)

type importCommand struct {
	CSV importCSVCommand `cmd:"" name:"csv" help:"Take over members.csv, items.csv, loans.csv, holds.csv and closures.csv from a folder."`
}

type importCSVCommand struct {
	Dir         string `arg:"" placeholder:"DIR" help:"Folder of the files; those that are not there are left out."`
	DryRun      bool   `help:"Say what would happen and write nothing."`
	Complete    bool   `help:"The files hold all open loans: close those that are not in them."`
	Force       bool   `help:"With --complete: close more than one open loan in ten all the same."`
	SkipBadRows bool   `help:"Write the good rows although there are bad ones."`
}

// importMemory is above what 100,000 loans keep in use and well below what the
// oldest machine at a desk has.
const importMemory = 96 << 20

// Validate refuses a --force that would do nothing.
func (i *importCSVCommand) Validate() error {
	if i.Force && !i.Complete {
		return errors.New("--force goes with --complete only")
	}
	return nil
}

// Run prints the report of every difference, also where bad rows kept it from
// writing anything.
func (i *importCSVCommand) Run(ctx context.Context, c *call) (err error) {
	src, err := csv.Open(i.Dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	if i.DryRun {
		return i.dryRun(ctx, c, src)
	}
	return c.with(ctx, making, func(h *house) error { return i.run(ctx, c, h, src) })
}

// dryRun tries an import on a fresh machine in a library of its own, so that
// asking what would happen leaves no database behind.
func (i *importCSVCommand) dryRun(ctx context.Context, c *call, src intake.Source) error {
	if ready(c.database(), reading) == nil {
		return c.with(ctx, changing, func(h *house) error { return i.run(ctx, c, h, src) })
	}
	dir, err := os.MkdirTemp("", "simpanbudi-dry-run-")
	if err != nil {
		return err
	}
	elsewhere := *c
	elsewhere.DB = filepath.Join(dir, "empty.db")
	err = elsewhere.with(ctx, making, func(h *house) error { return i.run(ctx, c, h, src) })
	return errors.Join(err, os.RemoveAll(dir))
}

func (i *importCSVCommand) run(ctx context.Context, c *call, h *house, src intake.Source) error {
	server.BoundMemory(os.Getenv, importMemory)
	site, err := h.lib.Site(ctx)
	if err != nil {
		return err
	}
	bar := newProgress(c.Err)
	report, err := intake.Run(ctx, h.db, h.keys, c.now(), src, intake.Options{
		DryRun: i.DryRun, Complete: i.Complete, Force: i.Force, SkipBadRows: i.SkipBadRows,
		Zone: site.Zone, Progress: bar.show,
	})
	bar.close()
	if errors.Is(err, context.Canceled) {
		err = fault.New(fault.Unavailable, "interrupted; whole batches have been written: run it again to finish")
	}
	// The report comes first: it lists the rows that the error speaks of.
	return errors.Join(err, report.WriteText(c.Out))
}
