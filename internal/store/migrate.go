package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"simpanbudi/internal/fault"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations is a folder of numbered changes of the schema.
type migrations struct{ dir fs.FS }

// ourMigrations are those built into the program.
func ourMigrations() migrations {
	dir, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		panic(err) // only for a folder name that is no path
	}
	return migrations{dir}
}

// startPatience is how long a start waits for another one that migrates.
const startPatience = 10 * time.Second

// prepare makes the database at path or migrates it, as needed, and returns the
// claim on it under which it may be used.
func (m migrations) prepare(ctx context.Context, path string, now func() time.Time) (*lock, error) {
	target, err := m.newest()
	if err != nil {
		return nil, err
	}
	if err := makeFile(path); err != nil {
		return nil, err
	}
	deadline := time.Now().Add(startPatience)
	for {
		shared, err := shareLock(ctx, path)
		if err != nil {
			return nil, err
		}
		version, err := fileVersion(ctx, path, target)
		if err == nil && version == target {
			return shared, nil
		}
		if err = errors.Join(err, shared.release()); err != nil {
			return nil, err
		}
		err = m.migrateAlone(ctx, path, target, now)
		switch {
		case err == nil: // once more, to hold it shared
		case fault.CodeOf(classify(err)) == fault.Busy && time.Now().Before(deadline):
			// Another start migrates, or an older program still runs.
			if err := pause(ctx, 20*time.Millisecond); err != nil {
				return nil, err
			}
		default:
			return nil, err
		}
	}
}

// migrateAlone brings the database to the target version, with nobody else in it.
func (m migrations) migrateAlone(ctx context.Context, path string, target int64, now func() time.Time) (err error) {
	own, err := ownLock(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, own.release()) }()
	version, err := fileVersion(ctx, path, target)
	if err != nil || version == target {
		return err
	}
	if version > 0 {
		aside := fmt.Sprintf("%s.before-%d-%s", path, target, now().UTC().Format("20060102T150405Z"))
		if err := Backup(ctx, path, aside); err != nil {
			return fmt.Errorf("setting a copy aside before migrating: %w", err)
		}
	}
	return m.run(ctx, path)
}

// run lets goose migrate, each migration in a transaction of its own, so that a
// half-migrated database cannot exist.
func (m migrations) run(ctx context.Context, path string) (err error) {
	pool, err := sql.Open("sqlite", dataSource(path, roleMigrate, cacheKiB(1)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	if _, err := pool.ExecContext(ctx, "pragma application_id = "+strconv.Itoa(applicationID)); err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, pool, m.dir,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// newRawPool returns a pool that leaves the file's journal mode as it is.
func newRawPool(path string, r role) (*sql.DB, error) {
	pool, err := sql.Open("sqlite", dataSource(path, r, 2<<10))
	if err == nil {
		pool.SetMaxOpenConns(1)
	}
	return pool, err
}

// pause waits, as long as ctx allows.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
