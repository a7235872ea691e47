package identity

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// LinkLife is how long a signed link opens after it was issued, by the library's
// clock.
const LinkLife = 14 * 24 * time.Hour

// linkMemory is how long an ended link is remembered, so that whoever comes late
// is told that it has ended and not that it never was.
const linkMemory = 90 * 24 * time.Hour

// linkLimit holds for an address: nobody mistypes a link twenty times. Of a token
// of 128 random bits not even a fraction could be guessed without it; it keeps
// the noise of those who try out of the log and off the machine.
var linkLimit = windowed{most: 20, window: 15 * time.Minute}

// linkTokenBytes is 128 bits.
const linkTokenBytes = 16

// Links are the signed links that reminders carry: whoever has one may see and
// renew a few loans of one member, and nothing else.
type Links struct{ s *Service }

// Links returns them.
func (s *Service) Links() *Links { return &Links{s} }

// Link is what a signed link opens.
type Link struct {
	Member  int64
	Loans   []int64 // in the order in which they were named; each is to be looked at again
	Expires time.Time
}

// Issue makes a link to loans of a member, good for LinkLife from now (the
// library's time), and returns its token. Only a hash of it is kept.
func (k *Links) Issue(ctx context.Context, member int64, loans []int64, now time.Time) (token string, err error) {
	err = k.s.db.Write(ctx, func(tx *store.Tx) error {
		token, err = IssueLink(tx, member, loans, now)
		return err
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// IssueLink is [Links.Issue] inside a write, for a reminder that must not go out
// without its link. fault.Invalid without loans.
func IssueLink(tx *store.Tx, member int64, loans []int64, now time.Time) (token string, err error) {
	if len(loans) == 0 {
		return "", fault.Wrap(errors.New("a link to no loans"), fault.Invalid, "name at least one loan")
	}
	var b [linkTokenBytes]byte
	_, _ = rand.Read(b[:]) // never fails
	token = base64.RawURLEncoding.EncodeToString(b[:])
	return token, store.InsertLink(tx, tokenHash(token), member, loans, now, now.Add(LinkLife))
}

// Verify returns what a token opens, asked for from an address. A right one
// changes nothing, however often robots ask. fault.LinkUnknown for one that
// was never issued, which is counted: too many of one address are fault.TooMany
// with retry_after in seconds, whatever the token. fault.LinkEnded for one that
// has expired or was revoked.
func (k *Links) Verify(ctx context.Context, token, address string) (Link, error) {
	tries := &bucket{name: k.s.keys.bucket("link", addressKey(address), ""), limit: linkLimit}
	if err := k.mayTry(ctx, tries); err != nil {
		return Link{}, err
	}
	var (
		row   store.LinkRow
		found bool
		wait  time.Duration
	)
	// Counting and looking are one write, which others wait for: of any number of
	// guesses at once no more are looked up than the limit allows, while readers
	// of right links behind the same address do not count against each other.
	err := k.s.db.Write(ctx, func(tx *store.Tx) (err error) {
		now := k.s.o.Now()
		if wait, err = refusal(tx, []*bucket{tries}, now); err != nil || wait > 0 {
			return err
		}
		if row, found, err = store.FindLink(tx, tokenHash(token)); err != nil || found {
			return err
		}
		return store.PutThrottle(tx, tries.name, tries.limit.count(tries.before, now.Truncate(time.Second)))
	})
	switch {
	case err != nil:
		return Link{}, err
	case wait > 0:
		return Link{}, tooMany(wait)
	case !found:
		return Link{}, fault.New(fault.LinkUnknown, "")
	case row.Revoked || !k.s.o.LibraryNow().Before(row.Expires):
		return Link{}, fault.New(fault.LinkEnded, "")
	}
	return Link{Member: row.Member, Loans: row.Loans, Expires: row.Expires}, nil
}

// mayTry refuses an address that must wait without a write: a refused flood costs
// next to nothing.
func (k *Links) mayTry(ctx context.Context, tries *bucket) error {
	return k.s.db.Read(ctx, func(q store.Queryer) error {
		wait, err := refusal(q, []*bucket{tries}, k.s.o.Now())
		if err == nil && wait > 0 {
			err = tooMany(wait)
		}
		return err
	})
}

// Revoke ends all links of a member at once.
func (k *Links) Revoke(ctx context.Context, member int64) error {
	return k.s.db.Write(ctx, func(tx *store.Tx) error {
		return store.RevokeLinks(tx, member, k.s.o.LibraryNow())
	})
}
