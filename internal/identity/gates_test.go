package identity

import (
	"context"
	"errors"
	"testing"

	"simpanbudi/internal/fault"
)

func TestGateOfOneAddressHoldsUpNoOther(t *testing.T) {
	g := newGates()
	for range gateWidth {
		if _, err := g.enter(t.Context(), "crowded"); err != nil {
			t.Fatal(err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.enter(gone, "crowded"); !errors.Is(err, context.Canceled) {
		t.Errorf("there was still a place: %v", err)
	}
	leave, err := g.enter(t.Context(), "quiet")
	if err != nil {
		t.Fatal(err)
	}
	leave()
	if len(g.open) != 1 || g.open["crowded"].users != gateWidth {
		t.Errorf("%d gates are left", len(g.open))
	}
}

func TestGateTurnsAwayWhoCannotEvenWait(t *testing.T) {
	g := newGates()
	for range gateWidth + gateQueue {
		if _, ok := g.join("crowded"); !ok {
			t.Fatal("turned away too early")
		}
	}
	_, err := g.enter(t.Context(), "crowded")
	wantCode(t, err, fault.Unavailable)
}
