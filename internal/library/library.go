// Package library is what one can do at a library: look up, renew, read a
// receipt. Each use case is one transaction and writes its own audit rows. It
// decides nothing itself: it loads facts and asks package circulation.
package library

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"simpanbudi/internal/config"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Options says how a library runs.
type Options struct {
	Now        func() time.Time                 // the library's time; may be set by --now
	Env        func(name string) (string, bool) // SIMPANBUDI_* settings; nil: none
	CheckClock bool                             // refuse to renew on a clock that cannot be right
	Log        *slog.Logger
}

// Library is the use cases over one database.
type Library struct {
	db         *store.DB
	now        func() time.Time
	env        func(name string) (string, bool)
	checkClock bool
	log        *slog.Logger
	policy     atomic.Pointer[policy]
	publishing sync.Mutex             // of policy
	newRef     func() (string, error) // replaced by the test of collisions
	dueMoves   chan struct{}          // rung when due dates are to be moved
}

// Open readies the use cases; db stays the caller's to close. A setting in the
// environment that makes no sense is fault.Invalid. Where the clock cannot be
// right this is noted, so that later audit rows do not hide it.
func Open(ctx context.Context, db *store.DB, o Options) (*Library, error) {
	l := &Library{db: db, now: o.Now, env: o.Env, checkClock: o.CheckClock, log: o.Log, newRef: newRef, dueMoves: make(chan struct{}, 1)}
	if l.now == nil {
		l.now = time.Now
	}
	if l.log == nil {
		l.log = slog.New(slog.DiscardHandler)
	}
	if _, err := config.Effective(nil, l.env); err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "correct or unset this environment variable")
	}
	if err := l.noteWrongClock(ctx); err != nil {
		return nil, err
	}
	return l, nil
}

// moment is the library's time, fixed once per use case and in whole seconds
// as it is stored.
func (l *Library) moment() time.Time { return time.Unix(l.now().Unix(), 0) }
