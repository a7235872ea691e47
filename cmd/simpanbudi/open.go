package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"simpanbudi/internal/config"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// opening says what a command needs of the database file.
type opening int

const (
	// reading never makes a database, so that a mistyped --db is an error
	// instead of an empty library, and never changes one.
	reading opening = iota
	// changing needs a database that is there.
	changing
	// making starts a new database where there is none.
	making
)

// house is an open library with everything a command may need of it.
type house struct {
	db   *store.DB
	env  func(string) (string, bool)
	lib  *library.Library
	keys *identity.Keys    // nil when reading
	who  *identity.Service // nil when reading
}

// Close closes the database.
func (h *house) Close() error { return h.db.Close() }

// with opens the database of this call for one command, and closes it.
func (c *call) with(ctx context.Context, how opening, fn func(h *house) error) error {
	h, err := c.open(ctx, c.database(), how, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	return errors.Join(fn(h), h.Close())
}

// open opens a database with its key file. The machine's clock is looked at
// only where it is the library's too.
func (c *call) open(ctx context.Context, path string, how opening, log *slog.Logger) (*house, error) {
	h, err := c.openLibrary(ctx, path, how, log)
	if err != nil || how == reading {
		return h, err
	}
	if err := c.identify(ctx, h, path, log); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return h, nil
}

func (c *call) openLibrary(ctx context.Context, path string, how opening, log *slog.Logger) (*house, error) {
	env, err := config.Environment(os.LookupEnv)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "name a file that can be read, or unset the variable")
	}
	if err := ready(path, how); err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, path, store.Options{ReadOnly: how == reading})
	if err != nil {
		return nil, err
	}
	lib, err := library.Open(ctx, db, library.Options{Now: c.now, Env: env, CheckClock: c.clockIsMachines, Log: log})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &house{db: db, env: env, lib: lib}, nil
}

// identify readies sign-in. Throttles and sessions keep the machine's clock: a
// library time set by --now must not let anybody wait in no time.
func (c *call) identify(ctx context.Context, h *house, path string, log *slog.Logger) (err error) {
	file := identity.KeyFile(path)
	_, missing := os.Stat(file)
	if h.keys, err = identity.LoadKeys(file); err != nil {
		return err
	}
	for _, warning := range h.keys.Warnings() {
		log.Warn(warning)
	}
	err = identity.CheckKeys(ctx, h.db, h.keys)
	if fault.CodeOf(err) == identity.KeysForeign && errors.Is(missing, fs.ErrNotExist) {
		// The one made just now is of no use, and would look like the lost one.
		return errors.Join(fault.Wrap(fmt.Errorf("the key file %s is missing", file), identity.KeysForeign,
			`put it back from the backup, or go on without it with "simpanbudi keys adopt"`), os.Remove(file))
	}
	if err != nil {
		return err
	}
	h.who = identity.New(h.db, h.keys, identity.Options{
		Now:        time.Now,
		LibraryNow: c.now,
		BirthDate: func(ctx context.Context) bool {
			site, err := h.lib.Site(ctx)
			return err == nil && site.BirthDate
		},
	})
	return nil
}

// ready checks that there is a database where a command does not make one.
func ready(path string, how opening) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fault.Wrap(&fs.PathError{Op: "open", Path: path, Err: errors.New("is a folder")}, fault.Invalid, "give --db the path of a file")
	case err == nil || how == making && errors.Is(err, fs.ErrNotExist):
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return fault.Wrap(err, fault.Unavailable, "check the path given to --db and its rights")
	}
	return fault.Wrap(&fs.PathError{Op: "open", Path: path, Err: errors.New("there is no database")}, fault.NotFound,
		`give its path with --db, or start one with "simpanbudi import csv DIR" or "simpanbudi serve"`)
}
