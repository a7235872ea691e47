// Package backup makes the nightly copies of a library: each is restored into a
// temporary file and checked before it counts, and the oldest make room.
package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Options says what is copied and where.
type Options struct {
	Database string
	Key      string // the key file that belongs to it
	Dir      string // "" is the folder backups beside the database
	Keep     int    // how many are kept
	Now      time.Time
}

// Made is a backup that was made and found whole.
type Made struct {
	Path    string
	Bytes   int64
	Removed int // older ones
}

// The names of our files and of nobody else's: only these are ever removed.
const nameLayout = "simpanbudi-20060102-150405.db"

var ours = regexp.MustCompile(`^simpanbudi-\d{8}-\d{6}\.db$`)

// Nightly makes a backup, proves that it can be restored, and then removes what is
// more than Keep. A copy that is not whole is removed and is an error; older ones
// then stay.
func Nightly(ctx context.Context, o Options) (Made, error) {
	dir := o.Dir
	if dir == "" {
		dir = filepath.Join(filepath.Dir(o.Database), "backups")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Made{}, fault.Wrap(err, fault.ReadOnly, "set backup_dir to a folder that can be written")
	}
	path := filepath.Join(dir, o.Now.Format(nameLayout))
	if err := store.Backup(ctx, o.Database, path); err != nil {
		return Made{}, err
	}
	if err := errors.Join(prove(ctx, path), copyKey(o.Key, path+".key")); err != nil {
		return Made{}, errors.Join(err, os.Remove(path))
	}
	info, err := os.Stat(path)
	if err != nil {
		return Made{}, err
	}
	removed, err := rotate(dir, o.Keep)
	return Made{Path: path, Bytes: info.Size(), Removed: removed}, err
}

// prove restores a backup into a temporary file and looks at all of it.
func prove(ctx context.Context, path string) (err error) {
	dir, err := os.MkdirTemp("", "simpanbudi-restored-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	restored := filepath.Join(dir, "library.db")
	if _, err := store.Restore(ctx, path, restored, false, time.Now()); err != nil {
		return err
	}
	db, err := store.Open(ctx, restored, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Read(ctx, func(q store.Queryer) error {
		problems, err := store.Check(ctx, q)
		if err == nil && len(problems) > 0 {
			err = fault.Wrap(fmt.Errorf("%d things are wrong in the restored backup", len(problems)), fault.Corrupt, `run "simpanbudi check" on the database`)
		}
		return err
	})
}

// copyKey puts the key beside the backup, which nobody could sign in with otherwise.
func copyKey(from, to string) error {
	in, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// rotate removes the oldest of our backups.
func rotate(dir string, keep int) (removed int, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, err
	}
	var names []string
	for _, e := range entries {
		if ours.MatchString(e.Name()) && e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names) // by time
	for _, name := range names[:max(0, len(names)-max(1, keep))] {
		path := filepath.Join(dir, name)
		if err := os.Remove(path); err != nil {
			return removed, err
		}
		if err := os.Remove(path + ".key"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return removed, err
		}
		removed++
	}
	return removed, nil
}
