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
	"slices"
	"time"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/store"
)

// Service plans and delivers over one database.
type Service struct {
	db    *store.DB
	o     Options
	batch int // loans that are planned in one write
}

// Options says how reminders run.
type Options struct {
	Library  *library.Library
	Now      func() time.Time  // the library's clock; nil: time.Now
	Log      *slog.Logger      // nil: none
	BaseURL  string            // of the command line; "" leaves it to the setting base_url
	Texts    *i18n.Texts       // for delivering
	Keys     *identity.Keys    // signs what stops messages; nil: nothing can be stopped by a link
	Channels []channel.Channel // those that are set up, beside the hand list
	Paces    map[string]Pace   // of channels that must not be hurried
}

// New returns the service.
func New(db *store.DB, o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{db: db, o: o, batch: batch}
}

// ready reports whether a channel is set up.
func (s *Service) ready(name string) bool {
	return slices.ContainsFunc(s.o.Channels, func(c channel.Channel) bool { return c.Name() == name })
}
