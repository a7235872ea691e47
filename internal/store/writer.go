package store

import (
	"context"
	"database/sql"
	"errors"
	"runtime"

	sqlite3 "modernc.org/sqlite/lib"
)

// groupSize is how many writes share one commit at most.
const groupSize = 64

// lockTries is how often the door asks for the write lock. Together its tries
// last as long as other connections wait in one.
const lockTries = busyTimeoutMillis / doorTimeoutMillis

// writer is the one door through which all writes of this process pass: a
// goroutine with a connection. It takes whoever waits, runs them in one
// transaction and answers after the commit, so that 64 writes at once cost one
// flush of the disk, and a lone one waits for nobody.
type writer struct {
	queue   *queue
	tries   int // how often a group asks for the lock
	pool    *sql.DB
	inside  *conn // nil after a failure, until the next group
	beside  *checkpointer
	stopped chan struct{} // closed when the last group is answered
}

func openWriter(ctx context.Context, path string, cacheKiB int) (*writer, error) {
	beside, err := openCheckpointer(ctx, dataSource(path, roleWrite, checkpointCacheKiB))
	if err != nil {
		return nil, err
	}
	pool, err := newPool(dataSource(path, roleWrite, cacheKiB))
	if err != nil {
		return nil, errors.Join(err, beside.close())
	}
	w := &writer{queue: newQueue(), tries: lockTries, pool: pool, beside: beside, stopped: make(chan struct{})}
	if err := w.connect(ctx); err != nil {
		return nil, errors.Join(err, pool.Close(), beside.close())
	}
	go w.serve()
	return w, nil
}

// connect opens the connection and finds out whether it can write.
func (w *writer) connect(ctx context.Context) (err error) {
	if w.inside, err = dedicate(ctx, w.pool); err != nil {
		return err
	}
	if err = w.claim(); err != nil {
		w.disconnect()
		return err
	}
	w.inside.rollback()
	return nil
}

// claim begins a transaction. Where another process is writing it waits, in
// slices: a program that is to stop must not wait for one that never ends.
func (w *writer) claim() (err error) {
	for range w.tries {
		err = w.inside.begin("begin immediate")
		if codeOf(err)&0xff != sqlite3.SQLITE_BUSY || w.queue.isClosed() {
			break
		}
	}
	return err
}

// disconnect gives up a connection after its transaction has failed: the next
// group begins with a fresh one, as soon as the disk allows.
func (w *writer) disconnect() {
	w.inside.rollback()
	_ = w.inside.Close()
	w.inside = nil
}

// serve answers group after group until the queue is closed and empty.
func (w *writer) serve() {
	group := make([]*request, 0, groupSize)
	finished := false
	defer func() {
		if finished {
			close(w.stopped)
			return
		}
		// A function has ended this goroutine, as t.FailNow does.
		w.disconnect()
		answerAll(group, errors.New("a write of the same group has not returned"))
		go w.serve()
	}()
	for {
		group = w.queue.take(group)
		if len(group) == 0 {
			finished = true
			return
		}
		for rest := group; len(rest) > 0; {
			rest = w.transact(rest)
		}
		clear(group)
		// Let those just answered come back first: their next writes then
		// share the next commit instead of missing it by a microsecond.
		runtime.Gosched()
	}
}

// transact runs the group in one transaction and answers it. Where SQLite gives
// the transaction up half-way (a full disk, an I/O error), those who have run
// get the error, as functions run only once, and the rest is returned untouched.
func (w *writer) transact(group []*request) (rest []*request) {
	if err := w.begin(); err != nil {
		answerAll(group, err)
		return nil
	}
	for i, r := range group {
		if !r.begin() {
			r.answer(r.ctx.Err())
			continue
		}
		var broken error
		if r.err, broken = w.apply(r.fn); broken != nil {
			w.disconnect()
			answerAll(group[:i+1], broken)
			return group[i+1:]
		}
	}
	err := w.inside.commit()
	if err != nil {
		w.disconnect()
	}
	answerAll(group, err)
	w.beside.committed(len(group))
	return nil
}

// begin starts a group's transaction.
func (w *writer) begin() error {
	if w.inside == nil {
		if err := w.connect(context.Background()); err != nil {
			return err
		}
	}
	err := w.claim()
	if err != nil {
		w.disconnect()
	}
	return err
}

// answerAll answers those of a group who have no answer yet: with their own
// error where they have one, else with that of the group.
func answerAll(group []*request, err error) {
	for _, r := range group {
		switch {
		case r == nil || r.answered:
		case r.err != nil:
			r.answer(r.err)
		default:
			r.answer(err)
		}
	}
}

// close serves who waits and then closes. While another process writes, each
// group that waits is given one try.
func (w *writer) close() error {
	w.queue.close()
	<-w.stopped
	err := w.beside.close()
	if w.inside == nil {
		return errors.Join(err, w.pool.Close())
	}
	// Where another program keeps the file open, closing would leave the log
	// as it is; passive, because nobody should wait for anybody here.
	_ = w.inside.run(checkpointSQL)
	return errors.Join(err, w.inside.Close(), w.pool.Close())
}
