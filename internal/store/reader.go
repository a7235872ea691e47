package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// errClosed is what a database that has been closed answers.
var errClosed = errors.New("the database has been closed")

// closePatience bounds how long Close waits for reads that still run.
const closePatience = 5 * time.Second

// readers is a fixed set of connections, each lent to one reader at a time.
type readers struct {
	pool    *sql.DB
	all     []*reader
	idle    chan *reader
	closing chan struct{}
}

// reader is one connection of the pool.
type reader struct{ inside *conn }

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
	for range n {
		r := new(reader)
		if r.inside, err = dedicate(ctx, pool); err != nil {
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

// view says what state the statements of a read see.
type view int

const (
	newest   view = iota // each the newest
	held                 // all that of the first row
	snapshot             // all one, whatever they are
)

// read lends a connection to fn.
func (rs *readers) read(ctx context.Context, v view, fn func(q Queryer) error) error {
	r, err := rs.take(ctx)
	if err != nil {
		return err
	}
	q := &queries{conn: r.inside, hold: v == held}
	defer func() {
		q.conn = nil
		r.inside.closeRows()
		if v == snapshot {
			r.inside.rollback()
		}
		rs.idle <- r
	}()
	if v == snapshot {
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
