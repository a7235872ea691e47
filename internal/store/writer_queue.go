package store

import (
	"context"
	"sync"
	"sync/atomic"
)

// request is one caller's write, waiting for or passing through the door.
type request struct {
	ctx   context.Context
	fn    func(tx *Tx) error
	state atomic.Int32
	done  chan struct{} // closed after the commit

	// The door's, until done is closed.
	err      error // the answer
	answered bool
}

const (
	stateQueued int32 = iota
	stateBegun        // the door has it; it is carried through
	stateGone         // its caller has left before it was begun
)

func newRequest(ctx context.Context, fn func(tx *Tx) error) *request {
	return &request{ctx: ctx, fn: fn, done: make(chan struct{})}
}

// begin claims the request for the door, unless its caller has left.
func (r *request) begin() bool {
	if r.ctx.Err() != nil {
		r.leave()
	}
	return r.state.CompareAndSwap(stateQueued, stateBegun)
}

// leave withdraws the request, unless the door has begun it.
func (r *request) leave() bool { return r.state.CompareAndSwap(stateQueued, stateGone) }

func (r *request) answer(err error) {
	r.err, r.answered = err, true
	close(r.done)
}

// queue holds the requests that wait. It is as long as there are callers.
type queue struct {
	mu      sync.Mutex
	waiting []*request
	closed  bool
	bell    chan struct{} // rung when something waits or the queue is closed
}

func newQueue() *queue { return &queue{bell: make(chan struct{}, 1)} }

// put adds a request and says whether the queue still takes any.
func (q *queue) put(r *request) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return false
	}
	q.waiting = append(q.waiting, r)
	q.ring()
	return true
}

// close takes no more requests; those that wait are still served.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.ring()
}

// isClosed says whether no more requests are taken.
func (q *queue) isClosed() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.closed
}

// take waits for requests and moves up to its capacity of them into group. An
// empty answer means that the queue is closed and served.
func (q *queue) take(group []*request) []*request {
	for {
		q.mu.Lock()
		n := min(len(q.waiting), cap(group))
		group = append(group[:0], q.waiting[:n]...)
		rest := copy(q.waiting, q.waiting[n:])
		clear(q.waiting[rest:])
		q.waiting = q.waiting[:rest]
		closed := q.closed
		q.mu.Unlock()
		if n > 0 || closed {
			return group
		}
		<-q.bell
	}
}

func (q *queue) ring() {
	select {
	case q.bell <- struct{}{}:
	default: // it rings already
	}
}
