package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"slices"

	"github.com/pressly/goose/v3"

	"simpanbudi/internal/fault"
)

// applicationID marks our files in their header, "SmBd" in ASCII.
const applicationID = 0x536d4264

// errNotMade is the answer to reading a database that is not there.
var errNotMade = errors.New("there is no database at this path")

// newest is the highest number among the migrations.
func (m migrations) newest() (int64, error) {
	names, err := fs.Glob(m.dir, "*.sql")
	if err != nil || len(names) == 0 {
		return 0, errors.Join(errors.New("no migrations are built in"), err)
	}
	slices.Sort(names)
	return goose.NumericComponent(names[len(names)-1])
}

// fileVersion is the version of the schema in the file at path, 0 for an empty
// file. It refuses files that are not ours or newer than target.
func fileVersion(ctx context.Context, path string, target int64) (version int64, err error) {
	pool, err := newRawPool(path, roleRaw)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	return readVersion(ctx, pool, target)
}

func readVersion(ctx context.Context, pool *sql.DB, target int64) (version int64, err error) {
	var id, tables, versioned int64
	err = pool.QueryRowContext(ctx, `select (select application_id from pragma_application_id),
		(select count(*) from sqlite_schema), (select count(*) from sqlite_schema where name = 'goose_db_version')`).
		Scan(&id, &tables, &versioned)
	switch {
	case err != nil:
		return 0, err
	case id != applicationID && tables > 0:
		return 0, fault.New(Foreign, "this file belongs to another program: give the path of a Simpan Budi database")
	case versioned == 0:
		return 0, nil
	}
	err = pool.QueryRowContext(ctx, "select coalesce(max(version_id), 0) from goose_db_version where is_applied = 1").Scan(&version)
	if err == nil && version > target {
		err = fault.New(Newer, "the database was made by a newer version of this program: install that version").
			With("version", version).With("newest", target)
	}
	return version, err
}

// checkCurrent refuses a database that is missing or not of this program's version.
func checkCurrent(ctx context.Context, path string) error {
	if !exists(path) {
		return fault.Wrap(errNotMade, fault.NotFound, "check the path of the database")
	}
	target, err := ourMigrations().newest()
	if err != nil {
		return err
	}
	version, err := fileVersion(ctx, path, target)
	if err == nil && version < target {
		return fault.New(Older, "the database was made by an older version of this program: start the server once to bring it up to date")
	}
	return err
}
