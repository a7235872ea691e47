package identity

import (
	"context"
	"net/netip"
	"time"

	"simpanbudi/internal/store"
)

// bucket is one count that an attempt stands under, and what the attempt has
// made of it, so that it can be taken back.
type bucket struct {
	name          string
	limit         limit
	before, after store.ThrottleRow
}

// buckets are the counts a try stands under. A device that has signed in to this
// card before has one of its own and no other, so that strangers, on the card or
// behind the same address, cannot lock it out; its own wrong tries do count.
func (s *Service) buckets(t *try) []*bucket {
	if t.known {
		return []*bucket{{name: s.keys.bucket("device", t.cardKey, t.device), limit: cardLimit}}
	}
	return []*bucket{
		{name: s.keys.bucket("card", t.cardKey, ""), limit: cardLimit},
		{name: s.keys.bucket("address", t.address, ""), limit: addressLimit},
	}
}

// refusal is the longest wait the buckets ask for at now.
func refusal(q store.Queryer, list []*bucket, now time.Time) (time.Duration, error) {
	var wait time.Duration
	for _, b := range list {
		var err error
		if b.before, err = store.ReadThrottle(q, b.name); err != nil {
			return 0, err
		}
		wait = max(wait, b.limit.wait(b.before, now))
	}
	return wait, nil
}

// reserve counts a try as failed before it is checked, unless it must wait: of
// any number of guesses at once only as many are checked as the limit allows.
func (s *Service) reserve(ctx context.Context, list []*bucket) error {
	return s.db.Write(ctx, func(tx *store.Tx) error {
		now := s.o.Now()
		wait, err := refusal(tx, list, now)
		if err != nil {
			return err
		}
		if wait > 0 {
			return tooMany(wait)
		}
		for _, b := range list {
			// Rows keep whole seconds; so must what they are compared with.
			b.after = b.limit.count(b.before, now.Truncate(time.Second))
			if err := store.PutThrottle(tx, b.name, b.after); err != nil {
				return err
			}
		}
		return nil
	})
}

// succeed takes a right try back. The card's (or the device's) earlier failures
// are forgotten with it: they were its owner's slips. The address's stay.
func succeed(tx *store.Tx, list []*bucket) error {
	for _, b := range list {
		var err error
		if _, perCard := b.limit.(growing); perCard {
			err = store.DeleteThrottle(tx, b.name)
		} else {
			err = b.takeBack(tx)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// takeBack undoes the count of one try, whatever others have counted meanwhile.
func (b *bucket) takeBack(tx *store.Tx) error {
	row, err := store.ReadThrottle(tx, b.name)
	if err != nil || row.Failures == 0 || row.Since.Before(b.after.Since) {
		return err
	}
	if _, perWindow := b.limit.(windowed); perWindow && !row.Since.Equal(b.after.Since) {
		return nil // counted in a window that has ended
	}
	if row.Failures--; row.Failures == 0 {
		return store.DeleteThrottle(tx, b.name)
	}
	if row.Until.Equal(b.after.Until) {
		row.Until = b.before.Until
	}
	return store.PutThrottle(tx, b.name, row)
}

// addressKey is what an address is counted under: an IPv6 home has a whole /64
// to choose from. What is no address is counted under itself.
func addressKey(address string) string {
	if ap, err := netip.ParseAddrPort(address); err == nil {
		address = ap.Addr().String()
	}
	a, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	a = a.Unmap().WithZone("")
	if a.Is4() {
		return a.String()
	}
	home, err := a.Prefix(64)
	if err != nil {
		return a.String()
	}
	return home.String()
}
