package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"simpanbudi/internal/fault"
)

// errNested is the answer to a Write called inside the function of another one,
// which would wait for itself.
var errNested = errors.New("a write inside a write: use the outer one's transaction")

const (
	// nestedAfter is how long a write waits before it asks whether it waits
	// for itself. Nobody waits that long otherwise, so the question, which is
	// not cheap, is hardly ever asked.
	nestedAfter = time.Second
	// carryPatience is how long a caller that has gone away is kept for the
	// answer to a write that has begun.
	carryPatience = 10 * time.Second
)

// Write runs fn once, on the write door's goroutine, isolated by a savepoint
// from the writes it shares a commit with, and returns after the fsync. An
// error or panic of fn undoes fn alone; a panic comes back as a *PanicError. A
// caller whose context ends before fn has begun gets the context's error and fn
// never runs; once begun it is carried through whoever waits for it. Inside fn,
// reads see what earlier writes of the same group have done, which is committed
// together with fn's own or not at all. fn must not call Write or wait for
// anybody who does.
func (db *DB) Write(ctx context.Context, fn func(tx *Tx) error) error {
	if db.writer == nil {
		return fault.New(fault.ReadOnly, "the database was opened for reading only")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	r := newRequest(ctx, fn)
	if !db.writer.queue.put(r) {
		return errClosed
	}
	return classify(r.wait())
}

// WriteBatch is Write for a job that writes batch after batch. Now and then it copies
// the log as well before it returns. Left to the checkpointer the log would be copied
// beside the next batch: on two cores both would be taken, and whoever asks for a
// page would wait for a slice of time, which is 10 ms.
func (db *DB) WriteBatch(ctx context.Context, fn func(tx *Tx) error) error {
	err := db.Write(ctx, fn)
	if db.writer != nil {
		db.writer.beside.settle()
	}
	return err
}

// wait returns the answer to a request.
func (r *request) wait() error {
	suspicion := time.NewTimer(nestedAfter)
	defer suspicion.Stop()
	left := r.ctx.Done()
	var patience <-chan time.Time
	for {
		select {
		case <-r.done:
			return r.err
		case <-left:
			if r.leave() {
				return r.ctx.Err()
			}
			left, patience = nil, time.After(carryPatience)
		case <-patience:
			return fmt.Errorf("the write has begun but its outcome is not known yet: %w", r.ctx.Err())
		case <-suspicion.C:
			if onDoor() && r.leave() {
				return errNested
			}
		}
	}
}

// onDoor says whether this goroutine is running some write's function.
func onDoor() bool {
	pcs := make([]uintptr, 128)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, "store.(*writer).call") {
			return true
		}
		if !more {
			return false
		}
	}
}
