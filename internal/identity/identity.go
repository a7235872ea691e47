// Package identity says who somebody is and what they may do: PINs and
// passwords, sessions, throttling, roles.
//
// A card number is no secret, so a sign-in is a card with a PIN of six digits or,
// until the member has one, a birth date. Both are easily guessed by a machine;
// what protects them is the throttle (limits.go), an expensive hash under a bound
// (hasher.go), and that a failure tells nothing but that it failed (signin.go).
package identity

import (
	"context"
	"runtime"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Options says how sign-in runs.
type Options struct {
	Now        func() time.Time               // the machine's clock, never --now; nil: time.Now
	LibraryNow func() time.Time               // the library's clock, for audit rows; nil: Now
	BirthDate  func(ctx context.Context) bool // is the setting birth_date_sign_in on; nil: on
	Hashers    int                            // how many argon2id at once; 0: all cores but one, which renewals keep
}

// Service signs people in.
type Service struct {
	db        *store.DB
	keys      *Keys
	o         Options
	hasher    *hasher
	addresses *gates
	setUp     setUp
}

// New returns the service.
func New(db *store.DB, keys *Keys, o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.LibraryNow == nil {
		o.LibraryNow = o.Now
	}
	if o.BirthDate == nil {
		o.BirthDate = func(context.Context) bool { return true }
	}
	if o.Hashers <= 0 {
		o.Hashers = max(1, runtime.GOMAXPROCS(0)-1)
	}
	return &Service{db: db, keys: keys, o: o, hasher: newHasher(o.Hashers), addresses: newGates()}
}

// tooMany is the fault of a throttled attempt, with the wait in whole seconds.
func tooMany(wait time.Duration) error {
	return fault.New(fault.TooMany, "").With("retry_after", wholeSeconds(wait))
}

// overloaded is the fault of an attempt that found no place to wait in.
func overloaded() error {
	return fault.New(fault.Unavailable, "more people sign in at once than this machine can check").
		With("retry_after", wholeSeconds(overloadWait))
}

// wholeSeconds rounds up, so that whoever waits as long as told may come in.
func wholeSeconds(d time.Duration) int {
	return int((d + time.Second - 1) / time.Second)
}
