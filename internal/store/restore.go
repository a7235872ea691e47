package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"simpanbudi/internal/fault"
)

// VerifyBackup says which schema version a backup has, after it has made sure
// that it is whole (Corrupt), ours (Foreign) and not newer than this program
// (Newer). It writes nothing.
func VerifyBackup(ctx context.Context, path string) (version int64, err error) {
	defer func() { err = classify(err) }()
	tuneEngine()
	if path, err = filepath.Abs(path); err != nil {
		return 0, err
	}
	if !exists(path) {
		return 0, fault.Wrap(fs.ErrNotExist, fault.NotFound, "check the path of the backup")
	}
	target, err := ourMigrations().newest()
	if err != nil {
		return 0, err
	}
	pool, err := newRawPool(path, roleStrict)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	if version, err = readVersion(ctx, pool, target); err != nil {
		return 0, err
	}
	if version == 0 {
		return 0, fault.New(Foreign, "there is no library in this file: choose another backup")
	}
	return version, checkWhole(ctx, pool)
}

// checkWhole looks at every page of a database.
func checkWhole(ctx context.Context, pool *sql.DB) error {
	var first string
	err := pool.QueryRowContext(ctx, "pragma integrity_check(1)").Scan(&first)
	if err == nil && first != "ok" {
		err = fault.Wrap(errors.New(first), fault.Corrupt, "the backup is damaged: choose another one")
	}
	return err
}

// Restore puts a copy of the backup in the place of the database at path. The
// backup is verified first and stays as it is. An existing database is replaced
// only where force is set (else Conflict) and is kept under another name, which
// is returned. While a server or another command has the database open nothing
// is done (Busy).
func Restore(ctx context.Context, backup, path string, force bool, now time.Time) (kept string, err error) {
	defer func() { err = classify(err) }()
	if backup, path, err = absolute(backup, path); err != nil {
		return "", err
	}
	if backup == path {
		return "", fault.New(fault.Invalid, "the backup and the database are the same file")
	}
	if _, err := VerifyBackup(ctx, backup); err != nil {
		return "", err
	}
	if exists(path) && !force {
		return "", fault.Wrap(fs.ErrExist, fault.Conflict, "there is a database already: restore with --force to replace it; it is kept under another name")
	}
	own, err := ownLock(ctx, path)
	if err != nil {
		return "", inUse(err)
	}
	defer func() { err = errors.Join(err, own.release()) }()
	part, err := copyInto(ctx, backup, roleStrict, path)
	if err != nil {
		return "", err
	}
	if err := foldLog(ctx, path); err != nil {
		return "", errors.Join(inUse(err), os.Remove(part))
	}
	kept, err = replace(part, path, fmt.Sprintf("%s.before-restore-%s", path, now.UTC().Format("20060102T150405Z")))
	return kept, errors.Join(err, syncDir(filepath.Dir(path)))
}

// inUse gives the lock's error its own hint.
func inUse(err error) error {
	if fault.CodeOf(classify(err)) == fault.Busy {
		return fault.Wrap(err, fault.Busy, "the database is in use: stop the server first")
	}
	return err
}

// foldLog brings what is still in the write-ahead log into the database's own
// file, which SQLite does for the only one who has it open. A damaged database
// is left as it is: its log is kept with it.
func foldLog(ctx context.Context, path string) (err error) {
	if !exists(path) {
		return nil
	}
	pool, err := newRawPool(path, roleRaw)
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(ctx, "pragma journal_mode = delete")
	if fault.CodeOf(classify(err)) == fault.Corrupt {
		err = nil
	}
	return errors.Join(err, pool.Close())
}

// replace puts part in the place of path and keeps what was there as kept,
// together with a log that could not be folded in: a log that stayed behind
// would be played into the restored file.
func replace(part, path, kept string) (_ string, err error) {
	defer func() {
		if err != nil {
			_ = os.Remove(part)
		}
	}()
	if err := refuseExisting(kept); err != nil {
		return "", err
	}
	for _, log := range []string{"-wal", "-journal"} {
		if err := os.Rename(path+log, kept+log); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	if err := os.Remove(path + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if !exists(path) {
		return "", os.Rename(part, path)
	}
	// With a second name for the old file there is no moment without a
	// database; file systems of memory sticks have no second names.
	if os.Link(path, kept) != nil {
		if err := os.Rename(path, kept); err != nil {
			return "", err
		}
	}
	if err := os.Rename(part, path); err != nil {
		if !exists(path) {
			err = errors.Join(err, os.Rename(kept, path))
		}
		return "", err
	}
	return kept, nil
}
