package identity

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"simpanbudi/internal/fault"
)

func TestOnlySoManyHashAtOnce(t *testing.T) {
	h := newHasher(2)
	var now, most atomic.Int64
	h.derive = func([]byte, []byte, cost) []byte {
		n := now.Add(1)
		for {
			m := most.Load()
			if n <= m || most.CompareAndSwap(m, n) {
				break
			}
		}
		defer now.Add(-1)
		return make([]byte, hashLen)
	}
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			if _, err := h.keep(context.Background(), "482913"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() > 2 {
		t.Errorf("%d hashed at once, want at most 2", most.Load())
	}
}

func TestFullQueueAsksToComeBackLater(t *testing.T) {
	h := newHasher(1)
	for range queuePerHasher + 1 {
		if _, err := h.sit(); err != nil {
			t.Fatal(err)
		}
	}
	_, err := h.keep(t.Context(), "482913")
	wantCode(t, err, fault.Unavailable)
	if retryAfter(t, err) != 5 {
		t.Errorf("retry after %d s", retryAfter(t, err))
	}
}

func TestWaitingForAHashEndsWithTheContextAndWithPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHasher(1)
		h.working <- struct{}{} // somebody hashes for ever
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := h.keep(ctx, "482913"); !errors.Is(err, context.Canceled) {
			t.Errorf("a caller who has gone waits on: %v", err)
		}
		_, err := h.keep(t.Context(), "482913") // in virtual time
		wantCode(t, err, fault.Unavailable)
		if len(h.seats) != 0 {
			t.Errorf("%d seats were not given back", len(h.seats))
		}
	})
}
