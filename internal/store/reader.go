package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Queryer runs queries in a read or inside a write. Statements are prepared
// once per connection, so their texts should be constants. It is good until the
// surrounding Read, Snapshot or Write returns, and for one goroutine only.
// Statements are not cut short when the context ends: they take microseconds,
// and watching a context would cost as much again.
type Queryer interface {
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

// queries is a Queryer on one connection.
type queries struct{ conn *sql.Conn }

// Query runs a query.
func (q *queries) Query(query string, args ...any) (*sql.Rows, error) {
	return q.conn.QueryContext(context.Background(), query, args...)
}

// QueryRow runs a query for one row.
func (q *queries) QueryRow(query string, args ...any) *sql.Row {
	return q.conn.QueryRowContext(context.Background(), query, args...)
}

// errClosed is what a database that has been closed answers.
var errClosed = errors.New("the database has been closed")

// closePatience bounds how long Close waits for reads that still run.
const closePatience = 5 * time.Second

// readers is a fixed set of connections, each lent to one reader at a time.
type readers struct {
	pool    *sql.DB
	all     []*reader
	idle    chan *reader
	ended   *sql.Conn // answers everything with sql.ErrConnDone; a Queryer's after its time
	closing chan struct{}
}

// reader is one connection of the pool.
type reader struct {
	conn   *sql.Conn
	inside *conn
}

func openReaders(ctx context.Context, dsn string, n int) (_ *readers, err error) {
	pool, err := newPool(dsn)
	if err != nil {
		return nil, err
	}
	rs := &readers{pool: pool, idle: make(chan *reader, n), closing: make(chan struct{})}
	defer func() {
		if err != nil {
			_ = pool.Close()
		}
	}()
	if rs.ended, err = pool.Conn(ctx); err != nil {
		return nil, err
	}
	if err = rs.ended.Close(); err != nil { // back to the pool for the first reader
		return nil, err
	}
	for range n {
		r := new(reader)
		if r.conn, r.inside, err = dedicate(ctx, pool); err != nil {
			return nil, err
		}
		rs.all = append(rs.all, r)
		rs.idle <- r
	}
	return rs, nil
}

// take waits for a connection, as long as ctx allows.
func (rs *readers) take(ctx context.Context) (*reader, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case r := <-rs.idle:
		return r, nil
	default:
	}
	select {
	case r := <-rs.idle:
		return r, nil
	case <-rs.closing:
		return nil, errClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// read lends a connection to fn, in a transaction where snapshot is wanted.
func (rs *readers) read(ctx context.Context, snapshot bool, fn func(q Queryer) error) error {
	r, err := rs.take(ctx)
	if err != nil {
		return err
	}
	q := &queries{conn: r.conn}
	defer func() {
		q.conn = rs.ended
		r.inside.closeRows()
		if snapshot {
			r.inside.rollback()
		}
		rs.idle <- r
	}()
	if snapshot {
		if err := r.inside.begin("begin deferred"); err != nil {
			return err
		}
	}
	return fn(q)
}

// close waits a while for the reads that still run, then closes.
func (rs *readers) close() (err error) {
	close(rs.closing)
	patience := time.NewTimer(closePatience)
	defer patience.Stop()
	for range rs.all {
		select {
		case r := <-rs.idle:
			err = errors.Join(err, r.inside.Close())
		case <-patience.C:
			return errors.Join(err, errors.New("some reads have not ended"))
		}
	}
	return errors.Join(err, rs.pool.Close())
}
