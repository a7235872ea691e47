package identity

import (
	"context"
	"time"

	"simpanbudi/internal/store"
)

// calendarLimit holds for an address that asks for calendars there never were.
var calendarLimit = windowed{most: 20, window: 15 * time.Minute}

// WrongCalendar counts a token of no calendar. Too many from one address are
// fault.TooMany with retry_after in seconds.
//
// Only wrong tokens are counted and refused: calendar services ask for all their
// users from a few addresses, so that one who types nonsense there would cut off
// the calendars of everybody else. Of 128 random bits nothing can be guessed; what
// the limit saves is the work and the noise.
func (s *Service) WrongCalendar(ctx context.Context, address string) error {
	tries := []*bucket{{name: s.keys.bucket("calendar", addressKey(address), ""), limit: calendarLimit}}
	var wait time.Duration
	err := s.db.Read(ctx, func(q store.Queryer) (err error) { // a refused flood writes nothing
		wait, err = refusal(q, tries, s.o.Now())
		return err
	})
	switch {
	case err != nil:
		return err
	case wait > 0:
		return tooMany(wait)
	}
	return s.reserve(ctx, tries)
}
