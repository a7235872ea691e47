package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

type restoreCommand struct {
	File  string `arg:"" placeholder:"FILE" help:"A backup; its key is read from FILE.key."`
	Force bool   `help:"Replace the database that is there; it is kept under another name."`
}

// Run puts the backup and its key in place, then opens the result once: a key
// that does not belong to it is found now and not at the first sign-in.
func (r *restoreCommand) Run(ctx context.Context, c *call) error {
	path := c.database()
	kept, err := store.Restore(ctx, r.File, path, r.Force, time.Now())
	if err != nil {
		return err
	}
	if kept != "" {
		_, _ = fmt.Fprintf(c.Out, "the database as it was is kept as %s\n", kept)
	}
	if err := restoreKey(identity.KeyFile(r.File), identity.KeyFile(path), identity.KeyFile(orElse(kept, path+".before-restore"))); err != nil {
		return err
	}
	return c.with(ctx, changing, func(h *house) error {
		// What waited when the backup was made may have gone out since, and its books
		// may be back: nothing is sent before somebody has looked.
		if err := h.lib.SetSetting(ctx, "sending", "held"); err != nil {
			return err
		}
		_, err := fmt.Fprintf(c.Out, "restored %s\nno messages go out until: simpanbudi settings set sending on\n", path)
		return err
	})
}

// restoreKey puts the backup's key in place and keeps the one that was there.
// A backup without a key leaves it as it is.
func restoreKey(from, to, kept string) error {
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := os.Rename(to, kept); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.Wrap(err, fault.ReadOnly, "let this user write the folder of the database, then restore again with --force")
	}
	_, err := copyNew(from, to)
	return err
}

func orElse(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
