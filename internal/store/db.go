// Package store is SQL and nothing else: one SQLite file, read on a small pool
// and written through one door that groups concurrent writes into one commit.
package store

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

// Options says how to open a database.
type Options struct {
	Readers  int              // size of the read pool; 0: GOMAXPROCS
	ReadOnly bool             // open without the write door and without migrating
	Now      func() time.Time // for the name of the copy set aside before migrating; nil: time.Now
}

// DB is an open database.
type DB struct {
	path    string
	lock    *lock // nil where the database is open for reading only
	readers *readers
	writer  *writer // nil where the database is open for reading only
	closing sync.Once
}

// Open opens or makes the database at path, sets a copy aside and migrates it
// where it is older than this program, and refuses one that is newer (Newer) or
// not ours (Foreign). A new file can be read and written by its owner only.
func Open(ctx context.Context, path string, o Options) (_ *DB, err error) {
	defer func() { err = classify(notWritable(path, err)) }()
	tuneEngine()
	if o.Now == nil {
		o.Now = time.Now
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	db := &DB{path: path}
	defer func() {
		if err != nil {
			err = errors.Join(err, db.Close())
		}
	}()
	if o.ReadOnly {
		err = checkCurrent(ctx, path)
	} else {
		db.lock, err = ourMigrations().prepare(ctx, path, o.Now)
	}
	if err != nil {
		return nil, err
	}
	n := cmp.Or(o.Readers, runtime.GOMAXPROCS(0))
	reading := roleRead
	if o.ReadOnly {
		reading = roleStrict
	}
	if db.readers, err = openReaders(ctx, dataSource(path, reading, readerCacheKiB), n); err != nil {
		return nil, err
	}
	if o.ReadOnly {
		return db, nil
	}
	db.writer, err = openWriter(ctx, path, cacheKiB(n+1))
	return db, err
}

// Close lets running reads and writes finish, checkpoints and closes. Writes
// that wait already are still served, but where another process holds the file
// they get fault.Busy at once. A second Close does nothing.
func (db *DB) Close() (err error) {
	db.closing.Do(func() { err = classify(db.close()) })
	return err
}

func (db *DB) close() (err error) {
	if db.writer != nil { // first, as writes may read
		err = db.writer.close()
	}
	if db.readers != nil {
		err = errors.Join(err, db.readers.close())
	}
	if db.lock != nil {
		err = errors.Join(err, db.lock.release())
	}
	return err
}

// Path returns the file's absolute path.
func (db *DB) Path() string { return db.path }

// Read runs fn with one pooled connection, outside any transaction: each
// statement sees the newest committed state. It waits for a connection as long
// as ctx allows. fn must not call Read or Snapshot: with all connections lent
// out that way, everybody would wait for everybody.
func (db *DB) Read(ctx context.Context, fn func(q Queryer) error) error {
	return classify(db.readers.read(ctx, newest, fn))
}

// Glance is Snapshot for pages that many ask for: the first row of fn, asked for
// with QueryRow, says which state all later statements see. Its statement is left
// open instead of beginning a transaction, which saves a page the taking and
// leaving of locks, a tenth of its work. fn must not ask for that row again, nor
// call Read, Glance or Snapshot.
func (db *DB) Glance(ctx context.Context, fn func(q Queryer) error) error {
	return classify(db.readers.read(ctx, held, fn))
}

// Snapshot runs fn in a read transaction: all statements see one state. Writes
// go on meanwhile. fn must not call Read or Snapshot.
func (db *DB) Snapshot(ctx context.Context, fn func(q Queryer) error) error {
	return classify(db.readers.read(ctx, snapshot, fn))
}

const configVersionSQL = `select version from config_version where id = 1`

// ConfigVersion is the number that every change of settings, rules, closures and
// branches raises, in whatever process. Who caches decisions' configuration
// compares it at each request.
func ConfigVersion(q Queryer) (int64, error) {
	var version int64
	err := q.QueryRow(configVersionSQL).Scan(&version)
	return version, err
}
