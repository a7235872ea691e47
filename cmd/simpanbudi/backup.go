package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

type backupCommand struct {
	File string `arg:"" placeholder:"FILE" help:"The copy to make; the key goes beside it as FILE.key. Keep them in different places."`
}

// Run copies the key first: a backup that stands there complete has its key.
func (b *backupCommand) Run(ctx context.Context, c *call) error {
	path := c.database()
	if err := ready(path, reading); err != nil {
		return err
	}
	key := identity.KeyFile(b.File)
	hasKey, err := copyNew(identity.KeyFile(path), key)
	if err != nil {
		return err
	}
	if err := store.Backup(ctx, path, b.File); err != nil {
		if hasKey {
			_ = os.Remove(key)
		}
		return err
	}
	_, err = fmt.Fprintln(c.Out, b.File)
	if err == nil && hasKey {
		_, err = fmt.Fprintln(c.Out, key)
	}
	return err
}

// copyNew copies a small secret file to a new one that only its owner may read,
// flushed; it reports false where there is none.
func copyNew(from, to string) (made bool, err error) {
	in, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fault.Wrap(err, fault.Unavailable, "let this user read the key file of the database")
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return false, fault.Wrap(err, fault.Conflict, "choose a name for the backup that is not in use, in a folder that can be written")
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		_ = os.Remove(to)
		return false, err
	}
	return true, nil
}
