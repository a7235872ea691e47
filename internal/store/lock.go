package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
)

// lock is a claim on a database as a whole: shared by all who have it open for
// writing, exclusive for who migrates or replaces it. It is kept in an empty
// SQLite file beside the database, because SQLite's own file locks work on every
// system, end with their process however it ends, and can be had even where the
// database itself is damaged. The file stays: deleting it would be a race.
type lock struct {
	pool *sql.DB
	conn *sql.Conn
}

// lockPath is the name of the lock's file.
func lockPath(path string) string { return path + "-lock" }

// shareLock claims the database at path for use beside others, and waits for
// who has it alone.
func shareLock(ctx context.Context, path string) (*lock, error) {
	return takeLock(ctx, path, busyTimeoutMillis, "begin deferred", "select count(*) from sqlite_schema")
}

// ownLock claims the database at path alone, or fails with SQLITE_BUSY at once.
func ownLock(ctx context.Context, path string) (*lock, error) {
	return takeLock(ctx, path, 0, "begin exclusive")
}

func takeLock(ctx context.Context, path string, waitMillis int, statements ...string) (_ *lock, err error) {
	if err := makeFile(lockPath(path)); err != nil {
		return nil, err
	}
	pool, err := newRawPool(lockPath(path), roleRaw)
	if err != nil {
		return nil, err
	}
	l := &lock{pool: pool}
	defer func() {
		if err != nil {
			_ = l.release()
		}
	}()
	if l.conn, err = pool.Conn(ctx); err != nil {
		return nil, err
	}
	for _, s := range append([]string{"pragma busy_timeout = " + strconv.Itoa(waitMillis)}, statements...) {
		if _, err = l.conn.ExecContext(ctx, s); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// release gives the claim up.
func (l *lock) release() error {
	if l.conn == nil {
		return l.pool.Close()
	}
	// Closing the connection would do, but database/sql closes it only after
	// it has come back to the pool, with its transaction.
	_, err := l.conn.ExecContext(context.Background(), "rollback")
	return errors.Join(err, l.conn.Close(), l.pool.Close())
}
