package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"simpanbudi/internal/fault"
)

// Backup writes a consistent copy of the database to dest while everybody goes
// on reading and writing. See the function of the same name.
func (db *DB) Backup(ctx context.Context, dest string) error { return Backup(ctx, db.path, dest) }

// Backup writes a consistent copy of the database at path, used by whatever
// process, to the new file dest, which only its owner may read. It appears under
// that name complete and flushed, or not at all; an existing file is never
// overwritten (Conflict).
//
// The copy is made with VACUUM INTO: one read transaction, which does not hold
// up writers, and a fresh file without the pages that deleted rows have left
// behind, so that a person who was erased is not carried on in backups. Copying
// pages with the backup API would carry them, and begins anew after each write.
func Backup(ctx context.Context, path, dest string) (err error) {
	defer func() { err = classify(err) }()
	tuneEngine()
	if path, dest, err = absolute(path, dest); err != nil {
		return err
	}
	if !exists(path) {
		return fault.Wrap(errNotMade, fault.NotFound, "check the path of the database")
	}
	if err := refuseExisting(dest); err != nil {
		return err
	}
	part, err := copyInto(ctx, path, roleRaw, dest)
	if err != nil {
		return err
	}
	if err = refuseExisting(dest); err == nil {
		err = os.Rename(part, dest)
	}
	if err != nil {
		_ = os.Remove(part)
		return err
	}
	return syncDir(filepath.Dir(dest))
}

// copyInto writes a flushed copy of the database at path beside dest, under a
// temporary name, and returns that name.
func copyInto(ctx context.Context, path string, r role, dest string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(dest), filepath.Base(dest)+".part-*") // mode 0600
	if err != nil {
		return "", err
	}
	part := f.Name()
	if err = f.Close(); err == nil {
		err = vacuumInto(ctx, path, r, part)
	}
	if err == nil {
		err = syncFile(part)
	}
	if err != nil {
		_ = os.Remove(part)
		_ = os.Remove(part + "-journal")
		return "", err
	}
	return part, nil
}

func vacuumInto(ctx context.Context, path string, r role, part string) (err error) {
	pool, err := newRawPool(path, r)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	_, err = pool.ExecContext(ctx, "vacuum into ?", part)
	return err
}
