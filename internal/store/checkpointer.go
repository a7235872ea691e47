package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
)

const (
	// checkpointEvery is the number of writes after which the log is copied into
	// the database: about a thousand pages, as SQLite would do by itself.
	checkpointEvery = 64
	// walPages is how long the log grows where that does not keep up, until the
	// write door copies it itself and everybody waits.
	walPages = 8000
	// settleEvery is the number of a job's batches after which it copies the log
	// itself: a batch fills it with as many pages as a few hundred single writes.
	settleEvery = 4
)

// checkpointer copies the write-ahead log into the database beside the write door.
// Left to SQLite, the commit that fills the log's thousandth page does it, and
// whoever scans a book in that moment waits for pages all over the disk.
type checkpointer struct {
	writes  atomic.Int64 // committed since the start
	batches atomic.Int64 // of jobs, since the start
	bell    chan struct{}
	pool    *sql.DB
	stopped chan struct{}

	mu     sync.Mutex // one copies at a time
	inside *conn
}

func openCheckpointer(ctx context.Context, dsn string) (*checkpointer, error) {
	pool, err := newPool(dsn)
	if err != nil {
		return nil, err
	}
	c := &checkpointer{pool: pool, bell: make(chan struct{}, 1), stopped: make(chan struct{})}
	if c.inside, err = dedicate(ctx, pool); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	go c.serve()
	return c, nil
}

// committed tells of n writes more. Only the write door calls it.
func (c *checkpointer) committed(n int) {
	sum := c.writes.Add(int64(n))
	if sum/checkpointEvery == (sum-int64(n))/checkpointEvery {
		return
	}
	select {
	case c.bell <- struct{}{}:
	default: // it is at it
	}
}

// serve copies whenever it is asked. The log begins anew at the next write only if
// nothing was left in it, so what came meanwhile is copied as well, within reason.
func (c *checkpointer) serve() {
	defer close(c.stopped)
	for range c.bell {
		for range 3 {
			before := c.writes.Load()
			// Passive waits for nobody and nobody for it. Where it fails the door's
			// own copying does too, and says so.
			if c.copy() != nil || c.writes.Load() == before {
				break
			}
		}
	}
}

// copy copies what can be copied now.
func (c *checkpointer) copy() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.inside.run(checkpointSQL)
}

// settle copies the log now and then for a job that has written a batch.
func (c *checkpointer) settle() {
	if c.batches.Add(1)%settleEvery == 0 {
		_ = c.copy() // where it fails the door's own copying does too, and says so
	}
}

// close ends it after the write door, which rings no more.
func (c *checkpointer) close() error {
	close(c.bell)
	<-c.stopped
	c.mu.Lock()
	defer c.mu.Unlock()
	return errors.Join(c.inside.Close(), c.pool.Close())
}

const checkpointSQL = `pragma wal_checkpoint(passive)`

// autocheckpoint is what a connection does about the log by itself.
func autocheckpoint(r role) string {
	if r == roleWrite {
		return strconv.Itoa(walPages)
	}
	return "1000" // SQLite's own
}
