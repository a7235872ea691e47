package identity

import (
	"context"
	"sync"
)

// An address may have so many attempts under way, and so many more waiting. A
// try is counted before it is checked, so without this the first hundred people
// of a school that sign in at once would look like a hundred failures.
const (
	gateWidth = 32
	gateQueue = 512
)

// gates lets a bounded number of attempts from one address through at a time.
type gates struct {
	mu   sync.Mutex
	open map[string]*gate
}

type gate struct {
	places chan struct{}
	users  int // inside or waiting; guarded by gates.mu
}

func newGates() *gates { return &gates{open: make(map[string]*gate)} }

// enter waits for a place at the gate of that name; leave gives it back.
func (g *gates) enter(ctx context.Context, name string) (leave func(), err error) {
	at, ok := g.join(name)
	if !ok {
		return nil, overloaded()
	}
	select {
	case at.places <- struct{}{}:
		return func() { <-at.places; g.part(name, at) }, nil
	case <-ctx.Done():
		g.part(name, at)
		return nil, ctx.Err()
	}
}

func (g *gates) join(name string) (*gate, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	at := g.open[name]
	if at == nil {
		at = &gate{places: make(chan struct{}, gateWidth)}
		g.open[name] = at
	}
	if at.users >= gateWidth+gateQueue {
		return nil, false
	}
	at.users++
	return at, true
}

// part forgets a gate with its last user, so that the map stays small.
func (g *gates) part(name string, at *gate) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if at.users--; at.users == 0 {
		delete(g.open, name)
	}
}
