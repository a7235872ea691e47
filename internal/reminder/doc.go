// Package reminder tells members of what is coming due and what is late. It plans
// which notices there are (pure decisions of package circulation over what is in
// the database), keeps the outbox of messages, one to an address and run, and
// delivers them with retries through the channels below it.
//
// A notice is made once for a loan, a due date and a step. What a message says is
// read afresh in the transaction that claims it, so that nobody is told of a book
// that has come back meanwhile.
package reminder

import (
	"log/slog"
	"time"

	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// Service plans and delivers over one database.
type Service struct {
	db   *store.DB
	lib  *library.Library
	now  func() time.Time // the library's clock
	log  *slog.Logger
	base string
	// ready reports whether a channel is set up.
	ready func(channel string) bool
}

// Options says how reminders run.
type Options struct {
	Now     func() time.Time // the library's clock; nil: time.Now
	Log     *slog.Logger     // nil: none
	BaseURL string           // of the command line; "" leaves it to the setting base_url
	// Ready reports whether a channel is set up; nil: none but the hand list.
	Ready func(channel string) bool
}

// New returns the service.
func New(db *store.DB, lib *library.Library, o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Ready == nil {
		o.Ready = func(string) bool { return false }
	}
	return &Service{db: db, lib: lib, now: o.Now, log: o.Log, base: o.BaseURL, ready: o.Ready}
}
