package identity

import (
	"context"
	"crypto/rand"
	"time"

	"golang.org/x/crypto/argon2"
)

// How a rush is borne: so many may wait for each that is being hashed, nobody
// longer than patience, and who finds no place is asked to come back later.
const (
	queuePerHasher = 256
	patience       = 20 * time.Second
	overloadWait   = 5 * time.Second
)

// hasher makes argon2id hashes, a few at a time: each takes 19 MiB and a core.
type hasher struct {
	seats   chan struct{} // taken by everyone being hashed or waiting
	working chan struct{} // taken by those being hashed
	derive  func(secret, salt []byte, c cost) []byte
}

func newHasher(atOnce int) *hasher {
	return &hasher{
		seats:   make(chan struct{}, atOnce*(queuePerHasher+1)),
		working: make(chan struct{}, atOnce),
		derive: func(secret, salt []byte, c cost) []byte {
			return argon2.IDKey(secret, salt, c.passes, c.memory, c.lanes, hashLen)
		},
	}
}

// sit takes a seat in the queue without waiting; leave gives it back. Taking it
// before an attempt is counted means that nobody is counted for a full house.
func (h *hasher) sit() (leave func(), err error) {
	select {
	case h.seats <- struct{}{}:
		return func() { <-h.seats }, nil
	default:
		return nil, overloaded()
	}
}

// hash waits for its turn and hashes. It needs a seat.
func (h *hasher) hash(ctx context.Context, secret string, salt []byte, c cost) (hash, error) {
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	select {
	case h.working <- struct{}{}:
	case <-ctx.Done():
		return hash{}, ctx.Err()
	case <-timeout.C:
		return hash{}, overloaded()
	}
	defer func() { <-h.working }()
	return hash{cost: c, salt: salt, sum: h.derive([]byte(secret), salt, c)}, nil
}

// keep takes a seat and makes the hash that is kept of a new secret.
func (h *hasher) keep(ctx context.Context, secret string) (string, error) {
	leave, err := h.sit()
	if err != nil {
		return "", err
	}
	defer leave()
	made, err := h.hash(ctx, secret, newSalt(), usual)
	if err != nil {
		return "", err
	}
	return made.String(), nil
}

func newSalt() []byte {
	salt := make([]byte, saltLen)
	_, _ = rand.Read(salt) // never fails
	return salt
}
